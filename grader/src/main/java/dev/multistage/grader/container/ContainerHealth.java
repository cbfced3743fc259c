package dev.multistage.grader.container;

import java.util.Optional;

/**
 * What the engine's own health check of a container says.
 *
 * @param status the engine's verdict
 * @param last the latest probe that has ended; empty if none has
 */
public record ContainerHealth(Status status, Optional<Probe> last) {

    /** A container whose image declares no health check. */
    public static final ContainerHealth NONE = new ContainerHealth(Status.NONE, Optional.empty());

    /** The engine's verdict. */
    public enum Status {
        NONE,
        STARTING,
        HEALTHY,
        UNHEALTHY
    }

    /**
     * One run of the check's command.
     *
     * @param started when the engine started it, in the engine's words; tells probes apart
     * @param exitCode 0 if it said healthy; -1 if it ran over its time or could not be started
     * @param output what it printed, or why it could not be started; untrusted
     */
    public record Probe(String started, int exitCode, String output) {}
}
