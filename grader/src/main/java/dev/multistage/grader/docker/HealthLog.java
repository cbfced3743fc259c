package dev.multistage.grader.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.multistage.grader.container.ContainerHealth;
import dev.multistage.grader.container.ContainerHealth.Probe;
import dev.multistage.grader.container.ContainerHealth.Status;
import java.util.Optional;

/** Reads the {@code State.Health} of an inspected container. */
final class HealthLog {

    private HealthLog() {}

    static ContainerHealth read(JsonNode health) {
        Status status =
                switch (health.path("Status").asText()) {
                    case "starting" -> Status.STARTING;
                    case "healthy" -> Status.HEALTHY;
                    case "unhealthy" -> Status.UNHEALTHY;
                    default -> Status.NONE;
                };
        // the engine keeps the latest five, oldest first
        JsonNode log = health.path("Log");
        JsonNode last = log.path(log.size() - 1);
        return new ContainerHealth(
                status,
                last.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(
                                new Probe(
                                        last.path("Start").asText(),
                                        last.path("ExitCode").asInt(),
                                        EngineErrors.bounded(last.path("Output").asText()))));
    }
}
