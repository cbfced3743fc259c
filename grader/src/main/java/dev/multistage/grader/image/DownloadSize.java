package dev.multistage.grader.image;

import dev.multistage.grader.digest.Digest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;

/**
 * How many bytes layers have when they are packed as registries keep them: with gzip, level 6.
 * Nothing is kept of what is packed. It takes its time, about 30 s for 1 GB, so it is asked for
 * only where somebody wants to know.
 */
public final class DownloadSize {

    private static final int LEVEL = 6;

    /** What gzip writes around the packed bytes (RFC 1952). */
    private static final int HEADER_AND_TRAILER = 18;

    private static final int CHUNK = 64 << 10;

    private final byte[] chunk = new byte[CHUNK];
    private final byte[] thrownAway = new byte[CHUNK];
    private final Set<String> left;
    private final Collection<String> others;
    private final LayerCache cache;
    private long bytes;

    private DownloadSize(Set<String> wanted, Collection<String> others, LayerCache cache) {
        this.left = new HashSet<>(wanted);
        this.others = others;
        this.cache = cache;
    }

    /**
     * Packs layers of an archive and returns their bytes together.
     *
     * @param archive the archive that the image was read from, from its beginning; not closed
     * @param image the image
     * @param wanted digests of the unpacked layers that count; the archive must hold them unpacked
     * @param cache knows under which names an engine exports layers
     * @throws ArchiveException if the archive lacks one
     * @throws IOException if the source fails
     */
    public static long of(InputStream archive, Image image, Set<String> wanted, LayerCache cache)
            throws IOException {
        Set<String> others = new HashSet<>(image.diffIds());
        others.removeAll(wanted);
        return new DownloadSize(wanted, others, cache).read(archive);
    }

    private long read(InputStream source) throws IOException {
        TarReader archive =
                new TarReader(ImageArchive.unpacked(new BufferedInputStream(source, CHUNK)));
        while (!left.isEmpty() && archive.next()) {
            String name = ArchivePath.clean(archive.header().name()).substring(1);
            if (archive.header().type() == '0' && mayBeWanted(name)) {
                pack(archive);
            }
        }
        if (!left.isEmpty()) {
            throw new ArchiveException("The archive does not hold all layers unpacked");
        }
        return bytes;
    }

    private boolean mayBeWanted(String name) {
        Optional<String> id = ArchiveMember.blob(name);
        if (id.isEmpty() || left.contains("sha256:" + id.get())) {
            return true;
        }
        if (others.contains("sha256:" + id.get())) {
            return false;
        }
        Optional<Layer> known = cache.findBlob(id.get());
        return known.isEmpty() || left.contains(known.get().diffId());
    }

    private void pack(TarReader member) throws IOException {
        int length = member.readNBytes(chunk, 0, ArchiveMember.SNIFFED);
        byte[] head = Arrays.copyOf(chunk, length);
        if (Compression.of(head, length) != Compression.NONE || !ArchiveMember.isTar(head)) {
            return;
        }
        MessageDigest sha256 = Digest.sha256();
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            long packed = HEADER_AND_TRAILER;
            while (length > 0) {
                sha256.update(chunk, 0, length);
                deflater.setInput(chunk, 0, length);
                packed += drain(deflater);
                length = member.read(chunk, 0, CHUNK);
            }
            deflater.finish();
            packed += drain(deflater);
            if (left.remove(Sha256.of(sha256.digest()).reference())) {
                bytes += packed;
            }
        } finally {
            deflater.end();
        }
    }

    private long drain(Deflater deflater) {
        long written = 0;
        for (int n; (n = deflater.deflate(thrownAway)) > 0; ) {
            written += n;
        }
        return written;
    }
}
