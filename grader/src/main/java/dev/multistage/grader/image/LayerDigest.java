package dev.multistage.grader.image;

import dev.multistage.grader.digest.Digest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;

/**
 * The digest of a whole layer. It is worked out beside the reading: it takes as long as the digests
 * of all files together, and a second processor is nearly always there.
 */
final class LayerDigest {

    private static final int CHUNK = 256 << 10;

    /** How many chunks there are; reading goes no further ahead. */
    private static final int CHUNKS = 4;

    private final MessageDigest sha256 = Digest.sha256();
    private final ExecutorService worker;
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(CHUNKS);
    private byte[] chunk = new byte[CHUNK];
    private int length;

    /**
     * @param worker a single thread, so that chunks keep their order
     */
    LayerDigest(ExecutorService worker) {
        this.worker = worker;
        for (int i = 1; i < CHUNKS; i++) {
            free.add(new byte[CHUNK]);
        }
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
        byte[] full = chunk;
        int count = length;
        worker.execute(
                () -> {
                    sha256.update(full, 0, count);
                    free.add(full);
                });
        try {
            chunk = free.take();
        } catch (InterruptedException interrupted) {
            throw stopped();
        }
        length = 0;
    }

    Sha256 finish() throws IOException {
        handOver();
        try {
            return Sha256.of(worker.submit(() -> sha256.digest()).get());
        } catch (InterruptedException interrupted) {
            throw stopped();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static IOException stopped() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("Reading the image was interrupted");
    }
}
