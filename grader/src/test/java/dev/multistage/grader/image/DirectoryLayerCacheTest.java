package dev.multistage.grader.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLayerCacheTest {

    @TempDir private Path directory;
    private LayerCache cache;

    private final ArchiveBuilder archive =
            new ArchiveBuilder()
                    .layer(
                            new TarBuilder()
                                    .file("etc/passwd", "app:x:7:7::/:\n")
                                    .file("x.gz", new byte[] {0x1f, (byte) 0x8b, 8})
                                    .file("run", "#!/usr/bin/env node\n")
                                    .file("prog", ElfBuilder.program("/lib/ld.so", "libc.so"))
                                    .hardLink("link", "run"))
                    .layer(new TarBuilder().file(".wh.run", "").symlink("ä", "run"));

    @BeforeEach
    void open() {
        cache = LayerCache.inDirectory(directory.resolve("made/when/needed"), 1_000_000);
    }

    @Test
    void makesTheSameImageFromWhatItRemembers() throws IOException {
        Image read = read();
        Image remembered =
                ImageArchive.fromCache(read.id(), read.config(), read.diffIds(), cache)
                        .orElseThrow();
        assertEquals(read.files(), remembered.files());
        assertArrayEquals(
                read.content("/etc/passwd").orElseThrow(),
                remembered.content("/etc/passwd").orElseThrow());
        assertEquals(Accounting.of(read), Accounting.of(remembered));
    }

    @Test
    void hasNoImageIfOneLayerIsUnknown() throws IOException {
        Image read = read();
        List<String> more = List.of(read.diffIds().get(0), "sha256:" + "0".repeat(64));
        assertEquals(Optional.empty(), ImageArchive.fromCache("id", read.config(), more, cache));
        assertEquals(Optional.empty(), cache.find("sha256:../../etc/passwd"));
    }

    @Test
    void doesNotLookTwiceAtALayerThatAnEngineExports() throws IOException {
        Image first =
                ImageArchive.read(
                        new ByteArrayInputStream(archive.both()), cache, ReadOptions.FROM_ENGINE);
        // Had it looked, it would have seen that these are not the bytes of the layer.
        byte[] other = archive.both();
        int at = indexOf(other, "env node");
        other[at] = 'X';
        assertThrows(
                ArchiveException.class,
                () -> ImageArchive.read(new ByteArrayInputStream(other), cache));
        Image second =
                ImageArchive.read(new ByteArrayInputStream(other), cache, ReadOptions.FROM_ENGINE);
        assertEquals(first.files(), second.files());
        assertEquals(first.diffIds(), second.diffIds());
    }

    @Test
    void knowsExportedLayersByTheNamesOfOlderEngines() throws IOException {
        String id = "ab".repeat(32);
        cache.storeBlob(id, read().diffIds().get(0));
        assertEquals(read().layers().get(0).diffId(), cache.findBlob(id).orElseThrow().diffId());
        assertEquals(Optional.empty(), cache.findBlob("cd".repeat(32)));
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(text);
    }

    @Test
    void forgetsWhatIsDamagedAndWritesItAgain() throws IOException {
        Image read = read();
        String diffId = read.diffIds().get(0);
        Path file =
                files().stream()
                        .filter(f -> f.toString().contains(diffId.substring(7)))
                        .findFirst()
                        .orElseThrow();
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at += 11) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(file, damaged);
            Optional<Layer> found = cache.find(diffId);
            assertTrue(
                    found.isEmpty()
                            || found.get().entries().equals(read.layers().get(0).entries()));
        }
        Files.write(file, new byte[0]);
        assertTrue(cache.find(diffId).isEmpty());
        assertFalse(Files.exists(file));
        read();
        assertTrue(cache.find(diffId).isPresent());
    }

    @Test
    void removesTheLeastRecentlyUsed() throws IOException {
        Image read = read();
        for (Path file : files()) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        }
        cache.find(read.diffIds().get(1));
        long newest = files().stream().mapToLong(f -> f.toFile().length()).sum();
        LayerCache small = LayerCache.inDirectory(directory.resolve("made/when/needed"), newest);
        small.store(
                new Layer(
                        0, "sha256:" + "1".repeat(64), List.of(), java.util.OptionalLong.empty()));
        assertTrue(cache.find(read.diffIds().get(0)).isEmpty());
        assertTrue(cache.find(read.diffIds().get(1)).isPresent());
    }

    @Test
    void readsOnWhereNothingCanBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        cache = LayerCache.inDirectory(file, 1_000_000);
        assertEquals(2, read().layers().size());
    }

    private Image read() throws IOException {
        return ImageArchive.read(new ByteArrayInputStream(archive.docker()), cache);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
