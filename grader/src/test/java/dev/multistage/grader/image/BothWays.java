package dev.multistage.grader.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Reads an archive as a stream and as a file, and asserts that both come to the same: the one reads
 * every byte, the other looks only where it must.
 */
final class BothWays {

    private static final Path FILE = temporaryFile();
    private static final FileChannel OPEN = opened();

    private BothWays() {}

    /** Returns the image that both see, or throws what both refuse it with. */
    static synchronized Image read(byte[] archive, ReadOptions options) throws IOException {
        // not emptied first and never closed: some file systems would write it to the disk each
        // time
        OPEN.write(ByteBuffer.wrap(archive), 0);
        OPEN.truncate(archive.length);
        String refusal = "";
        Image looked = null;
        try {
            looked = ImageArchive.read(FILE, options);
        } catch (ArchiveException e) {
            refusal = e.getMessage();
        }
        try {
            Image streamed =
                    ImageArchive.read(new ByteArrayInputStream(archive), LayerCache.NONE, options);
            assertEquals("", refusal);
            assertSame(streamed, looked);
            return streamed;
        } catch (ArchiveException e) {
            assertEquals(e.getMessage(), refusal);
            throw e;
        }
    }

    private static void assertSame(Image streamed, Image looked) {
        assertEquals(streamed.id(), looked.id());
        assertEquals(streamed.config(), looked.config());
        assertEquals(streamed.diffIds(), looked.diffIds());
        assertEquals(entries(streamed), entries(looked));
        for (int i = 0; i < streamed.layers().size(); i++) {
            assertEquals(
                    streamed.layers().get(i).keptContents().keySet(),
                    looked.layers().get(i).keptContents().keySet());
        }
        Accounting accounting = Accounting.of(streamed);
        Accounting other = Accounting.of(looked);
        assertEquals(accounting.duplicates(), other.duplicates());
        assertEquals(accounting.layers(), other.layers());
        assertEquals(fates(accounting), fates(other));
    }

    private static List<FileEntry> entries(Image image) {
        return image.layers().stream()
                .flatMap(layer -> layer.entries().stream())
                .map(entry -> entry.withDigest(Sha256.OF_NOTHING))
                .toList();
    }

    private static List<String> fates(Accounting accounting) {
        return accounting.files().stream()
                .map(file -> file.entry().path() + file.fate() + file.hiddenBy())
                .toList();
    }

    private static FileChannel opened() {
        try {
            return FileChannel.open(FILE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporaryFile() {
        try {
            Path file = Files.createTempFile("archive", ".tar");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
