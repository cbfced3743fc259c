package dev.multistage.grader.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** State that was truncated, edited by hand, written by a newer version or cannot be written. */
class DamagedStateTest {

    private static final String EXERCISE = "exercise-3";

    @TempDir private Path workspace;
    private Path summary;

    private ProgressStore store() {
        return ProgressStore.open(workspace);
    }

    private static Attempt attempt(int points) {
        return Attempted.at(EXERCISE, "2026-11-29T10:00:00Z", points, 9_000_000);
    }

    @BeforeEach
    void threeAttempts() {
        for (int points : List.of(40, 100, 85)) {
            store().record(attempt(points));
        }
        summary = workspace.resolve(".grade/progress.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "42",
                "null",
                "\u0000\u0000\u0000",
                "{\"format\": \"multistage/progress/v1\"}",
                "{\"format\": \"multistage/progress/v1\", \"exercises\": []}",
                "{\"format\": \"multistage/progress/v1\", \"exercises\": {\"exercise-3\": 7}}",
                "{\"format\": \"multistage/progress/v1\", \"exercises\": {\"exercise-3\":"
                        + " {\"attempts\": \"many\", \"seconds\": 1}}}",
                "{\"format\": \"multistage/progress/v1\", \"exercises\": {\"exercise-3\":"
                        + " {\"attempts\": 3, \"seconds\": 1, \"passed\": \"yesterday\"}}}",
                "{\"format\": \"multistage/progress/v1\", \"exercises\": {}} and more",
                "something else altogether"
            })
    void aDamagedSummaryIsKeptAsideNamedAndRebuilt(String content) throws IOException {
        Standing before = store().progress().of(EXERCISE);
        Files.writeString(summary, content);
        ProgressStore store = store();
        assertEquals(before, store.progress().of(EXERCISE));
        String aside = "progress.json.damaged-" + LocalDate.now();
        List<String> notices = store.takeNotices();
        assertEquals(1, notices.size(), notices.toString());
        assertTrue(notices.get(0).contains(aside), notices.toString());
        assertEquals(content, Files.readString(summary.resolveSibling(aside)));
        ProgressStore later = store();
        assertEquals(before, later.progress().of(EXERCISE));
        assertEquals(List.of(), later.takeNotices());
    }

    @Test
    void oneDamagedEntryDoesNotCostTheOthers() throws IOException {
        store().raiseHintLevel("exercise-4", 2);
        Files.writeString(
                summary,
                Files.readString(summary).replace("\"attempts\" : 3", "\"attempts\" : \"x\""));
        assertEquals(3, store().progress().of(EXERCISE).attempts());
        assertEquals(2, store().hintLevel("exercise-4"));
    }

    @Test
    void aSecondDamageDoesNotOverwriteTheFirst() throws IOException {
        for (String content : List.of("first", "second")) {
            Files.writeString(summary, content);
            store().progress();
        }
        String aside = "progress.json.damaged-" + LocalDate.now();
        assertEquals("first", Files.readString(summary.resolveSibling(aside)));
        assertEquals("second", Files.readString(summary.resolveSibling(aside + "-2")));
    }

    @Test
    void whatANewerVersionWroteIsNeverTouched() throws IOException {
        String newer = "{\"format\": \"multistage/progress/v2\", \"people\": []}";
        Files.writeString(summary, newer);
        ProgressStore store = store();
        Recorded recorded = store.record(attempt(100));
        store.raiseHintLevel(EXERCISE, 3);
        assertEquals(0, recorded.attempt().number());
        assertEquals(3, recorded.before().attempts());
        List<String> notices = store.takeNotices();
        assertEquals(1, notices.size(), notices.toString());
        assertTrue(notices.get(0).contains("newer version"), notices.toString());
        assertEquals(newer, Files.readString(summary));
        assertEquals(3, store().attempts(EXERCISE).numbers().size());
    }

    @Test
    void aLostSummaryIsRebuiltWithoutAWord() throws IOException {
        Standing before = store().progress().of(EXERCISE);
        Files.delete(summary);
        ProgressStore store = store();
        assertEquals(before, store.progress().of(EXERCISE));
        assertEquals(List.of(), store.takeNotices());
        assertTrue(Files.exists(summary));
    }

