package dev.multistage.grader.base;

import dev.multistage.grader.docker.ProgressListener;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;

/**
 * The directory that keeps downloads between runs. Work on it is done under a lock that the
 * operating system gives back when its holder dies, so no lock is ever left behind.
 */
public final class CacheDirectory {

    private static final long POLL_MILLIS = 200;

    private final Path root;

    /** Returns the cache at this place; it is created when first used. */
    public CacheDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /**
     * Returns this user's cache: {@code MULTISTAGE_CACHE}, else {@code multistage} under {@code
     * XDG_CACHE_HOME}, else {@code ~/.cache/multistage}.
     */
    public static CacheDirectory ofThisUser() {
        return of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    static CacheDirectory of(Map<String, String> environment, Path home) {
        String own = environment.getOrDefault("MULTISTAGE_CACHE", "");
        if (!own.isBlank()) {
            return new CacheDirectory(Path.of(own));
        }
        String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path parent = caches.isBlank() ? home.resolve(".cache") : Path.of(caches);
        return new CacheDirectory(parent.resolve("multistage"));
    }

    /** Returns where the cache lies. */
    public Path root() {
        return root;
    }

    /** Returns where downloads are kept. */
    Path downloads() throws IOException {
        return Files.createDirectories(root.resolve("downloads"));
    }

    /** Makes an empty directory that the next holder of the lock removes if this one cannot. */
    Path workDirectory(String name) throws IOException {
        return Files.createTempDirectory(Files.createDirectories(root.resolve("work")), name);
    }

    /**
     * Waits for the lock, clears away what an interrupted holder left, and returns the lock.
     *
     * @param progress hears that somebody else holds it
     */
    Lock lock(ProgressListener progress) throws IOException, InterruptedException {
        Files.createDirectories(root);
        FileChannel channel =
                FileChannel.open(
                        root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = tryLock(channel);
            if (held == null) {
                progress.advanced("waiting for another grade that makes base images", 0, 0);
            }
            while (held == null) {
                Thread.sleep(POLL_MILLIS); // lock() fails where a thread of ours has it
                held = tryLock(channel);
            }
            removeLeftovers();
            return new Lock(channel);
        } catch (IOException | InterruptedException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private void removeLeftovers() {
        try {
            removeTree(root.resolve("work"));
        } catch (IOException stillInUse) {
            // a program that outlived its killed parent: its directory has a name of its own and
            // goes next time
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByAnotherThread) {
            return null;
        }
    }

    /** Removes a directory with all that is in it, never crossing into another file system. */
    static void removeTree(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        Object device = deviceOf(directory);
        Files.walkFileTree(
                directory,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path d, BasicFileAttributes a)
                            throws IOException {
                        // something is still mounted here: removing it would harm the host
                        if (!device.equals(deviceOf(d))) {
                            throw new IOException(d + " is a mount point; unmount it first");
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path d, IOException e)
                            throws IOException {
                        if (e != null) {
                            throw e;
                        }
                        Files.delete(d);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private static Object deviceOf(Path path) throws IOException {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? Files.getAttribute(path, "unix:dev")
                : Files.getFileStore(path);
    }

    /** The lock; closing gives it back. */
    static final class Lock implements AutoCloseable {
        private final FileChannel channel;

        private Lock(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
