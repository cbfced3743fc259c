package dev.multistage.grader.image;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * One file per layer. Files are written aside and moved into place, so that a reader never sees
 * half of one; the time of a file says when it was last used.
 */
final class DirectoryLayerCache implements LayerCache {

    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final String SUFFIX = ".layer";

    /** A file that holds the digest of the layer that engines export under its name. */
    private static final String BLOB_SUFFIX = ".blob";

    private static final String CONFIG_SUFFIX = ".config";

    private static final int BUFFER = 1 << 16;

    private final Path directory;
    private final long mostBytes;

    DirectoryLayerCache(Path directory, long mostBytes) {
        this.directory = directory;
        this.mostBytes = mostBytes;
    }

    @Override
    public Optional<Layer> find(String diffId) {
        if (!DIGEST.matcher(diffId).matches()) {
            return Optional.empty();
        }
        Path file = file(diffId);
        try (DataInputStream in =
                new DataInputStream(
                        new BufferedInputStream(
                                new InflaterInputStream(Files.newInputStream(file)), BUFFER))) {
            Layer layer = LayerFormat.read(in);
            if (!layer.diffId().equals(diffId)) {
                return forget(file);
            }
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return Optional.of(layer);
        } catch (NoSuchFileException notCached) {
            return Optional.empty();
        } catch (IOException | RuntimeException damaged) {
            return forget(file);
        }
    }

    private static Optional<Layer> forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            // it will be found damaged again, which costs time and nothing else
        }
        return Optional.empty();
    }

    @Override
    public void store(Layer layer) {
        writeInPlace(file(layer.diffId()), aside -> write(layer, aside));
    }

    private interface Content {
        void writeTo(Path file) throws IOException;
    }

    private void writeInPlace(Path file, Content content) {
        try {
            if (Files.exists(file)) {
                return;
            }
            Files.createDirectories(directory);
            Path aside = Files.createTempFile(directory, "layer", ".tmp");
            try {
                content.writeTo(aside);
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(aside);
            }
            removeOldest();
        } catch (IOException | UncheckedIOException notWritten) {
            // A full or read-only disk makes the next look slower, not this one wrong.
        }
    }

    private static void write(Layer layer, Path file) throws IOException {
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream out =
                new DataOutputStream(
                        new BufferedOutputStream(
                                new DeflaterOutputStream(Files.newOutputStream(file), fast),
                                BUFFER))) {
            LayerFormat.write(layer, out);
        } finally {
            fast.end();
        }
    }

    @Override
    public Optional<Layer> findBlob(String id) {
        Path file = directory.resolve(id + BLOB_SUFFIX);
        try {
            String diffId = Files.readString(file);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return find(diffId);
        } catch (IOException notCached) {
            // Engines without a store of packed layers name a layer by its own digest.
            return find("sha256:" + id);
        }
    }

    @Override
    public void storeBlob(String id, String diffId) {
        if (!diffId.endsWith(id)) {
            writeInPlace(
                    directory.resolve(id + BLOB_SUFFIX), aside -> Files.writeString(aside, diffId));
        }
    }

    @Override
    public Optional<byte[]> findConfig(String id) {
        if (!DIGEST.matcher(id).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(config(id)));
        } catch (IOException notCached) {
            return Optional.empty();
        }
    }

    @Override
    public void storeConfig(String id, byte[] document) {
        writeInPlace(config(id), aside -> Files.write(aside, document));
    }

    private Path config(String id) {
        return directory.resolve(id.substring(id.indexOf(':') + 1) + CONFIG_SUFFIX);
    }

    private Path file(String diffId) {
        return directory.resolve(diffId.substring(diffId.indexOf(':') + 1) + SUFFIX);
    }

    private void removeOldest() throws IOException {
        record Cached(Path file, FileTime used, long bytes) {}
        List<Cached> all = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(
                        directory, "*{" + SUFFIX + "," + BLOB_SUFFIX + "," + CONFIG_SUFFIX + "}")) {
            for (Path file : files) {
                all.add(new Cached(file, Files.getLastModifiedTime(file), Files.size(file)));
            }
        } catch (NoSuchFileException goneMeanwhile) {
            return;
        }
        all.sort(Comparator.comparing(Cached::used));
        long bytes = all.stream().mapToLong(Cached::bytes).sum();
        for (Cached cached : all) {
            if (bytes <= mostBytes) {
                return;
            }
            Files.deleteIfExists(cached.file);
            bytes -= cached.bytes;
        }
    }
}
