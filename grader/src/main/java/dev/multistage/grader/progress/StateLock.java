package dev.multistage.grader.progress;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Keeps other processes, and other threads of this one, from writing the state meanwhile. The
 * operating system releases it when a process ends, however it ends.
 */
final class StateLock implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 10;

    private final FileChannel channel;

    private StateLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the lock.
     *
     * @param folder the state's folder; it is made if it is missing, but not the checkout around
     *     it: one that was moved while a process runs in it must not begin anew where it was
     * @throws IOException if it cannot be written to, or if another process keeps the lock
     */
    static StateLock take(Path folder) throws IOException {
        make(folder);
        FileChannel channel =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            long patient = System.nanoTime() + PATIENCE.toNanos();
            while (!locked(channel)) {
                if (System.nanoTime() - patient > 0) {
                    throw new FileSystemException(
                            folder.resolve("lock").toString(), null, "another grade is writing");
                }
                Thread.sleep(PAUSE_MILLIS); // FileChannel.lock knows no time limit
            }
            return new StateLock(channel);
        } catch (InterruptedException e) {
            channel.close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static void make(Path folder) throws IOException {
        if (!Files.isDirectory(folder.toAbsolutePath().getParent())) {
            throw new NoSuchFileException(folder.toAbsolutePath().getParent().toString());
        }
        Files.createDirectories(folder);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException otherThread) {
            return false;
        } catch (IOException e) {
            if (!channel.isOpen()) {
                throw e;
            }
            // a network file system without locks: renaming still replaces files whole
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
