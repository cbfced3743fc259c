package dev.multistage.grader.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import dev.multistage.grader.container.RunningContainer;
import java.nio.charset.StandardCharsets;
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
    private final TestcontainersClient testcontainers;
    private final Networks networks;
    private final Unfinished unfinished;

    ContainerStart(
            EngineHttp http,
            TestcontainersClient testcontainers,
            Networks networks,
            Unfinished unfinished) {
        this.http = http;
        this.testcontainers = testcontainers;
        this.networks = networks;
        this.unfinished = unfinished;
    }

    RunningContainer start(ContainerRequest request) throws InterruptedException {
        String name = "grade-" + Owner.thisProcess().text() + "-c" + COUNT.incrementAndGet();
        String network = networks.take();
        EngineContainer container =
                new EngineContainer(
                        http, unfinished, name, request, () -> networks.giveBack(network));
        Future<String> started = http.async(() -> launch(request, container, network));
        boolean answered = false;
        try {
            container.started(started.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            answered = true;
            return container;
        } catch (TimeoutException stuck) {
            throw EngineErrors.silent("starting a container", PATIENCE, http.endpoint());
        } catch (ExecutionException failed) {
            throw EngineErrors.lost(failed.getCause(), http.endpoint());
        } finally {
            if (!answered) {
                started.cancel(true);
                container.close();
            }
        }
    }

    /** Returns what the engine said if the container could not start, nothing if it could. */
    private String launch(ContainerRequest request, EngineContainer container, String network) {
        DockerClient client = testcontainers.start();
        String publishOn = http.endpoint().local() ? "127.0.0.1" : "0.0.0.0";
        HardenedContainer hardened =
                new HardenedContainer(client, request, container.name(), network, publishOn);
        try {
            hardened.start();
            return "";
        } catch (RuntimeException failed) {
            String said = engineSaid(failed);
            if (said.isEmpty()) {
                throw failed;
            }
            if (hardened.createdId().isEmpty()) {
                throw EngineErrors.answered(500, said, http.endpoint());
            }
            return said;
        } finally {
            if (container.closed()) {
                // nobody waited for it: it may have come into being after it was removed
                container.remove();
            }
        }
    }

    private static String engineSaid(Throwable failed) {
        for (Throwable at = failed; at != null; at = at.getCause()) {
            if (at instanceof DockerException refused) {
                String said = refused.getMessage() == null ? "" : refused.getMessage();
                int json = said.indexOf('{');
                return json < 0
                        ? said
                        : EngineHttp.message(said.substring(json).getBytes(StandardCharsets.UTF_8));
            }
        }
        return "";
    }
}
