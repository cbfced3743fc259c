package dev.multistage.grader.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.docker.ProgressListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheDirectoryTest {

    @TempDir Path directory;

    @Test
    void theEnvironmentSaysWhereTheCacheLies() {
        Path home = Path.of("/home/ada");
        assertEquals(
                Path.of("/home/ada/.cache/multistage"), CacheDirectory.of(Map.of(), home).root());
        assertEquals(
                Path.of("/var/cache/multistage"),
                CacheDirectory.of(Map.of("XDG_CACHE_HOME", "/var/cache"), home).root());
        assertEquals(
                Path.of("/data/own"),
                CacheDirectory.of(
                                Map.of(
                                        "XDG_CACHE_HOME",
                                        "/var/cache",
                                        "MULTISTAGE_CACHE",
                                        "/data/own"),
                                home)
                        .root());
    }

    @Test
    void onlyOneHoldsTheLock() throws Exception {
        CacheDirectory cache = new CacheDirectory(directory);
        AtomicBoolean released = new AtomicBoolean();
        CountDownLatch waits = new CountDownLatch(1);
        FutureTask<Boolean> other =
                new FutureTask<>(
                        () -> {
                            try (var lock = cache.lock((what, done, total) -> waits.countDown())) {
                                return released.get();
                            }
                        });
        try (var lock = cache.lock(ProgressListener.NONE)) {
            new Thread(other).start();
            waits.await();
            released.set(true);
        }
        assertTrue(other.get());
    }

    @Test
    void waitingForTheLockCanBeInterrupted() throws Exception {
        CacheDirectory cache = new CacheDirectory(directory);
        CountDownLatch waits = new CountDownLatch(1);
        FutureTask<Void> other =
                new FutureTask<>(
                        () -> {
                            cache.lock((what, done, total) -> waits.countDown()).close();
                            return null;
                        });
        try (var lock = cache.lock(ProgressListener.NONE)) {
            Thread thread = new Thread(other);
            thread.start();
            waits.await();
            thread.interrupt();
            var failure = assertThrows(ExecutionException.class, other::get);
            assertEquals(InterruptedException.class, failure.getCause().getClass());
        }
    }

    @Test
    void theNextHolderRemovesWhatAnInterruptedOneLeft() throws Exception {
        CacheDirectory cache = new CacheDirectory(directory);
        Path left = cache.workDirectory("half-made");
        Files.writeString(left.resolve("file"), "half");
        cache.lock(ProgressListener.NONE).close();
        assertFalse(Files.exists(left));
    }
}
