package dev.multistage.grader.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdIOException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.ZipException;

/**
 * Reads images from archives: what {@code docker save} writes in every version of the engine, OCI
 * layouts in a tar file, and both at once. Layers may be plain, gzip or zstd, members in any order.
 *
 * <p>One pass over a stream; neither files nor layers are ever held or unpacked. An archive is
 * hostile until proven otherwise: the digest of every layer is compared with the config, so that
 * damage is found and nobody can plant a false layer in the cache. Only an engine that exports is
 * trusted to have done so. An archive in a file is not read but looked into, beside the digests of
 * its layers.
 */
public final class ImageArchive {

    private static final int BUFFER = 256 << 10;

    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    task -> {
                        Thread thread = new Thread(task, "layer digest");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final LayerReader reader;
    private final Budget budget;
    private final Spending spending;
    private final LayerCache cache;
    private final boolean trusted;
    private final boolean knowsNames;
    private final ArchiveContents contents;
    private final Set<String> fresh = new HashSet<>();

    private ImageArchive(LayerCache cache, ReadOptions options) {
        boolean usual = options.filter() == ContentFilter.DEFAULT;
        this.budget = options.budget();
        this.spending = new Spending(budget);
        this.reader = new LayerReader(options, spending, worker);
        this.cache = usual ? cache : LayerCache.NONE;
        this.trusted = options.fromEngine();
        this.knowsNames = trusted && options.secrets().isEmpty();
        this.contents = new ArchiveContents(options.secrets());
    }

    /**
     * Reads an archive of any source to its end, with {@link ReadOptions#DEFAULT}.
     *
     * @param archive the archive, plain or packed; not closed
     * @param cache where its layers are remembered
     * @throws ArchiveException if it is truncated, damaged, beyond the budget, or no image
     * @throws IOException if the source fails
     */
    public static Image read(InputStream archive, LayerCache cache) throws IOException {
        return read(archive, cache, ReadOptions.DEFAULT);
    }

    /**
     * Reads an archive to its end.
     *
     * @param archive the archive, plain or packed; not closed
     * @param cache where its layers are remembered
     * @param options how it is read
     * @throws ArchiveException if it is truncated, damaged, beyond the budget, or no image
     * @throws IOException if the source fails
     */
    public static Image read(InputStream archive, LayerCache cache, ReadOptions options)
            throws IOException {
        return new ImageArchive(cache, options).read(archive);
    }

    /**
     * Reads an archive in a file. Of a plain one only what matters is looked at; it is still told
     * from a damaged one by the digests of its layers. Nothing is remembered.
     *
     * @param file a tar archive, plain or packed, or what can be read as a file only once
     * @throws ArchiveException if it is truncated, damaged, beyond the budget, or no image
     * @throws IOException if the file cannot be read
     */
    public static Image read(Path file, ReadOptions options) throws IOException {
        if (Files.isRegularFile(file)) {
            try (FileChannel channel = FileChannel.open(file)) {
                ArchiveFile archive = new ArchiveFile(channel);
                byte[] head = new byte[ArchiveMember.SNIFFED];
                boolean whole =
                        archive.readAt(0, head, 0, ArchiveMember.SNIFFED) == ArchiveMember.SNIFFED;
                if (whole && TarReader.checksumMatches(head, 0)) {
                    return new ImageArchive(LayerCache.NONE, options).look(archive);
                }
            }
        }
        // a channel of a pipe, such as bash makes of <(docker save …), has no position
        try (InputStream archive = new FileInputStream(file.toFile())) {
            return read(archive, LayerCache.NONE, options);
        }
    }

    /**
     * Puts an image together from remembered layers, or returns empty if one is not remembered and
     * the image must be exported.
     */
    public static Optional<Image> fromCache(
            String id, ImageConfig config, List<String> diffIds, LayerCache cache) {
        List<Layer> layers = new ArrayList<>();
        for (String diffId : diffIds) {
            Optional<Layer> layer = cache.find(diffId);
            if (layer.isEmpty()) {
                return Optional.empty();
            }
            layers.add(layer.get().at(layers.size()));
        }
        return Optional.of(new Image(id, config, layers));
    }

    /**
     * Puts an image together from its remembered config and layers, or returns empty if something
     * is not remembered and the image must be exported.
     *
     * @param id digest of the config, which is an engine's image id unless it uses the containerd
     *     store
     */
    public static Optional<Image> fromCache(String id, LayerCache cache) {
        return cache.findConfig(id)
                .filter(document -> Sha256.ofContent(document).reference().equals(id))
                .flatMap(document -> fromCache(id, document, cache));
    }

    private static Optional<Image> fromCache(String id, byte[] document, LayerCache cache) {
        try {
            JsonNode config = ImageConfigJson.parse(new ObjectMapper(), document, id);
            List<String> diffIds = ImageConfigJson.texts(config.path("rootfs").path("diff_ids"));
            return fromCache(id, ImageConfigJson.read(config), diffIds, cache);
        } catch (ArchiveException notJson) {
            return Optional.empty();
        }
    }

    private Image read(InputStream source) throws IOException {
        try {
            InputStream unpacked = unpacked(new BufferedInputStream(source, BUFFER));
            InputStream counted =
                    new LayerStream(unpacked, new Spending(budget), LayerStream.Observer.NONE);
            readMembers(new TarReader(counted), null);
        } catch (EOFException | ZipException | ZstdIOException damaged) {
            throw new ArchiveException("The archive is damaged: " + damaged.getMessage(), damaged);
        } finally {
            worker.shutdownNow();
        }
        // layers of an engine are remembered without it, and the next look must see the same
        Image image = trusted ? contents.image() : contents.notedImage();
        remember(image);
        return image;
    }

    private Image look(ArchiveFile archive) throws IOException {
        try {
            ArchiveLook look = new ArchiveLook(archive, reader, worker);
            readMembers(new TarReader(archive), look);
            look.finish(contents);
        } finally {
            worker.shutdownNow();
        }
        return contents.notedImage();
    }

    private void remember(Image image) throws ArchiveException {
        List<String> members = contents.members();
        for (int i = 0; i < members.size(); i++) {
            if (fresh.contains(members.get(i))) {
                Layer layer = image.layers().get(i);
                cache.store(layer);
                if (knowsNames) {
                    ArchiveMember.blob(members.get(i))
                            .ifPresent(id -> cache.storeBlob(id, layer.diffId()));
                }
            }
        }
        cache.storeConfig(image.id(), contents.config());
    }

    static InputStream unpacked(BufferedInputStream archive) throws IOException {
        archive.mark(ArchiveMember.SNIFFED);
        byte[] head = archive.readNBytes(ArchiveMember.SNIFFED);
        archive.reset();
        if (head.length == 0) {
            throw new ArchiveException("The archive is empty");
        }
        Compression compression = Compression.of(head, head.length);
        if (compression == Compression.NONE && !TarReader.checksumMatches(head, 0)) {
            throw new ArchiveException("This is no image archive: it is no tar file");
        }
        return compression.unpack(archive);
    }

    /**
     * @param look for layers of an archive in a file; null if it streams by
     */
    private void readMembers(TarReader archive, ArchiveLook look) throws IOException {
        while (archive.next()) {
            spending.entry();
            TarHeader header = archive.header();
            String name = ArchivePath.clean(header.name()).substring(1);
            switch (header.type()) {
                case '0' -> readMember(name, archive, look);
                case '1' -> contents.link(name, ArchivePath.clean(header.linkName()).substring(1));
                case '2' -> contents.link(name, linkTarget(name, header.linkName()));
                default -> {}
            }
        }
    }

    private static String linkTarget(String name, String target) throws ArchiveException {
        String directory = name.substring(0, name.lastIndexOf('/') + 1);
        return ArchivePath.clean(directory + target).substring(1);
    }

    private void readMember(String name, TarReader archive, ArchiveLook look) throws IOException {
        Optional<Layer> known =
                knowsNames ? ArchiveMember.blob(name).flatMap(cache::findBlob) : Optional.empty();
        if (known.isPresent()) {
            contents.layer(name, known.get(), List.of());
            return;
        }
        long size = archive.header().size();
        byte[] head = archive.readNBytes((int) Math.min(size, ArchiveMember.SNIFFED));
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), archive);
        Compression compression = Compression.of(head, head.length);
        if (compression != Compression.NONE) {
            readLayer(name, () -> read(compression.unpack(whole), OptionalLong.of(size)));
        } else if (ArchiveMember.isTar(head)) {
            readLayer(
                    name,
                    () ->
                            look != null
                                    ? look.layer(name, archive.header().storedSize(), head.length)
                                    : read(whole, OptionalLong.empty()));
        } else if (ArchiveMember.isJson(head)) {
            spending.metadata(size);
            contents.document(name, whole.readAllBytes());
        }
    }

    private Layer read(InputStream unpacked, OptionalLong downloadBytes) throws IOException {
        return trusted
                ? reader.trust(unpacked, downloadBytes)
                : reader.read(unpacked, downloadBytes);
    }

    private interface Reading {
        Layer read() throws IOException;
    }

    private void readLayer(String name, Reading reading) throws IOException {
        try {
            contents.layer(name, reading.read(), reader.takeMatches());
            fresh.add(name);
        } catch (OverBudgetException enough) {
            throw enough;
        } catch (ArchiveException reason) {
            contents.damaged(name, reason);
        } catch (EOFException | ZipException | ZstdIOException damaged) {
            contents.damaged(
                    name,
                    new ArchiveException(
                            "The layer '" + name + "' is damaged: " + damaged.getMessage(),
                            damaged));
        }
    }
}
