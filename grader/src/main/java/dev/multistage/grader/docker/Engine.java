package dev.multistage.grader.docker;

import dev.multistage.grader.container.RunningContainer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the grader asks of a container engine. The one real implementation speaks the Docker Engine
 * API; tests use fakes.
 *
 * <p>Every method may throw {@link EngineException} when the engine cannot be reached or refuses
 * for a reason that is not the learner's.
 */
public interface Engine extends AutoCloseable {

    /** Returns what this engine is, asked once and remembered. */
    EngineInfo info();

    /**
     * Returns the image of this name or id as the engine describes it, or empty if the engine has
     * no such image. Never contacts a registry.
     */
    Optional<ImageDescription> describe(String reference);

    /**
     * Builds with BuildKit ({@code POST /build?version=2}). A build that fails is a {@link
     * BuildResult.Failed}, not an exception. Interrupting the calling thread cancels the build
     * within two seconds and leaves nothing behind.
     */
    BuildResult build(BuildRequest request, BuildListener listener) throws InterruptedException;

    /**
     * Says in a sentence which limits hold for build steps on this engine; no engine's API has any
     * for memory and processes.
     */
    default String protection() {
        return "";
    }

    /**
     * Begins what the first container start will need. Returns at once; meant to be called while a
     * build runs.
     */
    default void warmUp() {}

    /**
     * Opens the image as a {@code docker save} archive ({@code GET /images/NAME/get}). The caller
     * closes the stream; closing early aborts the export.
     */
    InputStream export(String reference);

    /** Loads a {@code docker save} archive (plain tar or gzip). */
    void load(InputStream archive);

    /**
     * Makes an image of one layer from a root file system, as {@code docker import} does.
     *
     * @param changes Dockerfile instructions to apply to the config, for example {@code CMD
     *     ["bash"]}
     */
    void importRootFilesystem(InputStream tar, String tag, List<String> changes);

    /**
     * Pulls an image.
     *
     * @throws RegistryUnreachableException if the registry does not answer within five seconds
     * @throws ImageNotFoundException if the registry answers that there is no such image
     */
    void pull(String reference, ProgressListener progress) throws InterruptedException;

    /**
     * Pushes a name of an image to the registry that it names.
     *
     * @return the digest of the manifest there, {@code sha256:…}
     */
    default String push(String reference, ProgressListener progress) throws InterruptedException {
        throw new UnsupportedOperationException("push");
    }

    /** Copies a file out of an image, without running it, over a file of this machine. */
    default void copy(String image, String path, Path target) throws IOException {
        throw new UnsupportedOperationException("copy");
    }

    /**
     * Prepares a project from a learner's Compose file; nothing is started yet.
     *
     * @param port the port on which the app listens
     */
    default ComposeProject compose(ComposeCommand command, byte[] file, int port) {
        throw new UnsupportedOperationException("compose");
    }

    /** Adds a name to an image. */
    void tag(String reference, String newName);

    /** Removes an image or only this name of it; does nothing if there is no such image. */
    void remove(String reference);

    /** Lists images that carry this label, whatever its value if the value is empty. */
    List<ImageDescription> images(Map<String, String> labels);

    /**
     * Creates and starts a container through Testcontainers. A container that exits at once is
     * returned all the same: that it does not answer is for the checks to say.
     */
    RunningContainer start(ContainerRequest request) throws InterruptedException;

    /**
     * Removes containers, networks and submission images that processes left behind which are gone.
     */
    Sweep sweep();

    @Override
    void close();

    /** What {@link #sweep()} removed. */
    record Sweep(int containers, int networks, int images) {}
}
