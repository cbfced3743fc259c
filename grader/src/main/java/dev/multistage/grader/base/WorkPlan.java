package dev.multistage.grader.base;

import dev.multistage.grader.docker.EngineException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Pieces of work of which some must wait for others. The first failure ends all of them. */
final class WorkPlan implements AutoCloseable {

    private static final long GRACE_SECONDS = 30;

    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    work -> {
                        Thread thread = new Thread(work, "making-base-images");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final Map<String, CompletableFuture<?>> pieces = new HashMap<>();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();

    /**
     * Adds a piece of work unless one of this name is there. It starts at once when those that it
     * waits for are done.
     */
    void add(String name, List<String> after, Callable<?> work) {
        if (pieces.containsKey(name)) {
            return;
        }
        CompletableFuture<?>[] needed =
                after.stream().map(pieces::get).toArray(CompletableFuture[]::new);
        CompletableFuture<Void> piece =
                CompletableFuture.allOf(needed).thenRunAsync(() -> run(work), threads);
        piece.whenComplete(
                (done, failed) -> {
                    if (failed != null) {
                        failure.completeExceptionally(failed);
                    }
                });
        pieces.put(name, piece);
    }

    private static void run(Callable<?> work) {
        try {
            work.call();
        } catch (RuntimeException unchecked) {
            throw unchecked;
        } catch (Exception checked) {
            throw new CompletionException(checked);
        }
    }

    /** Waits until all is done or one piece failed. */
    void await() throws IOException, InterruptedException {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(pieces.values().toArray(CompletableFuture[]::new));
        try {
            CompletableFuture.anyOf(all, failure).get();
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            while (cause instanceof CompletionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (cause instanceof EngineException known) {
                throw known;
            }
            if (cause instanceof IOException io) {
                throw io;
            }
            if (cause instanceof InterruptedException || cause instanceof CancellationException) {
                throw new InterruptedException("the making of base images was stopped");
            }
            throw new IllegalStateException(cause);
        }
    }

    /** Stops what still runs and waits until it has cleared away what it made. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("work on base images does not stop");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
