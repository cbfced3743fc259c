package dev.multistage.grader.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.multistage.grader.container.RunningContainer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * A Docker Engine, spoken to over its HTTP API. Builds, images and evidence go over plain API
 * calls; containers are created and started by Testcontainers, which is started only when it is
 * needed.
 */
public final class DockerEngine implements Engine {

    private final EngineHttp http;
    private final ImageCalls images;
    private final ImagePull pull;
    private final TestcontainersClient testcontainers;
    private final Unfinished unfinished;
    private final Networks networks;
    private final Builds builds;
    private final ContainerStart containers;
    private volatile EngineInfo info;
    private Future<JsonNode> system;

    DockerEngine(EngineEndpoint endpoint) {
        this.http = new EngineHttp(endpoint);
        this.images = new ImageCalls(http);
        this.pull = new ImagePull(http);
        this.testcontainers = new TestcontainersClient(http);
        this.networks = new Networks(http);
        this.unfinished = new Unfinished(http, networks::close);
        this.builds = new Builds(this, http, unfinished, () -> new DiskWatch(http, system()));
        this.containers = new ContainerStart(http, testcontainers, networks, unfinished);
    }

    /** Returns the engine that listens there. Nothing is sent before the first question. */
    public static DockerEngine connect(EngineEndpoint endpoint) {
        return new DockerEngine(endpoint);
    }

    @Override
    public void warmUp() {
        unfinished.arm();
        networks.prepare();
        http.async(
                () -> {
                    testcontainers.rehearse();
                    return null;
                });
    }

    @Override
    public EngineInfo info() {
        EngineInfo known = info;
        if (known == null) {
            known = ask();
            info = known;
        }
        return known;
    }

    private EngineInfo ask() {
        Future<JsonNode> asked = system();
        JsonNode version = http.get("/version");
        JsonNode system = await(asked);
        String api = version.path("ApiVersion").asText();
        boolean podman = version.path("Components").toString().contains("Podman");
        return new EngineInfo(
                version.path("Version").asText(),
                api,
                system.path("Driver").asText(),
                version.path("Os").asText() + "/" + version.path("Arch").asText(),
                http.endpoint().uri().toString(),
                !podman && ApiVersion.parse(api).atLeast(1, 39));
    }

    /** Asks the engine about itself, beside whatever else is going on. */
    private synchronized Future<JsonNode> system() {
        if (system == null) {
            system = http.async(() -> http.get("/info"));
        }
        return system;
    }

    private JsonNode await(Future<JsonNode> asked) {
        try {
            return asked.get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while asking the Docker engine.", "", stop);
        } catch (ExecutionException failed) {
            forget(asked);
            throw EngineErrors.lost(failed.getCause(), http.endpoint());
        }
    }

    /** What could not be told is asked anew the next time. */
    private synchronized void forget(Future<JsonNode> asked) {
        if (system == asked) {
            system = null;
        }
    }

    @Override
    public Optional<ImageDescription> describe(String reference) {
        return images.describe(reference);
    }

    @Override
    public BuildResult build(BuildRequest request, BuildListener listener)
            throws InterruptedException {
        return builds.build(request, listener);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Where the grader started the engine itself it has limited the control group of all build
     * steps.
     */
    @Override
    public String protection() {
        return StartedEngine.find()
                .filter(mine -> mine.socket().toString().equals(http.endpoint().uri().getPath()))
                .map(StartedEngine::limits)
                .filter(BuildLimits.Applied::complete)
                .map(
                        limits ->
                                String.format(
                                        "Build steps share at most %.1f GB of memory and %d"
                                                + " processes; time, output and disk are watched.",
                                        limits.memoryBytes() / 1e9, limits.processes()))
                .orElse(
                        "Build steps have no limit on memory and processes on this engine; time,"
                                + " output and disk are watched.");
    }

    @Override
    public InputStream export(String reference) {
        return images.export(reference);
    }

    @Override
    public void load(InputStream archive) {
        images.load(archive);
    }

    @Override
    public void importRootFilesystem(InputStream tar, String tag, List<String> changes) {
        images.importRootFilesystem(tar, tag, changes);
    }

    @Override
    public void pull(String reference, ProgressListener progress) throws InterruptedException {
        pull.pull(reference, progress);
    }

    @Override
    public String push(String reference, ProgressListener progress) throws InterruptedException {
        return new ImagePush(http).push(reference, progress);
    }

    @Override
    public void copy(String image, String path, Path target) throws IOException {
        new ImageFile(http).copy(image, path, target);
    }

    @Override
    public ComposeProject compose(ComposeCommand command, byte[] file, int port) {
        return new ComposeProject(http, unfinished, command, file, port);
    }

    @Override
    public void tag(String reference, String newName) {
        images.tag(reference, newName);
    }

    @Override
    public void remove(String reference) {
        images.remove(reference);
    }

    @Override
    public List<ImageDescription> images(Map<String, String> labels) {
        return images.images(labels);
    }

    @Override
    public RunningContainer start(ContainerRequest request) throws InterruptedException {
        return containers.start(request);
    }

    @Override
    public Sweep sweep() {
        return new Leftovers(http, images).sweep();
    }

    @Override
    public void close() {
        unfinished.close();
        http.close();
    }
}
