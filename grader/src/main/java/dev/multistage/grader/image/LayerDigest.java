package dev.multistage.grader.image;

import dev.multistage.grader.digest.Digest;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.concurrent.ExecutorService;

/**
 * The digest of a whole layer, beside the reading: it takes as long as the digests of all files
 * together.
 */
final class LayerDigest {

    private static final int CHUNK = 256 << 10;

    private final BesideDigest digest;
    private byte[] chunk = new byte[CHUNK];
    private int length;

    /**
     * @param worker a single thread, so that chunks keep their order
     */
    LayerDigest(ExecutorService worker) {
        digest = new BesideDigest(worker, CHUNK);
    }

    /**
     * Reads a layer and returns its digest.
     *
     * @throws ArchiveException if the file became shorter meanwhile
     */
    static Sha256 of(ArchiveFile layer) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        byte[] chunk = new byte[CHUNK];
        while (layer.left() > 0) {
            int read = layer.read(chunk, 0, CHUNK);
            if (read < 0) {
                throw new ArchiveException("The archive became shorter while it was read");
            }
            sha256.update(chunk, 0, read);
        }
        return Sha256.of(sha256.digest());
    }

    void update(byte[] bytes, int offset, int count) throws IOException {
        int from = offset;
        int left = count;
        while (left > 0) {
            int taken = Math.min(left, CHUNK - length);
            System.arraycopy(bytes, from, chunk, length, taken);
            length += taken;
            from += taken;
            left -= taken;
            if (length == CHUNK) {
                handOver();
            }
        }
    }

    private void handOver() throws IOException {
        chunk = digest.update(chunk, length);
        length = 0;
    }

    Sha256 finish() throws IOException {
        handOver();
        return digest.finish();
    }
}
