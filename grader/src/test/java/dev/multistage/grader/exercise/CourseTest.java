package dev.multistage.grader.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.multistage.grader.check.Checks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for every exercise before anything is built. */
class CourseTest {

    private static final CourseDirectory FILES = new CourseDirectory(Path.of(".."));
    private static final List<String> HEADINGS =
            List.of(
                    "## Look",
                    "## Idea",
                    "## Your task",
                    "## If you are stuck",
                    "## Check your understanding",
                    "## What changed",
                    "## In the wild");

    static Stream<Exercise> exercises() {
        return Catalogue.of(FILES).exercises().stream();
    }

    @Test
    void thereAreExercises() {
        assertFalse(Catalogue.of(FILES).ids().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void theLessonHasAllItsParts(Exercise exercise) {
        int from = 0;
        for (String heading : HEADINGS) {
            int at = exercise.lesson().indexOf("\n" + heading + "\n", from);
            assertTrue(
                    at >= 0, exercise.path() + "/README.md lacks, or has out of order: " + heading);
            from = at;
        }
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void thereAreThreeShortHints(Exercise exercise) {
        assertEquals(3, exercise.hints().ladder().size(), exercise.path() + "/hints.md");
        for (String hint : exercise.hints().ladder()) {
            assertTrue(hint.lines().count() <= 4, "longer than four lines:\n" + hint);
        }
        exercise.hints()
                .byCode()
                .keySet()
                .forEach(code -> assertTrue(Checks.codes().contains(code), code));
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void firstHintsDoNotGiveTheSolutionAway(Exercise exercise) {
        List<String> solution = new ArrayList<>();
        for (String path : FILES.list(exercise.solutionPath() + "/app")) {
            text(path)
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.length() > 15)
                    .forEach(solution::add);
        }
        String starter = text(exercise.path() + "/app/Dockerfile");
        for (String hint : exercise.hints().ladder().subList(0, 2)) {
            for (String line : solution) {
                assertFalse(
                        hint.contains(line) && !starter.contains(line),
                        exercise.path() + "/hints.md holds a line of the solution: " + line);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void theNonceCanBePlanted(Exercise exercise) {
        Declaration.Nonce nonce = exercise.declaration().nonce();
        if (nonce == null) {
            return;
        }
        String text = text(exercise.path() + "/app/" + nonce.file());
        assertEquals(2, text.split(Declaration.Nonce.PLACEHOLDER, -1).length, nonce.file());
        assertFalse(exercise.declaration().editable().contains(nonce.file()));
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void codesAreKnown(Exercise exercise) throws IOException {
        for (String code : exercise.declaration().starterFails()) {
            assertTrue(Checks.codes().contains(code), exercise.path() + ": " + code);
        }
        assertTrue(
                exercise.mistakes().size() >= 4,
                exercise.solutionPath() + "/mistakes: fewer than four");
        for (String mistake : exercise.mistakes()) {
            String file = exercise.solutionPath() + "/mistakes/" + mistake + "/mistake.json";
            JsonNode json = new ObjectMapper().readTree(FILES.read(file).orElseThrow());
            assertFalse(json.path("title").asText().isBlank(), file);
            assertFalse(json.path("codes").isEmpty(), file + " names no code");
            json.path("codes")
                    .forEach(
                            code ->
                                    assertTrue(
                                            Checks.codes().contains(code.asText()),
                                            file + ": " + code));
        }
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void everythingIsMeasured(Exercise exercise) {
        Measurements.Platform measured = exercise.measurements().on("linux/amd64");
        assertTrue(measured.starter().isPresent(), exercise.path() + ": starter");
        assertTrue(measured.reference().isPresent(), exercise.path() + ": reference");
        assertEquals(
                exercise.alternatives(),
                measured.alternatives().keySet().stream().sorted().toList(),
                exercise.path() + "/measurements.json");
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
