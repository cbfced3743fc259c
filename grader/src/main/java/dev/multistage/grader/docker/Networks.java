package dev.multistage.grader.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bridge networks that let nothing out, one per running container. Ports are published all the
 * same; on an {@code internal} network Docker would publish none. Making one takes the engine about
 * as long as starting a container, so a network is used again once its container is gone.
 */
final class Networks implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    /**
     * A busy engine takes seconds to make a network; the next start's sweep finds what is later.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EngineHttp http;
    private final Deque<String> free = new ArrayDeque<>();
    private final List<String> made = new ArrayList<>();
    private Future<String> prepared;
    private int making;
    private boolean closed;

    Networks(EngineHttp http) {
        this.http = http;
    }

    /** Begins to make a network that the next {@link #take()} finds or waits for. */
    synchronized void prepare() {
        if (prepared == null && free.isEmpty()) {
            prepared = http.async(this::add);
        }
    }

    /** Returns a network that no other container uses. */
    String take() {
        Future<String> coming;
        synchronized (this) {
            if (!free.isEmpty()) {
                return free.pop();
            }
            coming = prepared;
            prepared = null;
        }
        try {
            return coming == null ? add() : coming.get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while making a network.", "", stop);
        } catch (ExecutionException failed) {
            throw EngineErrors.lost(failed.getCause(), http.endpoint());
        }
    }

    private String add() {
        synchronized (this) {
            if (closed) {
                throw closed();
            }
            making++;
        }
        try {
            String id = make();
            synchronized (this) {
                if (!closed) {
                    made.add(id);
                    return id;
                }
            }
            remove(id);
            throw closed();
        } finally {
            synchronized (this) {
                making--;
                notifyAll();
            }
        }
    }

    private static EngineException closed() {
        return new EngineException("The engine's connection was closed.", "");
    }

    /** Takes back a network whose container is gone. */
    synchronized void giveBack(String id) {
        free.push(id);
    }

    private String make() {
        JsonNode answer =
                http.post(
                        "/networks/create",
                        Map.of(
                                "Name",
                                "grade-"
                                        + Owner.thisProcess().text()
                                        + "-"
                                        + COUNT.incrementAndGet(),
                                "Driver",
                                "bridge",
                                "Options",
                                Map.of("com.docker.network.bridge.enable_ip_masquerade", "false"),
                                "Labels",
                                Owner.thisProcess().labels()));
        return answer.path("Id").asText();
    }

    private void remove(String id) {
        try {
            http.delete("/networks/" + id);
        } catch (EngineException inUse) {
            // the next start's sweep finds it
        }
    }

    @Override
    public void close() {
        List<String> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(made);
            made.clear();
            free.clear();
        }
        all.forEach(this::remove);
        awaitMaking();
    }

    /** A network that the engine is still making has to be removed before the process ends. */
    private synchronized void awaitMaking() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (making > 0 && System.nanoTime() < end) {
                TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
