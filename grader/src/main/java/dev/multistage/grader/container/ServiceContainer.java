package dev.multistage.grader.container;

import java.util.List;

/**
 * A container that Compose started, as the engine describes it.
 *
 * @param id the container's id
 * @param image the image's name as the container was created with
 * @param running whether it runs
 * @param exitCode its exit code if it does not
 * @param health {@code healthy}, {@code unhealthy} or {@code starting}; empty if it has no
 *     healthcheck
 * @param healthTest the healthcheck's command, {@code CMD} or {@code CMD-SHELL} first; empty if
 *     there is none
 * @param healthLog what the last healthcheck printed; untrusted
 * @param port the port on the engine's machine, 0 if none is published
 * @param readOnly whether its root file system is read-only
 * @param memoryBytes its memory limit, 0 if it has none
 * @param cpus its CPU limit in cores, 0 if it has none
 * @param restart its restart policy; {@code no} if it has none
 * @param graceSeconds how long a stop waits before it kills
 */
public record ServiceContainer(
        String id,
        String image,
        boolean running,
        int exitCode,
        String health,
        List<String> healthTest,
        String healthLog,
        int port,
        boolean readOnly,
        long memoryBytes,
        double cpus,
        String restart,
        int graceSeconds) {

    public ServiceContainer {
        healthTest = List.copyOf(healthTest);
    }

    /** Returns whether its healthcheck has succeeded. */
    public boolean healthy() {
        return running && health.equals("healthy");
    }
}
