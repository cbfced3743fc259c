package dev.multistage.grader.check;

import dev.multistage.grader.container.ContainerHealth;
import dev.multistage.grader.container.ContainerProcess;
import dev.multistage.grader.container.ContainerState;
import dev.multistage.grader.container.HttpAnswer;
import dev.multistage.grader.container.RunningContainer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A container that answers what a test says. */
final class FakeContainer implements RunningContainer {

    private final Map<String, HttpAnswer> answers = new LinkedHashMap<>();
    private List<ContainerProcess> processes =
            List.of(new ContainerProcess(100, 1000, 1000, "/app"));
    private Runnable whenAsked = () -> {};
    private List<Integer> ports = List.of(8080);
    private ContainerHealth.Status health = ContainerHealth.Status.NONE;
    private ContainerHealth.Status healthOnceBroken = ContainerHealth.Status.NONE;
    private boolean broken;
    private int probes;
    private ContainerEvidence.Again again =
            variables -> {
                throw new AssertionError("nobody should start the image again");
            };
    private boolean running = true;
    private Stop stop = new Stop(Duration.ofMillis(100), 0, false);

    FakeContainer answers(String path, int status, String body) {
        answers.put(path, answer(status, body));
        return this;
    }

    /** Does something whenever a request comes in. */
    FakeContainer whenAsked(Runnable action) {
        whenAsked = action;
        return this;
    }

    FakeContainer processes(ContainerProcess... all) {
        processes = List.of(all);
        return this;
    }

    FakeContainer listensOn(Integer... all) {
        ports = List.of(all);
        return this;
    }

    FakeContainer ended() {
        running = false;
        return this;
    }

    FakeContainer stops(Duration took, int exitCode, boolean killed) {
        stop = new Stop(took, exitCode, killed);
        return this;
    }

    /** The engine's verdict on the health check, before and after the app was broken. */
    FakeContainer health(ContainerHealth.Status before, ContainerHealth.Status after) {
        health = before;
        healthOnceBroken = after;
        return this;
    }

    FakeContainer startsAgain(ContainerEvidence.Again starts) {
        again = starts;
        return this;
    }

    static HttpAnswer answer(int status, String body) {
        return new HttpAnswer(
                status,
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8),
                Duration.ofMillis(1),
                status == 0 ? "connection refused" : "");
    }

    /** A healthy start of this container. */
    ContainerEvidence healthy(ImageEvidence image) {
        return with(
                image, start(true, answer(200, "{}"), new ContainerState(true, 0, false, ""), ""));
    }

    /** A start after which the health endpoint never said 200. */
    ContainerEvidence unhealthy(
            ImageEvidence image, HttpAnswer last, ContainerState state, String log) {
        return with(image, start(false, last, state, log));
    }

    ContainerEvidence with(ImageEvidence image, ContainerEvidence.Start start) {
        return new ContainerEvidence(image, this, start, Optional.empty(), "", again);
    }

    private static ContainerEvidence.Start start(
            boolean healthy, HttpAnswer last, ContainerState state, String log) {
        return new ContainerEvidence.Start(
                healthy,
                Duration.ofMillis(400),
                Duration.ofSeconds(30),
                last,
                state,
                log,
                false,
                "");
    }

    @Override
    public String id() {
        return "fake";
    }

    @Override
    public HttpAnswer request(
            String method,
            String path,
            Map<String, String> headers,
            byte[] body,
            Duration timeout) {
        whenAsked.run();
        broken |= path.equals("/break");
        return broken && path.equals("/health")
                ? answer(503, "broken")
                : answers.getOrDefault(path, answer(404, "not found"));
    }

    @Override
    public ContainerHealth health() {
        ContainerHealth.Status status = broken ? healthOnceBroken : health;
        boolean healthy = status == ContainerHealth.Status.HEALTHY;
        return new ContainerHealth(
                status,
                Optional.of(
                        new ContainerHealth.Probe(
                                "probe " + probes++, healthy ? 0 : 1, "said " + status)));
    }

    @Override
    public List<ContainerProcess> processes() {
        return processes;
    }

    @Override
    public ContainerState state() {
        return new ContainerState(running, running ? 0 : 1, false, "");
    }

    @Override
    public List<Integer> listeningPorts() {
        return ports;
    }

    @Override
    public String log(int maxBytes) {
        return "";
    }

    @Override
    public List<String> changedPaths() {
        return List.of();
    }

    @Override
    public Stop stop(Duration patience) {
        return stop;
    }

    @Override
    public void close() {
        // nothing runs
    }
}
