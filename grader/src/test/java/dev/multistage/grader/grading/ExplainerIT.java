package dev.multistage.grader.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.docker.DockerEngine;
import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.EngineSetup;
import dev.multistage.grader.docker.ProgressListener;
import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseDirectory;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Submission;
import dev.multistage.grader.explain.CacheMiss;
import dev.multistage.grader.explain.Comparison;
import dev.multistage.grader.explain.ExplainedLine;
import dev.multistage.grader.explain.Explanation;
import dev.multistage.grader.explain.Remark;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An exercise is built on the real engine, explained, changed and explained again. */
@Timeout(180)
class ExplainerIT {

    /**
     * The leftovers are made by line 4 and copied by line 7. The last line is another one in each
     * run, so that nothing comes from the cache of the run before.
     */
    private static final String DOCKERFILE =
            """
            FROM alpine:3.23 AS build
            WORKDIR /w
            COPY Dockerfile ./
            RUN mkdir -p p/.git/objects && head -c 300000 /dev/urandom > p/.git/objects/pack && \\
                head -c 100000 /dev/urandom > p/program
            FROM scratch
            COPY --from=build /w/p /p
            CMD ["/p/program"]
            """
                    + "LABEL run="
                    + System.nanoTime()
                    + "\n";

    private static Engine engine;
    @TempDir private static Path cache;

    @BeforeAll
    static void findAnEngine() throws InterruptedException {
        engine =
                DockerEngine.connect(
                        new EngineSetup((packages, purpose) -> true, ProgressListener.NONE)
                                .ensure());
    }

    @AfterAll
    static void leaveIt() {
        engine.close();
    }

    private static final Exercise EXERCISE =
            Catalogue.of(new CourseDirectory(Path.of("..").toAbsolutePath().normalize()))
                    .find("exercise-2")
                    .orElseThrow();

    private static final Options OPTIONS =
            new Options("explained" + System.nanoTime(), true, (p, w) -> true, "", null);

    private static Options options() {
        return new Options(OPTIONS.nonce(), true, OPTIONS.consent(), "", cache);
    }

    private static Submission submission(String dockerfile) {
        byte[] content = dockerfile.getBytes(StandardCharsets.UTF_8);
        return new Submission(EXERCISE, "app", Map.of("Dockerfile", content), Map.of());
    }

    @Test
    void followsALeftoverIntoAStageWithoutAName() throws InterruptedException {
        String unnamed =
                DOCKERFILE
                        .replace(" AS build", "")
                        .replace("from=build", "from=0")
                        .replace("COPY Dockerfile ./", "RUN true");
        Explanation explanation =
                new Explainer(() -> engine, cache)
                        .exercise(
                                "test",
                                submission(unnamed),
                                "Dockerfile",
                                options(),
                                GradingListener.NONE)
                        .explain();
        Remark git = explanation.remarks().get(0);
        assertEquals("leftover-version-control", git.code());
        assertEquals(
                List.of("copied by 7", "created by 4"),
                git.where().stream().map(at -> at.role() + " " + at.line()).toList());
        // the name that the stage was given for it is in no note and no line
        assertTrue(explanation.notes().stream().noneMatch(note -> note.contains("stage")));
    }

    @Test
    void followsALeftoverIntoAStageAndSaysWhyItWasBuiltAgain() throws InterruptedException {
        Explainer explainer = new Explainer(() -> engine, cache);
        Explanation first =
                explainer
                        .exercise(
                                "test",
                                submission(DOCKERFILE),
                                "Dockerfile",
                                options(),
                                GradingListener.NONE)
                        .explain();
        Remark git = first.remarks().get(0);
        assertEquals("leftover-version-control", git.code());
        assertEquals(
                List.of("copied by 7", "created by 4"),
                git.where().stream().map(at -> at.role() + " " + at.line()).toList());
        assertTrue(git.where().stream().allMatch(Remark.Where::certain));
        assertEquals(400_000, first.totals().unpackedBytes());
        assertEquals(CacheMiss.Reason.FIRST_BUILD, line(first, 4).missed().orElseThrow().reason());

        // the changed Dockerfile is itself what line 3 copies
        String changed = DOCKERFILE.replace("CMD [\"/p/program\"]", "CMD [\"/p/other\"]");
        Explanation second =
                explainer
                        .exercise(
                                "test",
                                submission(changed),
                                "Dockerfile",
                                options(),
                                GradingListener.NONE)
                        .explain();
        CacheMiss copy = line(second, 3).missed().orElseThrow();
        assertEquals(CacheMiss.Reason.FILES_CHANGED, copy.reason());
        assertEquals(List.of("Dockerfile"), copy.files());
        assertEquals(CacheMiss.Reason.PARENT_RAN, line(second, 4).missed().orElseThrow().reason());
        assertTrue(line(second, 2).missed().isEmpty());

        Comparison attempts =
                Comparison.of(
                        explainer
                                .attemptBefore(submission(changed), "Dockerfile", options())
                                .orElseThrow(),
                        explainer.exercise(
                                "test",
                                submission(changed),
                                "Dockerfile",
                                options(),
                                GradingListener.NONE));
        assertEquals(0, attempts.bytes());
        assertEquals(first.subject().imageId(), attempts.before().subject().imageId());
        assertTrue(
                attempts.after().lines().stream().allMatch(line -> line.missed().isEmpty()),
                "the third build comes from the cache");
    }

    private static ExplainedLine line(Explanation explanation, int number) {
        return explanation.lines().stream()
                .filter(line -> line.line() == number)
                .findFirst()
                .orElseThrow();
    }
}
