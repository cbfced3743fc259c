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
 * A digest that is worked out beside the reading: a second processor is nearly always there. Full
 * chunks are handed over for empty ones, so that nothing is copied.
 */
final class BesideDigest {

    /** How many chunks there are; reading goes no further ahead. */
    private static final int CHUNKS = 4;

    private final MessageDigest sha256 = Digest.sha256();
    private final ExecutorService worker;
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(CHUNKS);

    /**
     * @param worker a single thread, so that chunks keep their order
     * @param size bytes of a chunk
     */
    BesideDigest(ExecutorService worker, int size) {
        this.worker = worker;
        for (int i = 1; i < CHUNKS; i++) {
            free.add(new byte[size]);
        }
    }

    /** Begins anew, whatever became of the last one: an archive may have ended in its middle. */
    void begin() {
        worker.execute(sha256::reset);
    }

    /**
     * Takes the next bytes, and returns a chunk to read into; waits for one where reading is ahead.
     *
     * @param chunk the chunk that was read into; belongs to the digest from now on
     */
    byte[] update(byte[] chunk, int length) throws IOException {
        worker.execute(
                () -> {
                    sha256.update(chunk, 0, length);
                    free.add(chunk);
                });
        try {
            return free.take();
        } catch (InterruptedException interrupted) {
            throw stopped();
        }
    }

    /** Returns the digest of all that was taken. */
    Sha256 finish() throws IOException {
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