    @Test
    void anAttemptThatCannotBeReadKeepsItsPlace() throws IOException {
        Files.writeString(workspace.resolve(".grade/attempts/exercise-3/000002.json"), "{\"for");
        Files.delete(summary);
        ProgressStore store = store();
        assertEquals(3, store.progress().of(EXERCISE).attempts());
        assertFalse(store.progress().of(EXERCISE).passed().isPresent());
        assertTrue(store.takeNotices().get(0).startsWith("Attempt 2 cannot be counted"));
        assertEquals(4, store.record(attempt(40)).attempt().number());
    }

    @Test
    void attemptsThatWereDeletedStillCount() throws IOException {
        Files.delete(workspace.resolve(".grade/attempts/exercise-3/000003.json"));
        assertEquals(3, store().progress().of(EXERCISE).attempts());
        assertEquals(4, store().record(attempt(40)).attempt().number());
    }

    @Test
    void aFolderInAnotherSpellingIsTheSameExercise() throws IOException {
        Path attempts = workspace.resolve(".grade/attempts");
        Files.move(attempts.resolve(EXERCISE), attempts.resolve("Exercise-3"));
        Files.delete(summary);
        assertEquals(3, store().progress().of(EXERCISE).attempts());
        assertEquals(List.of(1, 2, 3), store().attempts(EXERCISE).numbers());
    }

    @Test
    void whatAKilledProcessLeftIsCleanedUp() throws IOException {
        Path first = summary.resolveSibling(".progress.json.tmp-4711-1");
        Path second = workspace.resolve(".grade/attempts/exercise-3/.000004.json.tmp-4711-2");
        Files.writeString(first, "{\"form");
        Files.createFile(second);
        assertEquals(3, store().progress().of(EXERCISE).attempts());
        assertFalse(Files.exists(first));
        assertFalse(Files.exists(second));
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "write", "write more", "flush", "rename"})
    void aFullDiskCostsNeitherTheGradeNorTheOldState(String moment) {
        Standing before = store().progress().of(EXERCISE);
        ProgressStore full =
                new ProgressStore(
                        workspace,
                        new StateFiles() {
                            @Override
                            void step(String what) throws IOException {
                                if (what.equals(moment)) {
                                    throw new FileSystemException(
                                            "progress.json", null, "No space left on device");
                                }
                            }
                        });
        Recorded recorded = full.record(attempt(100));
        assertTrue(recorded.now().latest().orElseThrow().passed());
        List<String> notices = full.takeNotices();
        assertEquals(1, notices.size(), notices.toString());
        assertTrue(notices.get(0).contains("No space left on device"), notices.toString());
        assertEquals(before, store().progress().of(EXERCISE));
        assertEquals(4, store().record(attempt(40)).attempt().number());
    }

    @Test
    void aStateThatCannotBeWrittenIsSaidInOneLine() throws IOException {
        Path other = workspace.resolve("other");
        Files.createDirectories(other);
        Files.writeString(other.resolve(".grade"), "a file where the folder should be");
        ProgressStore store = ProgressStore.open(other);
        Recorded recorded = store.record(attempt(100));
        assertEquals(0, recorded.attempt().number());
        assertTrue(recorded.now().passed().isPresent());
        List<String> notices = store.takeNotices();
        assertEquals(1, notices.size(), notices.toString());
        assertTrue(notices.get(0).startsWith("Your progress could not be saved"), notices.get(0));
    }

    @Test
    void aCheckoutThatWasMovedDoesNotBeginAnewWhereItWas() throws IOException {
        Path moved = Files.createDirectories(workspace.resolve("checkout"));
        ProgressStore store = ProgressStore.open(moved);
        Files.delete(moved);
        store.raiseHintLevel(EXERCISE, 1);
        assertEquals(0, store.record(attempt(100)).attempt().number());
        assertFalse(Files.exists(moved));
        assertTrue(store.takeNotices().get(0).contains("there is no " + moved));
    }
}
