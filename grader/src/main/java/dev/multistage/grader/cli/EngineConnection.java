package dev.multistage.grader.cli;

import dev.multistage.grader.base.BaseImages;
import dev.multistage.grader.docker.DockerEngine;
import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.EngineEndpoint;
import dev.multistage.grader.docker.EngineException;
import dev.multistage.grader.docker.EngineSetup;
import dev.multistage.grader.docker.InstallConsent;
import dev.multistage.grader.docker.ProgressListener;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * The connection to the engine: made when somebody needs it, or ahead of that, and kept until it is
 * closed. After that it can be made anew.
 */
final class EngineConnection implements AutoCloseable {

    private final Supplier<ProgressListener> progress;
    private EngineSetup setup;
    private CompletableFuture<Optional<DockerEngine>> ahead;
    private Engine engine;

    /**
     * @param progress hears of every step that prepares the machine
     */
    EngineConnection(Supplier<ProgressListener> progress) {
        this.progress = progress;
    }

    /**
     * Begins to connect to an engine, if one runs, beside what else is to be done first: the first
     * request costs a fifth of a second, most of it for loading classes.
     *
     * @param consent is asked before anything is installed; until this is closed, the first counts
     * @param toBuild whether images are to be built, for which more is asked and loaded ahead
     */
    void expect(InstallConsent consent, boolean toBuild) {
        if (ahead == null) {
            EngineSetup begun = new EngineSetup(consent, progress.get());
            setup = begun;
            ahead =
                    CompletableFuture.supplyAsync(
                            () ->
                                    begun.running()
                                            .map(
                                                    endpoint ->
                                                            toBuild
                                                                    ? readyToBuild(endpoint)
                                                                    : DockerEngine.connect(
                                                                            endpoint)));
        }
    }

    private static DockerEngine readyToBuild(EngineEndpoint endpoint) {
        DockerEngine connected = DockerEngine.connect(endpoint);
        try {
            connected.info();
        } catch (EngineException notNow) {
            // said by whoever needs the engine
        }
        BaseImages.warmUp();
        return connected;
    }

    /**
     * Finds an engine, and installs and starts one where that is possible and agreed to.
     *
     * @param consent as for {@link #expect(InstallConsent, boolean)}
     * @throws EngineException if there is none, with the commands that would change that
     */
    Engine engine(InstallConsent consent) throws InterruptedException {
        if (engine == null) {
            expect(consent, false);
            Optional<DockerEngine> running = connectedAhead();
            engine = running.isPresent() ? running.get() : DockerEngine.connect(setup.ensure());
        }
        return engine;
    }

    private Optional<DockerEngine> connectedAhead() throws InterruptedException {
        try {
            return ahead.get();
        } catch (ExecutionException failed) {
            // whoever asks again gets another try
            ahead = null;
            if (failed.getCause() instanceof EngineException trouble) {
                throw trouble;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** Lets go of the engine; waits until what was begun there is cleaned up. */
    @Override
    public void close() {
        if (engine != null) {
            engine.close();
            engine = null;
        } else if (ahead != null) {
            ahead.thenAccept(running -> running.ifPresent(Engine::close));
        }
        ahead = null;
    }
}
