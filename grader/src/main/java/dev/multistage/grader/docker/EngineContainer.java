package dev.multistage.grader.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.multistage.grader.container.ContainerHealth;
import dev.multistage.grader.container.ContainerProcess;
import dev.multistage.grader.container.ContainerState;
import dev.multistage.grader.container.HttpAnswer;
import dev.multistage.grader.container.HttpProbe;
import dev.multistage.grader.container.RunningContainer;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A container as the engine, its ports and {@code /proc} show it from outside. */
final class EngineContainer implements RunningContainer {

    private static final int KILLED = 137;

    /** How long the engine may take to notice that a killed container has ended. */
    private static final Duration KILL = Duration.ofSeconds(10);

    /** Kinds of change in an answer to {@code /changes}: 0 modified, 1 added, 2 deleted. */
    private static final int DELETED = 2;

    private static final int MOST_CHANGES = 10_000;

    private final EngineHttp http;
    private final String name;
    private final ContainerRequest request;
    private final Unfinished unfinished;
    private final Runnable ending = this::remove;
    private final Runnable removed;
    private final AtomicBoolean closed = new AtomicBoolean();
    private boolean gone;
    private boolean networkGivenBack;
    private volatile String id = "";
    private volatile String startError = "";
    private volatile int pid;
    private volatile int publishedPort;

    /**
     * @param name the name under which the container is or will be created
     * @param removed is told once the container is gone
     */
    EngineContainer(
            EngineHttp http,
            Unfinished unfinished,
            String name,
            ContainerRequest request,
            Runnable removed) {
        this.http = http;
        this.unfinished = unfinished;
        this.name = name;
        this.request = request;
        this.removed = removed;
        unfinished.add(ending);
    }

    String name() {
        return name;
    }

    /**
     * Takes in that the container was started.
     *
     * @param error what the engine said if it could not be; else empty
     */
    void started(String error) {
        startError = error;
        JsonNode inspected = inspect();
        id = inspected.path("Id").asText();
        pid = inspected.path("State").path("Pid").asInt();
        publishedPort =
                inspected
                        .path("NetworkSettings")
                        .path("Ports")
                        .path(request.port() + "/tcp")
                        .path(0)
                        .path("HostPort")
                        .asInt();
    }

    private JsonNode inspect() {
        return http.get("/containers/" + name + "/json");
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int publishedPort() {
        return publishedPort;
    }

    @Override
    public HttpAnswer request(
            String method,
            String path,
            Map<String, String> headers,
            byte[] body,
            Duration timeout) {
        if (publishedPort == 0) {
            return new HttpAnswer(
                    0, Map.of(), new byte[0], Duration.ZERO, "the container does not run");
        }
        String host = http.endpoint().publishedHost();
        return HttpProbe.send(host, publishedPort, method, path, headers, body, timeout);
    }

    @Override
    public List<ContainerProcess> processes() {
        return new ProcessTable(http, id).read();
    }

    @Override
    public ContainerState state() {
        JsonNode state = inspect().path("State");
        boolean running = state.path("Running").asBoolean();
        String error = state.path("Error").asText("");
        return new ContainerState(
                running,
                running ? 0 : state.path("ExitCode").asInt(),
                state.path("OOMKilled").asBoolean(),
                EngineErrors.bounded(error.isEmpty() ? startError : error));
    }

    @Override
    public ContainerHealth health() {
        return HealthLog.read(inspect().path("State").path("Health"));
    }

    @Override
    public List<Integer> listeningPorts() {
        return new ContainerSockets(pid, id).ports();
    }

    @Override
    public List<Integer> loopbackPorts() {
        return new ContainerSockets(pid, id).loopbackPorts();
    }

    @Override
    public String log(int maxBytes) {
        return ContainerLog.read(http, name, maxBytes);
    }

    @Override
    public List<String> changedPaths() {
        Set<String> ours = new HashSet<>();
        request.files().forEach(file -> addWithParents(file.path(), ours));
        // the engine makes folders to mount on
        request.writable().forEach(path -> addWithParents(path, ours));
        for (JsonNode mount : inspect().path("Mounts")) {
            addWithParents(mount.path("Destination").asText(), ours);
        }
        List<String> changed = new ArrayList<>();
        for (JsonNode change : http.get("/containers/" + name + "/changes")) {
            String path = change.path("Path").asText();
            boolean kept = change.path("Kind").asInt() != DELETED;
            if (kept && !ours.contains(path) && changed.size() < MOST_CHANGES) {
                changed.add(path);
            }
        }
        return changed;
    }

    private static void addWithParents(String path, Set<String> paths) {
        for (String at = path; at.length() > 1; at = at.substring(0, at.lastIndexOf('/'))) {
            paths.add(at);
        }
    }

    @Override
    public Stop stop(Duration patience) throws InterruptedException {
        Future<JsonNode> end =
                http.async(
                        () ->
                                http.json(
                                        EngineHttp.request("POST", "/containers/" + name + "/wait")
                                                .build(),
                                        patience.plus(KILL)));
        Instant asked = Instant.now();
        long start = System.nanoTime();
        signal("SIGTERM");
        try {
            try {
                JsonNode answer = end.get(patience.toNanos(), TimeUnit.NANOSECONDS);
                return new Stop(took(asked, start), answer.path("StatusCode").asInt(), false);
            } catch (TimeoutException ignoresTheSignal) {
                signal("SIGKILL");
                end.get(KILL.toSeconds(), TimeUnit.SECONDS);
                return new Stop(Duration.ofNanos(System.nanoTime() - start), KILLED, true);
            }
        } catch (ExecutionException failed) {
            throw EngineErrors.lost(failed.getCause(), http.endpoint());
        } catch (TimeoutException stuck) {
            throw EngineErrors.silent("killing a container", KILL, http.endpoint());
        }
    }

    private void signal(String signal) {
        try {
            http.post("/containers/" + name + "/kill?signal=" + signal, null);
        } catch (EngineException refused) {
            if (state().running()) {
                throw refused;
            }
        }
    }

    /**
     * Returns the time from the signal to the end. The engine answers only after it has taken the
     * network down, some 100 ms later, but it notes when the process ended; that note counts where
     * the engine's clock agrees with ours.
     */
    private Duration took(Instant asked, long start) {
        Duration heard = Duration.ofNanos(System.nanoTime() - start);
        try {
            Instant finished = Instant.parse(inspect().path("State").path("FinishedAt").asText());
            Duration noted = Duration.between(asked, finished);
            return noted.isNegative() || noted.compareTo(heard) > 0 ? heard : noted;
        } catch (DateTimeParseException unknown) {
            return heard;
        }
    }

    /**
     * Begins to remove the container and returns; closing the engine waits for the end of it. The
     * report need not wait for the engine to take a network down.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            http.async(
                    () -> {
                        remove();
                        return null;
                    });
        }
    }

    /** Returns whether nobody needs the container any more. */
    boolean closed() {
        return closed.get();
    }

    /**
     * Removes the container if it is there; a second call waits for the first. May be called before
     * the container exists, and then again.
     */
    synchronized void remove() {
        closed.set(true);
        if (!gone) {
            gone = http.delete("/containers/" + name + "?force=1&v=1");
        }
        unfinished.done(ending);
        if (!networkGivenBack) {
            networkGivenBack = true;
            removed.run();
        }
    }
}
