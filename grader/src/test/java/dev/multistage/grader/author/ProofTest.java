package dev.multistage.grader.author;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.check.Place;
import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseDirectory;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.Timing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A right answer that does not pass is reported where it is wrong. */
class ProofTest {

    private static final Exercise DEPLOY =
            Catalogue.of(new CourseDirectory(Path.of("..").toAbsolutePath().normalize()))
                    .find("exercise-15")
                    .orElseThrow();

    @ParameterizedTest
    @CsvSource({
        "compose.yaml,3,solutions/exercise-15-deploy/app/compose.yaml:3: ",
        "Dockerfile,9,solutions/exercise-15-deploy/app/Dockerfile:9: ",
        // the solution does not have one of its own
        "go.mod,1,exercises/exercise-15-deploy/app/go.mod:1: ",
        // a path in the image is no line of any file
        "'',0,solutions/exercise-15-deploy/app/Dockerfile:1: "
    })
    void aDefectStandsInTheFileThatTheFindingNames(String file, int line, String expected) {
        Place place =
                file.isEmpty() ? Place.path("/app", 1) : Place.line(file, line, line, "a line");
        Variant reference = new Variant(DEPLOY, Variant.Kind.REFERENCE, "");
        Proof proof = Proof.of(reference, grade(place));
        assertTrue(
                proof.defects().get(0).toString().startsWith(expected), proof.defects().toString());
    }

    private static Grade grade(Place place) {
        Finding failed =
                new Finding(
                        "compose",
                        "healthy-in-compose",
                        "T22",
                        Finding.Status.FAILED,
                        Finding.Because.NONE,
                        "compose-invalid",
                        0,
                        15,
                        "healthy under Compose",
                        "title",
                        "observed",
                        "expected",
                        List.of(place),
                        "why",
                        "next",
                        "");
        return new Grade(
                DEPLOY,
                "solution",
                "sha256:0",
                Optional.empty(),
                List.of(failed),
                List.of(),
                List.of(),
                new Timing(0, 0, 0, 0, 0, 0),
                List.of(),
                Optional.empty());
    }
}
