package dev.multistage.grader.image;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
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

    /** Long enough for most files to arrive in one piece. */
    private static final int CHUNK = 128 << 10;

    private final ContentFilter filter;
    private final Optional<SecretSearch> search;
    private final Spending spending;
    private final ExecutorService worker;
    private final ContentRecogniser recogniser = new ContentRecogniser();
    private final MessageDigest sha256 = Digests.sha256();
    private final byte[] chunk = new byte[CHUNK];
    private long keptBytes;

    /**
     * @param worker a single thread for the digests of layers
     */
    LayerReader(ReadOptions options, Spending spending, ExecutorService worker) {
        this.filter = options.filter();
        this.search =
                options.secrets().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new SecretSearch(options.secrets()));
        this.spending = spending;
        this.worker = worker;
    }

    /**
     * Reads one layer to its end.
     *
     * @param unpacked the unpacked layer archive
     * @param downloadBytes its packed size where known
     */
    Layer read(InputStream unpacked, OptionalLong downloadBytes) throws IOException {
        keptBytes = 0;
        takeMatches();
        LayerStream stream = new LayerStream(unpacked, spending, new LayerDigest(worker));
        TarReader tar = new TarReader(stream);
        List<FileEntry> entries = new ArrayList<>();
        Map<String, FileEntry> files = new HashMap<>();
        Map<String, byte[]> kept = new HashMap<>();
        while (tar.next()) {
            spending.entry();
            FileEntry entry = entry(tar, files, kept);
            if (entry != null) {
                entries.add(entry);
                if (entry.isFile() || entry.type() == FileType.HARDLINK) {
                    files.put(entry.path(), entry);
                }
            }
        }
        return new Layer(0, stream.finish().reference(), entries, downloadBytes, kept);
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
        long size = header.storedSize();
        readContent(tar, path, size, kept);
        return new FileEntry(
                path,
                FileType.FILE,
                header.size(),
                header.mode(),
                header.uid(),
                header.gid(),
                "",
                size == 0 ? Sha256.OF_NOTHING : Sha256.of(sha256.digest()),
                header.capabilities(),
                sparse ? ContentKind.Simple.OTHER : recogniser.finish());
    }

    private void readContent(TarReader tar, String path, long size, Map<String, byte[]> kept)
            throws IOException {
        int length = tar.readNBytes(chunk, 0, (int) Math.min(CHUNK, size));
        ContentKind begun = recogniser.begin(size, chunk, length);
        search.ifPresent(secrets -> secrets.begin(size, begun));
        byte[] content = keep(path, size) ? new byte[(int) size] : null;
        long offset = 0;
        while (length > 0) {
            sha256.update(chunk, 0, length);
            if (content != null) {
                System.arraycopy(chunk, 0, content, (int) offset, length);
            }
            if (search.isPresent()) {
                search.get().accept(chunk, length);
            }
            offset += length;
            length = tar.read(chunk, 0, CHUNK);
            if (length > 0) {
                recogniser.accept(offset, chunk, length);
            }
        }
        search.ifPresent(secrets -> secrets.finish(path, begun));
        if (content != null) {
            kept.put(path, content);
        }
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
