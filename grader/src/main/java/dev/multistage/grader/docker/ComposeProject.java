package dev.multistage.grader.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.multistage.grader.container.ComposeReading;
import dev.multistage.grader.container.RunningContainer;
import dev.multistage.grader.container.ServiceContainer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A learner's Compose file, started by Compose and observed through the engine. Its containers and
 * its network carry the label of this process and go when the project is closed, when the process
 * is told to end, and at the latest with the next start's sweep.
 */
public final class ComposeProject implements AutoCloseable {

    /** The variable by which the file learns which image to run. */
    public static final String IMAGE = "IMAGE";

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Duration COMMAND = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 50;
    private static final int KILLED = 137;
    private static final int DEFAULT_GRACE = 10;

    private final EngineHttp http;
    private final Unfinished unfinished;
    private final ComposeProcess process;
    private final WorkFolder folder;
    private final String text;
    private final int port;
    private final String name;
    private final Runnable ending = this::remove;
    private ComposeModel model;

    ComposeProject(
            EngineHttp http, Unfinished unfinished, ComposeCommand command, byte[] file, int port) {
        this.http = http;
        this.unfinished = unfinished;
        this.text = new String(file, java.nio.charset.StandardCharsets.UTF_8);
        this.port = port;
        this.name = "grade-" + Owner.thisProcess().text() + "-p" + COUNT.incrementAndGet();
        this.folder = WorkFolder.make();
        this.process = new ComposeProcess(command, name, folder.path(), http.endpoint());
        unfinished.add(ending);
    }

    /**
     * Has Compose read the file.
     *
     * @param image the value of {@code IMAGE}
     */
    public ComposeReading read(String image) throws InterruptedException {
        Optional<String> refused = ComposeText.refused(text);
        if (refused.isPresent()) {
            model = ComposeModel.refused(refused.get());
            return model.reading();
        }
        folder.write("compose.yaml", text);
        ComposeProcess.Answer answer =
                process.run(
                        Map.of(IMAGE, image),
                        COMMAND,
                        List.of("-f", "compose.yaml", "config", "--format", "json"));
        if (answer.exitCode() != 0) {
            model = ComposeModel.broken(answer.complaint());
        } else {
            try {
                model = ComposeModel.of(EngineHttp.JSON.readTree(answer.output()));
            } catch (JsonProcessingException otherWords) {
                model = ComposeModel.broken(EngineErrors.bounded(answer.output()));
            }
        }
        return model.reading();
    }

    /**
     * Starts containers of this image until there are so many in all; those that run are left
     * alone.
     *
     * @return what Compose says went wrong; empty if it started them
     */
    public String up(String image, int replicas) throws InterruptedException {
        String publishOn = http.endpoint().local() ? "127.0.0.1" : "0.0.0.0";
        folder.write(
                "started.json",
                model.hardened(image, port, publishOn, Owner.thisProcess().labels()));
        List<String> arguments =
                List.of(
                        "-f",
                        "started.json",
                        "up",
                        "--detach",
                        "--no-build",
                        "--no-recreate",
                        "--scale",
                        model.service() + "=" + replicas);
        ComposeProcess.Answer answer = process.run(Map.of(), COMMAND, arguments);
        return answer.exitCode() == 0 ? "" : answer.complaint();
    }

    /** Returns the project's containers, the oldest first. */
    public List<ServiceContainer> containers() {
        List<JsonNode> inspected = new ArrayList<>();
        for (JsonNode one : http.get("/containers/json?all=1&filters=" + ours())) {
            http.find("/containers/" + one.path("Id").asText() + "/json").ifPresent(inspected::add);
        }
        return inspected.stream()
                .sorted(java.util.Comparator.comparing(c -> c.path("Created").asText()))
                .map(this::described)
                .toList();
    }

    /** Looks at a container until it is as wanted, or the time is over; returns the last look. */
    public ServiceContainer await(
            ServiceContainer container, Duration patience, Predicate<ServiceContainer> enough)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            ServiceContainer now = described(http.get("/containers/" + container.id() + "/json"));
            if (enough.test(now) || System.nanoTime() > end) {
                return now;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS); // no call waits for any state but the end
        }
    }

    private ServiceContainer described(JsonNode inspected) {
        JsonNode state = inspected.path("State");
        JsonNode config = inspected.path("Config");
        JsonNode host = inspected.path("HostConfig");
        List<String> test = new ArrayList<>();
        config.path("Healthcheck").path("Test").forEach(word -> test.add(word.asText()));
        JsonNode log = state.path("Health").path("Log");
        boolean memory = model.limits("mem_limit", "memory");
        boolean cpus = model.limits("cpus", "cpus");
        return new ServiceContainer(
                inspected.path("Id").asText(),
                config.path("Image").asText(),
                state.path("Running").asBoolean() && !state.path("Restarting").asBoolean(),
                state.path("ExitCode").asInt(),
                state.path("Health").path("Status").asText("").replace("none", ""),
                test,
                EngineErrors.bounded(log.path(log.size() - 1).path("Output").asText("")),
                publishedPort(inspected),
                host.path("ReadonlyRootfs").asBoolean(),
                memory ? host.path("Memory").asLong() : 0,
                cpus ? host.path("NanoCpus").asLong() / 1e9 : 0,
                host.path("RestartPolicy").path("Name").asText("no"),
                config.path("StopTimeout").asInt(DEFAULT_GRACE));
    }

    private int publishedPort(JsonNode inspected) {
        JsonNode ports = inspected.path("NetworkSettings").path("Ports");
        return ports.path(port + "/tcp").path(0).path("HostPort").asInt();
    }

    /** Returns the host through which published ports are reached. */
    public String host() {
        return http.endpoint().publishedHost();
    }

    /** Returns the end of what a container printed; untrusted. */
    public String log(ServiceContainer container, int maxBytes) {
        return ContainerLog.read(http, container.id(), maxBytes);
    }

    /** Stops a container as the engine does by itself: SIGTERM, the grace period, SIGKILL. */
    public RunningContainer.Stop stop(ServiceContainer container) {
        long start = System.nanoTime();
        http.json(
                EngineHttp.request("POST", "/containers/" + container.id() + "/stop").build(),
                STOP);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        JsonNode state = http.get("/containers/" + container.id() + "/json").path("State");
        int exitCode = state.path("ExitCode").asInt();
        return new RunningContainer.Stop(took, exitCode, exitCode == KILLED);
    }

    /** Runs a command in a container and returns its exit code, -1 if it does not end in time. */
    public int execute(ServiceContainer container, List<String> command, Duration patience)
            throws InterruptedException {
        String id =
                http.post("/containers/" + container.id() + "/exec", Map.of("Cmd", command))
                        .path("Id")
                        .asText();
        http.post("/exec/" + id + "/start", Map.of("Detach", true));
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            JsonNode state = http.get("/exec/" + id + "/json");
            if (!state.path("Running").asBoolean()) {
                return state.path("ExitCode").asInt(-1);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS); // no call waits for a detached command
        }
        return -1;
    }

    private String ours() {
        return ImageCalls.filter(Map.of("com.docker.compose.project", name));
    }

    private synchronized void remove() {
        process.end();
        for (JsonNode one : http.get("/containers/json?all=1&filters=" + ours())) {
            http.delete("/containers/" + one.path("Id").asText() + "?force=1&v=1");
        }
        for (JsonNode network : http.get("/networks?filters=" + ours())) {
            http.delete("/networks/" + network.path("Id").asText());
        }
        folder.close();
        unfinished.done(ending);
    }

    /** Removes containers and network. */
    @Override
    public void close() {
        remove();
    }
}
