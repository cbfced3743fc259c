package dev.multistage.grader.progress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a learner's progress becomes while all goes well. */
class ProgressStoreTest {

    private static final String EXERCISE = "exercise-3";

    @TempDir private Path workspace;

    private ProgressStore store() {
        return ProgressStore.open(workspace);
    }

    private Recorded record(String time, int points, long bytes) {
        return store().record(Attempted.at(EXERCISE, time, points, bytes));
    }

    @Test
    void nothingIsMadeBeforeThereIsSomethingToKeep() throws IOException {
        assertEquals(Map.of(), store().progress().exercises());
        assertEquals(List.of(), store().attempts(EXERCISE).numbers());
        assertEquals(List.of(), StateFiles.names(workspace));
    }

    @Test
    void everyAttemptIsAFileWithItsGradeAndWhatWasSubmitted() throws IOException {
        byte[] noText = {(byte) 0xff, 0, 7};
        store().record(
                        Attempted.of(
                                EXERCISE,
                                "2026-11-29T10:20:30.123Z",
                                Attempted.grade(EXERCISE, 70, 12_000_000),
                                Map.of(
                                        "Dockerfile",
                                        "FROM scratch # ä\n".getBytes(StandardCharsets.UTF_8),
                                        ".dockerignore",
                                        noText)));
        JsonNode file =
                new ObjectMapper()
                        .readTree(
                                workspace
                                        .resolve(".grade/attempts/exercise-3/000001.json")
                                        .toFile());
        assertEquals("multistage/attempt/v1", file.path("format").asText());
        assertEquals(1, file.path("number").asInt());
        assertEquals("2026-11-29T10:20:30.123Z", file.path("at").asText());
        assertEquals("multistage/grade/v1", file.path("grade").path("format").asText());
        assertEquals("FROM scratch # ä\n", file.path("files").path("Dockerfile").asText());
        Attempt attempt = store().attempts(EXERCISE).last().orElseThrow();
        assertArrayEquals(noText, attempt.files().get(".dockerignore"));
        assertEquals(List.of("image-too-large"), attempt.result().codes());
        assertEquals(OptionalLong.of(12_000_000), attempt.result().bytes());
    }

    @Test
    void theSummaryHoldsRecordsMarksAndTheFirstPass() {
        record("2026-11-29T10:00:00Z", 40, 964_000_000);
        record("2026-11-29T10:10:00Z", 100, 9_800_000);
        record("2026-11-29T10:15:00Z", 100, 6_900_000);
        Recorded worse = record("2026-11-29T10:16:00Z", 85, 6_000_000);
        Standing standing = store().progress().of(EXERCISE);
        assertEquals(worse.now(), standing);
        assertEquals(4, standing.attempts());
        assertEquals(Optional.of(Instant.parse("2026-11-29T10:10:00Z")), standing.passed());
        assertEquals(OptionalLong.of(6_900_000), standing.best().orElseThrow().bytes());
        assertEquals(85, standing.latest().orElseThrow().points());
        assertEquals(Set.of("expert"), standing.marks());
        assertFalse(worse.record());
    }

    @Test
    void timeAtWorkLeavesOutBreaksAndClocksThatWereSetBack() {
        record("2026-11-29T10:00:00Z", 40, 1);
        record("2026-11-29T10:05:00Z", 40, 1);
        record("2026-11-30T09:00:00Z", 40, 1);
        record("2026-11-29T08:00:00Z", 40, 1);
        Standing standing = store().progress().of(EXERCISE);
        assertEquals(2.5 + 300 + 2.5 + 2.5, standing.seconds());
        assertEquals(4, standing.attempts());
        assertEquals(List.of(1, 2, 3, 4), store().attempts(EXERCISE).numbers());
        assertEquals(
                Instant.parse("2026-11-29T08:00:00Z"),
                store().attempts(EXERCISE).last().orElseThrow().at());
    }

    @Test
    void pointsThatThisMachineCannotGiveDoNotSpoilARecord() {
        Result elsewhere = new Result(true, 85, 85, OptionalLong.of(5), List.of(), List.of());
        Result whole = new Result(true, 100, 100, OptionalLong.of(9), List.of(), List.of());
        Result failed = new Result(false, 90, 100, OptionalLong.of(1), List.of(), List.of());
        assertTrue(elsewhere.betterThan(whole));
        assertFalse(whole.betterThan(elsewhere));
        assertFalse(failed.betterThan(elsewhere));
    }

    @Test
    void hintLevelsRiseAndNeverFall() {
        store().raiseHintLevel(EXERCISE, 2);
        store().raiseHintLevel(EXERCISE, 1);
        store().noteAnswered(EXERCISE, "runs-as-root");
        record("2026-11-29T10:00:00Z", 40, 1);
        assertEquals(2, store().hintLevel(EXERCISE));
        assertEquals(Set.of("runs-as-root"), store().progress().of(EXERCISE).answered());
    }

    @Test
    void exercisesThatTheCourseNoLongerHasAreKept() {
        store().record(Attempted.at("exercise-99", "2026-11-29T10:00:00Z", 100, 5));
        record("2026-11-29T10:00:00Z", 40, 1);
        assertEquals(1, store().progress().of("exercise-99").attempts());
    }

    @Test
    void severalAtOnceLoseNoAttempt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Recorded>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                all.add(threads.submit(() -> record("2026-11-29T10:00:00Z", 40, 1)));
            }
            for (Future<Recorded> one : all) {
                assertTrue(one.get().attempt().number() > 0);
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(40, store().progress().of(EXERCISE).attempts());
        assertEquals(40, store().attempts(EXERCISE).numbers().size());
    }

    @Test
    void withTenThousandAttemptsNoneOfTheirFilesIsOpened() throws IOException {
        record("2026-11-29T10:00:00Z", 40, 1);
        Path folder = workspace.resolve(".grade/attempts/exercise-3");
        String summary = Files.readString(workspace.resolve(".grade/progress.json"));
        Files.writeString(
                workspace.resolve(".grade/progress.json"),
                summary.replace("\"attempts\" : 1,", "\"attempts\" : 10000,"));
        for (int i = 2; i <= 10_000; i++) {
            // whoever opened one of these would say that it is damaged
            Files.createFile(folder.resolve(String.format("%06d.json", i)));
        }
        ProgressStore store = store();
        assertEquals(10_000, store.progress().of(EXERCISE).attempts());
        assertEquals(10_000, store.attempts(EXERCISE).numbers().size());
        assertEquals(10_001, record("2026-11-29T10:00:00Z", 40, 1).attempt().number());
        assertEquals(List.of(), store.takeNotices());
    }

    @Test
    void whatOthersPutIntoTheSummaryStays() throws IOException {
        record("2026-11-29T10:00:00Z", 40, 1);
        Path file = workspace.resolve(".grade/progress.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\\{", "{\"note\": \"mine\","));
        record("2026-11-29T10:00:00Z", 40, 1);
        assertTrue(Files.readString(file).contains("\"mine\""), Files.readString(file));
    }
}
