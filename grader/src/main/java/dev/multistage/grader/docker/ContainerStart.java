package dev.multistage.grader.docker;

import com.github.dockerjava.api.exception.DockerException;
import dev.multistage.grader.container.RunningContainer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts containers through Testcontainers. */
final class ContainerStart {

    /** Creating and starting takes a fraction of a second; an engine this slow is stuck. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final EngineHttp http;
    private final Networks networks;
    private final Running running;

    ContainerStart(EngineHttp http, Networks networks, Running running) {
        this.http = http;
        this.networks = networks;
        this.running = running;
    }

    RunningContainer start(ContainerRequest request) throws InterruptedException {
        EngineEndpoint endpoint = http.endpoint();
        String name = "grade-" + Owner.thisProcess().text() + "-c" + COUNT.incrementAndGet();
        String network = networks.take();
        EngineContainer container = new EngineContainer(http, name, request, () -> networks.giveBack(network), running);
        running.add(container);
        Future<String> started =
                http.async(
                        () -> {
                            TestcontainersClient.start();
                            HardenedContainer hardened =
                                    new HardenedContainer(
                                            request,
                                            name,
                                            network,
                                            endpoint.local() ? "127.0.0.1" : "0.0.0.0");
                            return launch(hardened);
                        });
        boolean ok = false;
        try {
            String error = started.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            container.started(error);
            ok = true;
            return container;
        } catch (TimeoutException stuck) {
            throw EngineErrors.silent("starting a container", PATIENCE, endpoint);
        } catch (ExecutionException failed) {
            throw EngineErrors.lost(failed.getCause(), endpoint);
        } finally {
            if (!ok) {
                started.cancel(true);
                container.close();
            }
        }
    }

    /** Returns what the engine said if the container could not start, nothing if it could. */
    private String launch(HardenedContainer container) {
        try {
            container.start();
            return "";
        } catch (RuntimeException failed) {
            String said = engineSaid(failed);
            if (container.createdId().isEmpty() || said.isEmpty()) {
                throw said.isEmpty()
                        ? failed
                        : EngineErrors.answered(500, said, http.endpoint());
            }
            return said;
        }
    }

    private static String engineSaid(Throwable failed) {
        for (Throwable at = failed; at != null; at = at.getCause()) {
            if (at instanceof DockerException refused) {
                String said = refused.getMessage() == null ? "" : refused.getMessage();
                int json = said.indexOf('{');
                return json < 0 ? said : EngineHttp.message(said.substring(json).getBytes());
            }
        }
        return "";
    }
}
