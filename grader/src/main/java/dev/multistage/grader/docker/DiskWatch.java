package dev.multistage.grader.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Watches how much of the engine's disk is taken while something runs. Where the engine's data
 * folder is on this machine that is the fall in free space; elsewhere the engine is asked now and
 * then how large its build cache is.
 */
final class DiskWatch {

    /** Below this much free space every build is stopped. */
    private static final long RESERVE = 200_000_000;

    /** Adding up its disk usage costs an engine seconds. */
    private static final Duration ASK_EVERY = Duration.ofSeconds(10);

    private static final long UNKNOWN = -1;

    private final EngineHttp http;
    private final Future<JsonNode> system;
    private Path folder;
    private long freeAtStart = UNKNOWN;
    private long cacheAtStart = UNKNOWN;
    private Future<Long> asked;
    private long askedAt = System.nanoTime();
    private long grown;

    /**
     * @param system the engine's answer to {@code GET /info}, which names its data folder
     */
    DiskWatch(EngineHttp http, Future<JsonNode> system) {
        this.http = http;
        this.system = system;
    }

    /** Returns how many bytes were taken since the first call, as far as can be seen. */
    long used() {
        if (!system.isDone()) {
            return 0;
        }
        if (folder == null) {
            folder = folder();
            freeAtStart = free();
        }
        return freeAtStart == UNKNOWN ? cacheGrowth() : freeFall();
    }

    private long freeFall() {
        long free = free();
        return free < RESERVE && freeAtStart > RESERVE ? Long.MAX_VALUE : freeAtStart - free;
    }

    private long cacheGrowth() {
        if (asked == null && System.nanoTime() - askedAt > ASK_EVERY.toNanos()) {
            askedAt = System.nanoTime();
            asked = http.async(this::cacheSize);
        }
        if (asked != null && asked.isDone()) {
            long now = value(asked);
            asked = null;
            cacheAtStart = cacheAtStart == UNKNOWN ? now : cacheAtStart;
            grown = now - cacheAtStart;
        }
        return grown;
    }

    private long cacheSize() {
        long bytes = 0;
        for (JsonNode entry : http.get("/system/df?type=build-cache").path("BuildCache")) {
            bytes += entry.path("Size").asLong();
        }
        return bytes;
    }

    private static long value(Future<Long> done) {
        try {
            return done.get();
        } catch (ExecutionException unanswered) {
            return 0;
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private Path folder() {
        try {
            boolean here = "unix".equals(http.endpoint().uri().getScheme());
            return Path.of(here ? system.get().path("DockerRootDir").asText() : "/nonexistent");
        } catch (ExecutionException | InterruptedException unanswered) {
            return Path.of("/nonexistent");
        }
    }

    private long free() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException notHere) {
            return UNKNOWN;
        }
    }
}
