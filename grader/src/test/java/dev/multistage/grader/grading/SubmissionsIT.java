package dev.multistage.grader.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.docker.DockerEngine;
import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.EngineSetup;
import dev.multistage.grader.docker.Owner;
import dev.multistage.grader.docker.ProgressListener;
import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseDirectory;
import dev.multistage.grader.exercise.CourseFiles;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Submission;
import dev.multistage.grader.exercise.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people hand in that is no honest attempt, on the real engine. */
@Timeout(180)
class SubmissionsIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String NONCE = "a-line-of-its-own-" + System.nanoTime();
    private static Engine engine;

    @BeforeAll
    static void findAnEngine() throws InterruptedException {
        engine =
                DockerEngine.connect(
                        new EngineSetup((packages, purpose) -> true, ProgressListener.NONE)
                                .ensure());
    }

    @AfterAll
    static void leaveIt() {
        engine.remove("exercise-2:finished");
        engine.close();
    }

    @Test
    void aFinishedImageOfTheCourseIsNoBase() throws InterruptedException {
        Exercise exercise = exercise("");
        new Grader(() -> engine)
                .build(
                        Submission.ofSolution(exercise),
                        options("exercise-2:finished"),
                        GradingListener.NONE);
        for (String cheat :
                List.of(
                        "FROM exercise-2:finished\n",
                        "FROM scratch\nCOPY --from=exercise-2:finished / /\n")) {
            Finding build = failed(grade(exercise, cheat), "built-base");
            assertEquals(cheat.startsWith("FROM scratch") ? 2 : 1, build.where().get(0).line());
        }
    }

    @Test
    void aNameWithoutADotBehindFromIsAMisspeltStage() throws InterruptedException {
        Grade grade = grade(exercise(""), "FROM alpine:3.23 AS a\nCOPY --from=nosuchthing /x /x\n");
        assertEquals(2, failed(grade, "undefined-stage").where().get(0).line());
    }

    @Test
    void aMisspeltBaseIsSuggested() throws InterruptedException {
        Finding build = failed(grade(exercise(""), "FROM alpnie:3.23\n"), "build-failed");
        assertEquals(1, build.where().get(0).line());
        assertTrue(build.next().contains("alpine:3.23"), build.next());
    }

    @Test
    void anImageWithoutALayerIsEmpty() throws InterruptedException {
        Finding build =
                failed(grade(exercise(""), "FROM scratch\nCMD [\"/app\"]\n"), "build-failed");
        assertEquals("the image is empty", build.observed());
    }

    @Test
    void aBuildThatDoesNotEndIsEnded() throws InterruptedException {
        Grade grade =
                grade(
                        exercise("\"buildSeconds\": 5"),
                        "FROM alpine:3.23\nRUN echo " + NONCE + " && sleep 1000\n");
        assertEquals(2, failed(grade, Grade.OVER_BUDGET).where().get(0).line());
    }

    /** A bounded bomb: a true one would take the machine of whoever runs this on another engine. */
    @Test
    void aBuildThatForksIsEndedWithAllItsProcesses() throws InterruptedException {
        Grade grade =
                grade(
                        exercise("\"buildSeconds\": 5"),
                        "FROM alpine:3.23\nRUN echo "
                                + NONCE
                                + " && for i in $(seq 300); do sleep 987654 & done; wait\n");
        assertEquals(2, failed(grade, Grade.OVER_BUDGET).where().get(0).line());
        assertEquals(
                0,
                ProcessHandle.allProcesses()
                        .filter(p -> p.info().commandLine().orElse("").contains("987654"))
                        .count());
    }

    @Test
    void aBuildThatFillsTheDiskIsEnded() throws InterruptedException {
        Grade grade =
                grade(
                        exercise("\"diskMegabytes\": 300"),
                        "FROM alpine:3.23\nRUN echo "
                                + NONCE
                                + " && dd if=/dev/urandom of=/big bs=1M count=4000; sleep 100\n");
        assertEquals(2, failed(grade, Grade.OVER_BUDGET).where().get(0).line());
    }

    @Test
    void aProgramThatPrintsWithoutEndIsGradedAllTheSame() throws InterruptedException {
        Grade grade =
                grade(
                        exercise("\"startSeconds\": 3"),
                        "FROM alpine:3.23\nUSER 1000\nCMD [\"sh\", \"-c\", \"yes\"]\n");
        assertTrue(grade.codes().contains("no-answer"), grade.codes().toString());
    }

    @Test
    void nothingIsLeftOfAnyOfThem() throws InterruptedException {
        grade(exercise(""), "FROM alpine:3.23\nRUN false\n");
        String own = Owner.newTag().replaceFirst("[0-9]+$", "");
        assertEquals(
                List.of(),
                engine.images(Map.of(Owner.SUBMISSION, "")).stream()
                        .flatMap(image -> image.tags().stream())
                        .filter(tag -> tag.startsWith(own))
                        .toList());
    }

    private static Finding failed(Grade grade, String code) {
        assertEquals(Optional.empty(), grade.trouble());
        assertEquals(Set.of(code), Set.copyOf(buildCodes(grade)));
        return grade.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    /** The codes without those that the text of the Dockerfile alone gave. */
    private static List<String> buildCodes(Grade grade) {
        return grade.findings().stream()
                .filter(finding -> finding.failed() && finding.check().equals("builds"))
                .map(Finding::code)
                .toList();
    }

    private static Grade grade(Exercise exercise, String dockerfile) throws InterruptedException {
        Submission submission =
                new Submission(
                        exercise,
                        "app",
                        Map.of("Dockerfile", dockerfile.getBytes(StandardCharsets.UTF_8)),
                        Map.of());
        return new Grader(() -> engine).grade(submission, options(""), GradingListener.NONE);
    }

    private static Options options(String keep) {
        return new Options(
                new Workspace(ROOT).nonce(),
                false,
                (packages, purpose) -> true,
                keep,
                ROOT.resolve("grader/target/cache"));
    }

    /** Exercise 2 with one budget replaced. */
    private static Exercise exercise(String budget) {
        CourseFiles course = new CourseDirectory(ROOT);
        CourseFiles files =
                new CourseFiles() {
                    @Override
                    public List<String> list(String folder) {
                        return course.list(folder);
                    }

                    @Override
                    public Optional<byte[]> read(String path) {
                        Optional<byte[]> content = course.read(path);
                        return budget.isEmpty() || !path.endsWith("/exercise.json")
                                ? content
                                : content.map(bytes -> with(bytes));
                    }

                    private byte[] with(byte[] declaration) {
                        return new String(declaration, StandardCharsets.UTF_8)
                                .replaceFirst("\"budgets\": \\{[^}]*},", "")
                                .replaceFirst(
                                        "\"rubric\":", "\"budgets\": {" + budget + "}, \"rubric\":")
                                .getBytes(StandardCharsets.UTF_8);
                    }

                    @Override
                    public boolean executable(String path) {
                        return course.executable(path);
                    }
                };
        return Catalogue.of(files).find("exercise-2").orElseThrow();
    }
}
