package dev.multistage.grader.author;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.multistage.grader.docker.DockerEngine;
import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.EngineSetup;
import dev.multistage.grader.docker.ProgressListener;
import dev.multistage.grader.exercise.CourseDirectory;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.grading.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code author new} writes gets on an engine what it says it gets. */
class ScaffoldIT {

    @TempDir private Path root;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "go, STARTER REFERENCE",
        "node, STARTER REFERENCE",
        "python, STARTER REFERENCE" + " ALTERNATIVE MISTAKE"
    })
    void aNewExerciseVerifies(String language, String kinds)
            throws IOException, InterruptedException {
        new Scaffold(root).write(1, "demo", language);
        Exercise exercise = new Verification(new CourseDirectory(root)).exercises().get(0);
        List<Variant> variants =
                Variant.of(exercise).stream()
                        .filter(variant -> kinds.contains(variant.kind().name()))
                        .toList();
        Options options =
                new Options(
                        "scaffoldverified2345",
                        false,
                        (packages, purpose) -> true,
                        "",
                        Path.of("target/cache").toAbsolutePath());
        try (Engine engine =
                DockerEngine.connect(
                        new EngineSetup((packages, purpose) -> true, ProgressListener.NONE)
                                .ensure())) {
            List<Proof> proofs =
                    Verification.prove(
                            variants, engine, options, false, 1, (proof, done, total) -> {});
            assertEquals(List.of(), proofs.stream().flatMap(p -> p.defects().stream()).toList());
        }
    }
}
