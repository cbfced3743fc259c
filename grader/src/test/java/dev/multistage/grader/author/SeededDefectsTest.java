package dev.multistage.grader.author;

import static dev.multistage.grader.author.CourseCopy.SOLUTION;
import static dev.multistage.grader.author.CourseCopy.THREE;
import static dev.multistage.grader.author.CourseCopy.TWO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.exercise.Exercise;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that an author gets wrong is reported with file, line and what to do. What needs an
 * engine is in {@link SeededDefectsIT}.
 */
class SeededDefectsTest {

    private static final String JSON = THREE + "/exercise.json";
    private static final String LESSON = THREE + "/README.md";
    private static final String HINTS = THREE + "/hints.md";
    private static final String MISTAKE = SOLUTION + "/mistakes/one-stage";

    @TempDir private Path folder;

    /** What an author does to a sound course. */
    @FunctionalInterface
    interface Seed {
        void into(CourseCopy course) throws IOException;
    }

    private static Arguments seed(String name, Seed seed, String place, String says) {
        return Arguments.of(name, seed, place, says);
    }

    static Stream<Arguments> seeds() {
        return Stream.of(
                seed(
                        "duplicate number",
                        course ->
                                course.write(
                                        "exercises/exercise-03-again/exercise.json",
                                        course.text(JSON)),
                        "exercises/exercise-03-",
                        "has the same number"),
                seed(
                        "gap in the numbers",
                        course ->
                                course.move(THREE, "exercises/exercise-05-static-go-binary")
                                        .move(SOLUTION, "solutions/exercise-05-static-go-binary"),
                        "exercises/exercise-05-static-go-binary/exercise.json:1: ",
                        "there is a gap before this exercise: no exercise-3"),
                seed(
                        "figure that nobody measured",
                        course -> course.replace(LESSON, "964.0 MB", "765.4 MB"),
                        LESSON + ":3: ",
                        "nothing that was measured explains 765.4 MB"),
                seed(
                        "gap in the prerequisites",
                        course -> course.replace(JSON, "exercise-2\"", "exercise-77\""),
                        JSON + ":7: ",
                        "no such exercise"),
                seed(
                        "cycle in the prerequisites",
                        course ->
                                course.replace(
                                        TWO + "/exercise.json",
                                        "\"prerequisites\": [",
                                        "\"prerequisites\": [\"exercise-3\""),
                        TWO + "/exercise.json:7: ",
                        "which needs exercise-2 again"),
                seed(
                        "points that do not add up",
                        course -> course.replace(JSON, "\"points\": 20", "\"points\": 25"),
                        JSON + ":25: ",
                        "add up to 105, not to 100"),
                seed(
                        "misspelt check",
                        course -> course.replace(JSON, "\"no-toolchain\"", "\"no-toolchian\""),
                        JSON + ":28: ",
                        "did you mean \"no-toolchain\"?"),
                seed(
                        "threshold below the reference's own size",
                        course -> course.replace(JSON, "\"megabytes\": 10 ", "\"megabytes\": 5 "),
                        JSON + ":29: ",
                        "the threshold of 5 MB is below the reference's own 6.9 MB"),
                seed(
                        "mark that nobody earns",
                        course -> course.replace(JSON, "\"megabytes\": 7 ", "\"megabytes\": 1 "),
                        JSON + ":17: ",
                        "no solution earns the mark expert"),
                seed(
                        "starter that is solved already",
                        course ->
                                course.write(
                                        THREE + "/app/Dockerfile",
                                        course.text(SOLUTION + "/app/Dockerfile")),
                        THREE + "/app/Dockerfile:1: ",
                        "already solved"),
                seed(
                        "mistake that is the reference",
                        course ->
                                course.write(
                                        MISTAKE + "/app/Dockerfile",
                                        course.text(SOLUTION + "/app/Dockerfile")),
                        MISTAKE + "/mistake.json:1: ",
                        "the mistake passes"),
                seed(
                        "unknown base",
                        course ->
                                course.replace(
                                        SOLUTION + "/alternatives/distroless/app/Dockerfile",
                                        "gcr.io/distroless/static-debian13:nonroot",
                                        "cgr.dev/chainguard/static:latest"),
                        SOLUTION + "/alternatives/distroless/app/Dockerfile:15: ",
                        "the base image cgr.dev/chainguard/static:latest is unknown"),
                seed(
                        "hint that gives the solution away",
                        course ->
                                course.replace(
                                        HINTS,
                                        "## Hint 2\n",
                                        "## Hint 2\nTry `COPY --from=build /linkcheck /linkcheck`.\n"),
                        HINTS + ":6: ",
                        "gives the solution away: copy --from=build /linkcheck /linkcheck"),
                seed(
                        "hint for a code that there is not",
                        course ->
                                course.replace(HINTS, "## When single-stage", "## When one-stage"),
                        HINTS + ":18: ",
                        "there is no code \"one-stage\""),
                seed(
                        "hint of five lines",
                        course -> course.replace(HINTS, "## Hint 1\n", "## Hint 1\n1\n2\n3\n4\n"),
                        HINTS + ":1: ",
                        "lines"),
                seed(
                        "picture without alternative text",
                        course -> course.append(LESSON, "\n![](app/main.go)\n"),
                        LESSON + ":",
                        "the picture app/main.go has no alternative text"),
                seed(
                        "drawing without alternative text",
                        course -> course.append(LESSON, "\n<svg width=\"1\"></svg>\n"),
                        LESSON + ":",
                        "a drawing has no alternative text"),
                seed(
                        "dead link",
                        course -> course.append(LESSON, "\nSee [there](app/nothing.go).\n"),
                        LESSON + ":",
                        "the link to app/nothing.go is dead"),
                seed(
                        "dead anchor",
                        course -> course.append(LESSON, "\nSee [there](#your-tsak).\n"),
                        LESSON + ":",
                        "the link to #your-tsak is dead: no such heading"),
                seed(
                        "lesson without a part",
                        course -> course.replace(LESSON, "## Your task\n", "## Exercise\n"),
                        LESSON + ":",
                        "lacks the part \"## Your task\""),
                seed(
                        "snippet that nothing builds",
                        course ->
                                course.append(
                                        LESSON,
                                        "\n```dockerfile\nFROM a:1\nRUN b\nRUN c\nRUN d\n```\n"),
                        LESSON + ":",
                        "this snippet stands in no Dockerfile that is built"),
                seed(
                        "unknown code of a mistake",
                        course ->
                                course.write(
                                        MISTAKE + "/mistake.json",
                                        "{ \"title\": \"x\",\n  \"codes\": [\"run-as-root\"] }"),
                        MISTAKE + "/mistake.json:2: ",
                        "did you mean \"runs-as-root\""),
                seed(
                        "mistake without mistake.json",
                        course -> course.delete(MISTAKE + "/mistake.json"),
                        MISTAKE + "/mistake.json:1: ",
                        "the mistake has no mistake.json"),
                seed(
                        "starter that fails nothing",
                        course ->
                                course.replace(
                                        JSON, "\"starterFails\": [", "\"starterFails\": [], // ["),
                        JSON + ":16: ",
                        "already solved"),
                seed(
                        "nonce that cannot be planted",
                        course ->
                                course.replace(THREE + "/app/version.go", "nonce-not-planted", "x"),
                        JSON + ":11: ",
                        "holds the placeholder 0 times"),
                seed(
                        "file that the grader does not take",
                        course -> course.write(SOLUTION + "/app/main.go", "package main\n"),
                        SOLUTION + "/app/main.go:1: ",
                        "not editable"),
                seed(
                        "measurements of another starter",
                        course -> course.append(THREE + "/app/Dockerfile", "LABEL later=yes\n"),
                        THREE + "/measurements.json:",
                        "another starter"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("seeds")
    void reports(String name, Seed seed, String place, String says) throws IOException {
        CourseCopy course = new CourseCopy(folder);
        seed.into(course);
        List<Defect> defects = defects(course);
        assertTrue(
                defects.stream()
                        .anyMatch(
                                defect ->
                                        defect.toString().startsWith(place)
                                                && defect.what().contains(says)
                                                && !defect.fix().isBlank()),
                () -> place + " … " + says + " is not among\n" + lines(defects));
    }

    @Test
    void aSoundCourseHasNone() throws IOException {
        assertEquals("", lines(defects(new CourseCopy(folder))));
    }

    @Test
    void reportsACodeThatNeitherAMistakeNorATestProves() throws IOException {
        CourseCopy course = new CourseCopy(folder);
        course.write("grader/src/test/java/PortTest.java", "| wrong-port\", // port-not-exposed");
        String unproved = lines(new Verification(course.files()).unprovedCodes());
        assertTrue(
                unproved.contains("check/GracefulStop.java:1: nothing proves the code slow-stop"),
                unproved);
        assertFalse(unproved.contains("wrong-port"), unproved);
        assertFalse(unproved.contains("runs-as-root"), unproved);
    }

    private static List<Defect> defects(CourseCopy course) {
        Verification verification = new Verification(course.files());
        List<Defect> defects = new ArrayList<>(verification.inspectCourse());
        for (Exercise exercise : verification.exercises()) {
            defects.addAll(verification.inspect(exercise));
        }
        return defects.stream().filter(defect -> !defect.warning()).toList();
    }

    private static String lines(List<Defect> defects) {
        return String.join("\n", defects.stream().map(Defect::toString).toList());
    }
}
