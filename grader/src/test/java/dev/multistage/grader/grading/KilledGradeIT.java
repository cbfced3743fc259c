package dev.multistage.grader.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.Housekeeping;
import dev.multistage.grader.docker.Owner;
import dev.multistage.grader.docker.ProgressListener;
import dev.multistage.grader.docker.Reclaimable;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a grade that was killed, and of one that still runs. */
@Timeout(180)
class KilledGradeIT {

    private static final String DOCKERFILE =
            "FROM alpine:3.23\nRUN echo "
                    + System.nanoTime()
                    + " > /file\nCMD [\"sleep\", \"9\"]\n";

    private static Engine engine;

    @TempDir private Path folder;
    private Process program;

    /** The beginning of all names of its images. */
    private String own;

    @BeforeAll
    static void findAnEngine() throws InterruptedException {
        engine = GradeEngine.connect();
    }

    @AfterAll
    static void leaveIt() {
        engine.close();
    }

    @BeforeEach
    void beginAGrade() throws Exception {
        String classes =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        program =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                classes,
                                UnfinishedGrade.class.getName(),
                                DOCKERFILE)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String name = program.inputReader().readLine();
        assertNotNull(name, "the program ended early");
        own = name.replaceFirst("[0-9]+$", "");
    }

    @AfterEach
    void endIt() throws InterruptedException {
        kill();
        engine.sweep();
    }

    private void kill() throws InterruptedException {
        program.destroyForcibly().waitFor();
    }

    @Test
    void theNextGradeRemovesTheImageOfAKilledOne() throws Exception {
        assertEquals(1, images());
        kill();
        assertEquals(1, images());
        new Grader(() -> engine)
                .grade(
                        GradeEngine.solutionWith(
                                GradeEngine.exercise("exercise-2"),
                                "FROM alpine:3.23\nRUN false\n"),
                        GradeEngine.options(),
                        GradingListener.NONE);
        assertEquals(0, images());
    }

    @Test
    void neitherASweepNorACleanUpTakesTheImageOfARunningOne() {
        engine.sweep();
        assertEquals(1, images());
        try (Housekeeping house = Housekeeping.ofThisMachine(folder)) {
            house.clean(EnumSet.of(Reclaimable.Kind.SUBMISSIONS), ProgressListener.NONE);
        }
        assertEquals(1, images());
    }

    @Test
    void twoSweepsAtOnceDoNotFail() throws Exception {
        kill();
        try (Engine other = GradeEngine.connect()) {
            CompletableFuture<Engine.Sweep> one = CompletableFuture.supplyAsync(engine::sweep);
            CompletableFuture<Engine.Sweep> two = CompletableFuture.supplyAsync(other::sweep);
            one.join();
            two.join();
        }
        assertEquals(0, images());
    }

    private long images() {
        List<String> names =
                engine.images(Map.of(Owner.SUBMISSION, "")).stream()
                        .flatMap(image -> image.tags().stream())
                        .toList();
        return names.stream().filter(name -> name.startsWith(own)).count();
    }
}
