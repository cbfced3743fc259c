package dev.multistage.grader.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;

/** Reads the entries of layers. Contents stream through; only what the filter wants is kept. */
final class LayerReader {

    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    private final ContentFilter filter;
    private final Optional<SecretSearch> search;
    private final Spending spending;
    private final ExecutorService worker;
    private final StreamedContents streamed;
    private final StreamedContents trusted;
    private final ContentRecogniser recogniser = new ContentRecogniser();
    private FileContents contents;
    private long keptBytes;

    /**
     * @param worker a single thread for the digests of layers, or of long files where layers are
     *     trusted
     */
    LayerReader(ReadOptions options, Spending spending, ExecutorService worker) {
        this.filter = options.filter();
        this.search =
                options.secrets().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new SecretSearch(options.secrets()));
        this.spending = spending;
        this.worker = worker;
        this.streamed = new StreamedContents(search, Optional.empty());
        this.trusted = new StreamedContents(search, Optional.of(worker));
    }

    /**
     * Reads one layer to its end.
     *
     * @param unpacked the unpacked layer archive
     * @param downloadBytes its packed size where known
     */
    Layer read(InputStream unpacked, OptionalLong downloadBytes) throws IOException {
        LayerDigest digest = new LayerDigest(worker);
        LayerStream stream = new LayerStream(unpacked, spending, digest::update);
        Layer layer = entries(new TarReader(stream), streamed);
        stream.drain();
        return layer.digested(digest.finish().reference(), downloadBytes);
    }

    /**
     * Reads one layer as {@link #read} does, but leaves its digest to the config of the image: an
     * engine compares them itself while it exports.
     */
    Layer trust(InputStream unpacked, OptionalLong downloadBytes) throws IOException {
        LayerStream stream = new LayerStream(unpacked, spending, LayerStream.Observer.NONE);
        Layer layer = entries(new TarReader(stream), trusted);
        stream.drain();
        return layer.digested("", downloadBytes);
    }

    /**
     * Reads one layer that is not packed, and only what is needed of its contents. Its digest and
     * those of its files are left to others.
     *
     * @param part the layer archive
     */
    Layer sample(ArchiveFile part) throws IOException {
        spending.bytes(part.left());
        return entries(new TarReader(part), new SampledContents(part, recogniser));
    }

    /** Returns a layer without its digest. */
    private Layer entries(TarReader tar, FileContents files) throws IOException {
        keptBytes = 0;
        takeMatches();
        contents = files;
        List<FileEntry> entries = new ArrayList<>();
        Map<String, FileEntry> linkable = new HashMap<>();
        Map<String, byte[]> kept = new HashMap<>();
        while (tar.next()) {
            spending.entry();
            FileEntry entry = entry(tar, linkable, kept);
            if (entry != null) {
                entries.add(entry);
                if (entry.isFile() || entry.type() == FileType.HARDLINK) {
                    linkable.put(entry.path(), entry);
                }
            }
        }
        return new Layer(0, "", entries, OptionalLong.empty(), kept);
    }

    private FileEntry entry(TarReader tar, Map<String, FileEntry> files, Map<String, byte[]> kept)
            throws IOException {
        TarHeader header = tar.header();
        String path = ArchivePath.clean(header.name());
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.startsWith(WHITEOUT)) {
            return whiteout(path, name);
        }
        return switch (header.type()) {
            case '0' -> file(tar, header, path, kept);
            case '1' -> hardLink(header, path, files);
            case '2' -> without(header, path, FileType.SYMLINK, header.linkName());
            case '3', '4', '6' -> without(header, path, FileType.DEVICE, "");
            case '5' -> without(header, path, FileType.DIRECTORY, "");
            default -> null; // volume labels and the like: nothing that is in the image
        };
    }

    /**
     * @see <a href="https://github.com/opencontainers/image-spec/blob/main/layer.md">OCI layers</a>
     */
    private static FileEntry whiteout(String path, String name) throws ArchiveException {
        String directory = path.substring(0, path.length() - name.length());
        if (name.equals(OPAQUE)) {
            String hidden =
                    directory.length() > 1 ? directory.substring(0, directory.length() - 1) : "/";
            return FileEntry.withoutContent(hidden, FileType.OPAQUE);
        }
        if (name.startsWith(WHITEOUT + WHITEOUT)) {
            return null; // bookkeeping of old storage drivers
        }
        String hidden = name.substring(WHITEOUT.length());
        if (hidden.isEmpty() || hidden.equals(".") || hidden.equals("..")) {
            throw new ArchiveException("The whiteout '" + path + "' hides no name");
        }
        return FileEntry.withoutContent(directory + hidden, FileType.WHITEOUT);
    }

    private static FileEntry without(TarHeader header, String path, FileType type, String target)
            throws ArchiveException {
        if (path.equals("/") && type != FileType.DIRECTORY) {
            throw new ArchiveException("The root of the image is not a directory");
        }
        return new FileEntry(
                path,
                type,
                0,
                header.mode(),
                header.uid(),
                header.gid(),
                target,
                Sha256.OF_NOTHING,
                header.capabilities(),
                ContentKind.Simple.NOTHING);
    }

    private static FileEntry hardLink(TarHeader header, String path, Map<String, FileEntry> files)
            throws ArchiveException {
        String target = ArchivePath.clean(header.linkName());
        FileEntry link = without(header, path, FileType.HARDLINK, target);
        FileEntry file = files.get(target);
        return file == null ? link : link.withContentOf(file);
    }

    private FileEntry file(TarReader tar, TarHeader header, String path, Map<String, byte[]> kept)
            throws IOException {
        if (path.equals("/")) {
            throw new ArchiveException("The root of the image is not a directory");
        }
        boolean sparse = header.size() != header.storedSize();
        if (sparse) {
            spending.bytes(header.size());
        }
        FileContents.Content content = content(tar, header.storedSize(), path, kept);
        return new FileEntry(
                path,
                FileType.FILE,
                header.size(),
                header.mode(),
                header.uid(),
                header.gid(),
                "",
                content.sha256(),
                header.capabilities(),
                sparse ? ContentKind.Simple.OTHER : content.kind());
    }

    private FileContents.Content content(
            TarReader tar, long size, String path, Map<String, byte[]> kept) throws IOException {
        byte[] whole = keep(path, size) ? new byte[(int) size] : null;
        FileContents.Content content =
                size == 0 ? FileContents.Content.NONE : contents.look(tar, path, size, whole);
        if (whole != null) {
            kept.put(path, whole);
        }
        return content;
    }

    /** Returns where secrets were found in the layer that was read last. */
    List<Secret.Match> takeMatches() {
        return search.map(SecretSearch::take).orElse(List.of());
    }

    private boolean keep(String path, long size) throws ArchiveException {
        if (size > filter.bytesPerFile()
                || !filter.wanted().test(path)
                || size > filter.bytesPerLayer() - keptBytes) {
            return false;
        }
        spending.kept(size);
        keptBytes += size;
        return true;
    }
}
