package dev.multistage.grader.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.multistage.grader.progress.Attempted;
import dev.multistage.grader.progress.ProgressStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a learner sees of their own progress. */
class ProgressCommandsTest {

    @TempDir private Path home;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return run(Map.of(), StandardCharsets.UTF_8, args);
    }

    private int run(Map<String, String> environment, Charset charset, String... args) {
        out.reset();
        err.reset();
        return Workbench.run(
                new Session(
                        home,
                        environment,
                        new PrintStream(out, true, charset),
                        new PrintStream(err, true, charset),
                        new Attached(false, false, false),
                        charset),
                args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private void attempt(String exercise, String time, int points, long bytes) {
        ProgressStore.open(home).record(Attempted.at(exercise, time, points, bytes));
    }

    private void someAttempts() {
        attempt("exercise-1", "2026-11-29T09:00:00Z", 100, 774_500_000);
        attempt("exercise-3", "2026-11-29T10:00:00Z", 35, 964_000_000);
        attempt("exercise-3", "2026-11-29T10:05:00Z", 100, 6_900_000);
        attempt("exercise-3", "2026-11-29T10:06:00Z", 85, 7_200_000);
        attempt("exercise-99", "2026-11-29T10:06:00Z", 85, 7_200_000);
    }

    @Test
    void theMapShowsWhatWasPassedTriedAndNotTouched() {
        someAttempts();
        attempt("exercise-4", "2026-11-29T11:00:00Z", 30, 1_357_600_000);
        assertEquals(0, run("status"));
        assertTrue(
                out().lines()
                        .anyMatch(
                                line ->
                                        line.matches(
                                                "✔ exercise-3 +passed +100/100 +6.9 MB +10 MB"
                                                        + " +964.0 MB +3 +6m expert")),
                out());
        assertTrue(out().contains("~ exercise-4  tried"), out());
        assertTrue(out().contains("· exercise-2  untouched"), out());
        assertTrue(out().contains("exercise-99 is not in this version"), out());
        assertTrue(out().contains("exercise-3 has passed, but your last attempt did not"), out());
        assertTrue(out().contains("2 of 16 passed, 1 tried"), out());
        assertTrue(out().contains("Continue with: ./grade exercise-4"), out());
    }

    @Test
    void afterAPassTheNextOneIsNamedAndAtLastNone() {
        assertEquals(0, run("status"));
        assertTrue(out().contains("Begin with: ./grade exercise-1"), out());
        someAttempts();
        assertEquals(0, run("status"));
        assertTrue(out().contains("Continue with: ./grade exercise-4"), out());
        for (int i = 1; i <= 16; i++) {
            attempt("exercise-" + i, "2026-11-29T11:00:00Z", 100, 1_000_000);
        }
        assertEquals(0, run("status"));
        assertTrue(out().contains("You have passed the whole course."), out());
        assertEquals(0, run("next"));
        assertTrue(out().contains("You have passed the whole course."), out());
    }

    @Test
    void statusAndHistoryAreAlsoJson() throws IOException {
        someAttempts();
        assertEquals(0, run("status", "--format", "json"));
        JsonNode status = new ObjectMapper().readTree(out());
        assertEquals("multistage/status/v1", status.path("format").asText());
        assertEquals("exercise-4", status.path("next").asText());
        assertEquals(10_000_000, status.path("exercises").get(2).path("limitBytes").asLong());
        assertEquals("exercise-99", status.path("elsewhere").get(0).path("id").asText());
        assertEquals(0, run("history", "3", "--format", "json"));
        JsonNode history = new ObjectMapper().readTree(out());
        assertEquals("multistage/history/v1", history.path("format").asText());
        assertEquals(3, history.path("attempts").size());
        assertEquals(6_900_000, history.path("attempts").get(1).path("bytes").asLong());
    }

    @Test
    void nextNamesLessonFirstStepAndCommand() {
        assertEquals(0, run("next"));
        assertTrue(out().contains("exercises/exercise-01-read-the-layers/README.md"), out());
        assertTrue(out().contains("first  ./grade build exercise-1"), out());
        assertTrue(out().contains("Then: ./grade exercise-1"), out());
        run("exercise-3");
        assertEquals(0, run("next"));
        assertTrue(
                out().replaceAll("\\s+", " ").contains("(from your attempt 1, 0/100 points)"),
                out());
    }

    @Test
    void historyDrawsSizeAndPointsAndListsAttempts() {
        assertEquals(0, run("history", "exercise-3"));
        assertTrue(out().contains("no attempts at exercise-3 yet"), out());
        someAttempts();
        assertEquals(0, run("history", "exercise-3"));
        assertTrue(out().contains("  964.0 MB │○"), out());
        assertTrue(out().contains("   10.0 MB │┄"), out());
        assertTrue(out().contains("passed      100/100     6.9 MB   -957.1 MB"), out());
        assertTrue(out().contains("Your best: 100 of 100 points, 6.9 MB; marks:"), out());
    }

    @Test
    void ofManyAttemptsTheLastTwentyAreListed() {
        for (int i = 0; i < 90; i++) {
            attempt("exercise-3", "2026-11-29T10:00:00Z", i, 1_000_000L * (100 - i));
        }
        assertEquals(0, run("history", "exercise-3"));
        assertTrue(out().contains("The last 20 of 90 attempts"), out());
        assertTrue(out().contains("attempt 1 to 90, 68 of them"), out());
        assertFalse(out().contains("     70  "), out());
        assertEquals(0, run("history", "exercise-3", "--all"));
        assertTrue(out().contains("     70  "), out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "history exercise-3", "next"})
    void everyLineFitsNarrowTerminalsAndAscii(String command) {
        someAttempts();
        run("exercise-3");
        for (int width : new int[] {40, 80}) {
            assertEquals(
                    0,
                    run(
                            Map.of("COLUMNS", String.valueOf(width)),
                            StandardCharsets.US_ASCII,
                            command.split(" ")));
            for (String line : out().lines().toList()) {
                // a path stays whole, so that it can be copied
                assertTrue(line.length() <= width || line.contains("exercises/"), line);
                assertTrue(line.chars().allMatch(c -> c < 127), line);
                assertFalse(line.contains("?"), line);
            }
        }
    }

    @Test
    void plainTextHasNoTableOfSignsAndNoChart() {
        someAttempts();
        assertEquals(0, run("status", "--plain"));
        assertTrue(out().contains("exercise-3  passed\n    100/100 points, 3 attempts"), out());
        assertEquals(0, run("history", "exercise-3", "--plain"));
        assertFalse(out().contains("|"), out());
        assertTrue(out().contains("passed      100/100     6.9 MB"), out());
    }

    @Test
    void aDamagedStateIsNamedWhereverItIsRead() throws IOException {
        someAttempts();
        Files.writeString(home.resolve(".grade/progress.json"), "{");
        assertEquals(0, run("status"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("progress.json.damaged-"));
        assertTrue(out().contains("2 of 16 passed"), out());
    }

    @Test
    void hintsAnswerTheLastFailureFirstAndThenClimbTheLadder() {
        assertEquals(0, run("hint", "exercise-3", "--again"));
        assertTrue(out().startsWith("Hint 1 of 3"), out());
        attempt("exercise-3", "2026-11-29T10:00:00Z", 35, 964_000_000);
        assertEquals(0, run("hint", "exercise-3"));
        assertTrue(out().contains("(image-too-large)"), out());
        assertTrue(out().contains("Compare two numbers in the report"), out());
        assertEquals(0, run("hint", "exercise-3"));
        assertTrue(out().startsWith("Hint 2 of 3"), out());
        assertEquals(0, run("hint", "exercise-3", "--again"));
        assertTrue(out().startsWith("Hint 2 of 3"), out());
        assertEquals(0, run("hint", "exercise-3"));
        assertTrue(out().contains("There are no more hints. The solution: ./grade solution"));
        assertEquals(0, run("hint", "exercise-3"));
        assertTrue(out().startsWith("Hint 3 of 3"), out());
        assertEquals(2, run("hint", "exercise-3", "--level", "9"));
        assertEquals(2, run("hint", "exercise-3", "--again", "--all"));
    }

    @Test
    void theSolutionIsShownWhenAskedForTwiceOrAfterPassing() {
        assertEquals(0, run("solution", "exercise-3"));
        assertTrue(out().contains("- a first attempt: ./grade exercise-3"), out());
        assertTrue(out().contains("- 3 more hints: ./grade hint exercise-3"), out());
        assertEquals(0, run("solution", "exercise-3"));
        assertTrue(out().startsWith("# Ship nothing but the binary"), out());
        assertTrue(out().contains("solutions/exercise-03-static-go-binary/app/Dockerfile"), out());
        attempt("exercise-1", "2026-11-29T10:00:00Z", 100, 774_500_000);
        assertEquals(0, run("solution", "exercise-1"));
        assertTrue(out().startsWith("# Read the layers"), out());
    }

    @Test
    void withoutATerminalNothingIsResetUnasked() throws IOException {
        Path dockerfile = home.resolve("exercises/exercise-03-static-go-binary/app/Dockerfile");
        Files.createDirectories(dockerfile.getParent());
        Files.writeString(dockerfile, "FROM scratch\n");
        assertEquals(2, run("reset", "exercise-3"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("add --yes"));
        assertEquals("FROM scratch\n", Files.readString(dockerfile));
        assertEquals(0, run("reset", "exercise-3", "--yes"));
        assertTrue(Files.readString(dockerfile).contains("golang"), out());
        assertTrue(out().contains("./grade reset exercise-3 --undo"), out());
        assertEquals(0, run("reset", "exercise-3", "--undo"));
        assertEquals("FROM scratch\n", Files.readString(dockerfile));
        assertEquals(0, run("reset", "--all", "--undo"));
        assertTrue(out().contains("There is no reset to undo."), out());
        assertEquals(2, run("reset"));
        assertEquals(2, run("reset", "exercise-3", "--all"));
    }

    @Test
    void progressIsTakenToAnotherCheckout() throws IOException {
        String file = home.resolve("progress.zip").toString();
        assertEquals(2, run("export", file));
        someAttempts();
        assertEquals(0, run("export", file));
        assertTrue(out().contains("Exported 5 attempts"), out());
        assertEquals(2, run("export", file));
        assertEquals(0, run("import", file));
        assertTrue(out().contains("Imported 0 attempts; 5 were here already"), out());
        assertEquals(2, run("import", home.resolve("none.zip").toString()));
        Files.writeString(home.resolve("notes.zip"), "notes");
        assertEquals(2, run("import", home.resolve("notes.zip").toString()));
        assertEquals(3, run("export", home.resolve("no/such/folder.zip").toString()));
    }
}
