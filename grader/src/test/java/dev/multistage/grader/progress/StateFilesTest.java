package dev.multistage.grader.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workspace whose state is on another disk than its exercises. */
class StateFilesTest {

    private static final Path OTHER_DISK = Path.of("/dev/shm");

    @TempDir private Path folder;

    @Test
    void theOldFileStaysUntilTheNewOneIsOnItsDisk() throws IOException {
        assumeTrue(Files.isWritable(OTHER_DISK), "needs a second file system: " + OTHER_DISK);
        boolean apart = !Files.getFileStore(OTHER_DISK).equals(Files.getFileStore(folder));
        assumeTrue(apart, "temporary files lie on the same file system as " + OTHER_DISK);
        Path file = Files.writeString(folder.resolve("Dockerfile"), "old");
        Path draft = Files.createTempFile(OTHER_DISK, "draft", "");
        try {
            for (String moment : List.of("copy", "rename copy")) {
                Files.writeString(draft, "new");
                assertThrows(
                        FileSystemException.class, () -> fullAt(moment).move(draft, file), moment);
                assertEquals("old", Files.readString(file), moment);
            }
            Files.writeString(draft, "new");
            new StateFiles().move(draft, file);
            assertEquals("new", Files.readString(file));
            assertFalse(Files.exists(draft));
            try (Stream<Path> files = Files.list(folder)) {
                assertEquals(List.of(file), files.toList());
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static StateFiles fullAt(String moment) {
        return new StateFiles() {
            @Override
            void step(String what) throws IOException {
                if (what.equals(moment)) {
                    throw new FileSystemException("file", null, "No space left on device");
                }
            }
        };
    }
}
