package dev.multistage.grader.base;

import dev.multistage.grader.container.RunningContainer;
import dev.multistage.grader.docker.BuildListener;
import dev.multistage.grader.docker.BuildRequest;
import dev.multistage.grader.docker.BuildResult;
import dev.multistage.grader.docker.ContainerRequest;
import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.EngineInfo;
import dev.multistage.grader.docker.ImageDescription;
import dev.multistage.grader.docker.ImageNotFoundException;
import dev.multistage.grader.docker.ProgressListener;
import dev.multistage.grader.docker.RegistryUnreachableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;

/** An engine that has the images it is told to have, and writes down what is asked of it. */
final class FakeEngine implements Engine {

    final Map<String, ImageDescription> images = new LinkedHashMap<>();
    final TreeSet<String> inRegistry = new TreeSet<>();
    final List<String> pulls = new ArrayList<>();
    final List<BuildRequest> builds = new ArrayList<>();
    final CountDownLatch buildBegun = new CountDownLatch(1);
    CountDownLatch mayBuild = new CountDownLatch(0);
    boolean registryAnswers;
    String platform = "linux/amd64";

    /** Has a real image. */
    FakeEngine with(String name) {
        return with(name, Map.of());
    }

    /** Has an image with labels. */
    FakeEngine with(String name, Map<String, String> labels) {
        images.put(name, image(name, labels));
        return this;
    }

    private static ImageDescription image(String name, Map<String, String> labels) {
        String repository = name.replaceAll("[:@].*", "");
        return new ImageDescription(
                "sha256:id-of-" + name,
                List.of(name),
                labels,
                List.of(),
                1_000_000,
                labels.isEmpty() ? List.of(repository + "@sha256:" + "d".repeat(64)) : List.of(),
                "");
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo("28.5.2", "1.51", "overlay2", platform, "test", true);
    }

    @Override
    public Optional<ImageDescription> describe(String reference) {
        return Optional.ofNullable(images.get(reference));
    }

    @Override
    public BuildResult build(BuildRequest request, BuildListener listener)
            throws InterruptedException {
        builds.add(request);
        buildBegun.countDown();
        mayBuild.await();
        images.put(request.tag(), image(request.tag(), request.labels()));
        return new BuildResult.Built(
                "sha256:built", List.of(), List.of(), List.of(), Duration.ZERO);
    }

    @Override
    public void pull(String reference, ProgressListener progress) {
        pulls.add(reference);
        if (!registryAnswers) {
            throw new RegistryUnreachableException("docker.io", null);
        }
        if (!inRegistry.contains(reference)) {
            throw new ImageNotFoundException(reference, "manifest unknown");
        }
        with(reference);
    }

    @Override
    public void tag(String reference, String newName) {
        images.put(newName, images.get(reference));
    }

    @Override
    public InputStream export(String reference) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void load(InputStream archive) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void importRootFilesystem(InputStream tar, String tag, List<String> changes) {
        try {
            tar.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        images.put(tag, image(tag, Map.of(StandIn.LABEL, tag)));
    }

    @Override
    public void remove(String reference) {
        images.remove(reference);
    }

    @Override
    public List<ImageDescription> images(Map<String, String> labels) {
        return List.copyOf(images.values());
    }

    @Override
    public RunningContainer start(ContainerRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Sweep sweep() {
        return new Sweep(0, 0, 0);
    }

    @Override
    public void close() {}
}
