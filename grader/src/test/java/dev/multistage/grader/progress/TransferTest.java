package dev.multistage.grader.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Progress that goes from one checkout to another. */
class TransferTest {

    private static final String EXERCISE = "exercise-3";
    private static final String LABEL = "{\"format\": \"multistage/export/v1\"}";

    @TempDir private Path folder;
    private ProgressStore here;
    private ProgressStore there;
    private Path file;

    @BeforeEach
    void twoMachines() throws IOException {
        here = ProgressStore.open(Files.createDirectory(folder.resolve("here")));
        there = ProgressStore.open(Files.createDirectory(folder.resolve("there")));
        file = folder.resolve("progress.zip");
        here.record(Attempted.at(EXERCISE, "2026-11-29T10:00:00Z", 40, 900_000_000));
        here.record(Attempted.at(EXERCISE, "2026-11-29T10:05:00Z", 100, 6_900_000));
        here.record(Attempted.at("exercise-99", "2026-11-29T10:05:00Z", 100, 6_900_000));
        here.raiseHintLevel(EXERCISE, 2);
    }

    private Transfer.Taken carry(ProgressStore from, ProgressStore to) throws Exception {
        new Transfer(from).exportTo(file, true);
        return new Transfer(to).importFrom(file);
    }

    @Test
    void anEmptyCheckoutGetsTheSameProgress() throws Exception {
        assertEquals(new Transfer.Taken(3, 0), carry(here, there));
        assertEquals(here.progress(), there.progress());
        assertEquals(
                here.attempts(EXERCISE).get(2).orElseThrow().grade(),
                there.attempts(EXERCISE).get(2).orElseThrow().grade());
    }

    @Test
    void whatBothHaveStaysAndNothingComesTwice() throws Exception {
        there.record(Attempted.at(EXERCISE, "2026-11-28T09:00:00Z", 100, 6_100_000));
        there.raiseHintLevel(EXERCISE, 3);
        assertEquals(new Transfer.Taken(3, 0), carry(here, there));
        assertEquals(new Transfer.Taken(0, 3), carry(here, there));
        Standing merged = there.progress().of(EXERCISE);
        assertEquals(3, merged.attempts());
        assertEquals(6_100_000, merged.best().orElseThrow().bytes().orElseThrow());
        assertEquals("2026-11-28T09:00:00Z", merged.passed().orElseThrow().toString());
        assertEquals(3, merged.hints());
        assertEquals(new Transfer.Taken(1, 3), carry(there, here));
        assertEquals(3, here.progress().of(EXERCISE).attempts());
    }

    @Test
    void attemptsThatWereDeletedStayCounted() throws Exception {
        Files.delete(folder.resolve("here/.grade/attempts/exercise-3/000002.json"));
        carry(here, there);
        assertTrue(there.progress().of(EXERCISE).passed().isPresent());
        assertEquals(List.of(1), there.attempts(EXERCISE).numbers());
    }

    @Test
    void aFileThatIsThereIsReplacedOnlyWhenAsked() throws Exception {
        Files.writeString(file, "precious");
        assertThrows(ArchiveException.class, () -> new Transfer(here).exportTo(file, false));
        assertEquals("precious", Files.readString(file));
        assertThrows(ArchiveException.class, () -> new Transfer(there).exportTo(folder, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../escape.json",
                "/etc/passwd",
                "attempts/../../x.json",
                "attempts/exercise-3/../000001.json",
                "attempts/Exercise-3/000001.json",
                "attempts\\exercise-3\\000001.json",
                "attempts/exercise-3/000000.json",
                "notes.txt"
            })
    void aForeignNameIsRefusedAndNothingIsWritten(String name) throws Exception {
        zip(Map.of("export.json", LABEL, name, "{}"));
        ArchiveException refused =
                assertThrows(ArchiveException.class, () -> new Transfer(there).importFrom(file));
        assertTrue(refused.getMessage().contains(name), refused.getMessage());
        assertFalse(Files.exists(folder.resolve("there/.grade")));
    }

    @Test
    void whatIsNoExportIsRefusedWithASentence() throws Exception {
        for (Map<String, String> content :
                List.of(
                        Map.of("hello.txt", "hello"),
                        Map.of("export.json", "{"),
                        Map.of("export.json", "{\"format\": \"multistage/export/v2\"}"),
                        Map.of("export.json", LABEL, "progress.json", "{\"format\": 1}"),
                        Map.of("export.json", LABEL, "attempts/exercise-3/000001.json", "{\"f"))) {
            zip(content);
            assertThrows(ArchiveException.class, () -> new Transfer(there).importFrom(file));
        }
        Files.writeString(file, "no zip file");
        assertThrows(ArchiveException.class, () -> new Transfer(there).importFrom(file));
        Files.write(file, new byte[0]);
        assertThrows(ArchiveException.class, () -> new Transfer(there).importFrom(file));
        assertFalse(Files.exists(folder.resolve("there/.grade")));
    }

    @Test
    void aTruncatedExportIsRefused() throws Exception {
        new Transfer(here).exportTo(file, false);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThrows(ArchiveException.class, () -> new Transfer(there).importFrom(file));
    }

    private void zip(Map<String, String> content) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : content.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }
}
