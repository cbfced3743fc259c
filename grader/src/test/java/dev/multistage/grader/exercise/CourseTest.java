package dev.multistage.grader.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.author.Defect;
import dev.multistage.grader.author.Verification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for every exercise before anything is built: what {@code author verify} says. */
class CourseTest {

    private static final CourseDirectory FILES = new CourseDirectory(Path.of(".."));
    private static final Verification VERIFICATION = new Verification(FILES);

    static Stream<Exercise> exercises() {
        return Catalogue.of(FILES).exercises().stream();
    }

    @Test
    void thereAreExercises() {
        assertFalse(Catalogue.of(FILES).ids().isEmpty());
    }

    @Test
    void nothingIsWrongBetweenExercises() {
        assertEquals("", defects(VERIFICATION.inspectCourse()));
    }

    @Test
    void everyCodeIsProvedByAMistakeOrATest() {
        assertEquals("", defects(VERIFICATION.unprovedCodes()));
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void nothingIsWrongWithItsTextsAndDeclarations(Exercise exercise) {
        assertEquals("", defects(VERIFICATION.inspect(exercise)));
    }

    private static String defects(List<Defect> found) {
        return found.stream()
                .filter(defect -> !defect.warning())
                .map(Defect::toString)
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void sizesInTheReadmeAreTheMeasuredOnes(Exercise exercise) {
        String readme = text("README.md");
        Measurements.Platform measured = exercise.measurements().on("linux/amd64");
        String row =
                readme.lines()
                        .filter(line -> line.contains("(" + exercise.path() + "/README.md)"))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new AssertionError(
                                                "README.md has no row for " + exercise.path()));
        for (OptionalLong size : List.of(measured.starter(), measured.reference())) {
            String shown = dev.multistage.grader.check.Sizes.megabytes(size.orElseThrow());
            assertTrue(row.contains(shown), "README.md should say " + shown + " in: " + row);
        }
    }

    private static String text(String path) {
        return new String(
                FILES.read(path).orElseThrow(() -> new AssertionError("no " + path)),
                StandardCharsets.UTF_8);
    }
}
