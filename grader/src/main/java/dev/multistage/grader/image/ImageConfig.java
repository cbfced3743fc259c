package dev.multistage.grader.image;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an image says about how it wants to be run and how it was made.
 *
 * @param user the {@code USER}; empty means root
 * @param entrypoint the {@code ENTRYPOINT} in exec form; empty if there is none
 * @param cmd the {@code CMD} in exec form; empty if there is none
 * @param env environment, in the order of the config
 * @param exposedPorts for example {@code 8080/tcp}
 * @param labels labels, in the order of the config
 * @param workingDir the {@code WORKDIR}; may be empty
 * @param stopSignal for example {@code SIGTERM}; may be empty
 * @param healthcheck the {@code HEALTHCHECK}, if one is declared
 * @param shell the {@code SHELL}; empty if none was set
 * @param volumes paths of the {@code VOLUME} instructions
 * @param os for example {@code linux}
 * @param architecture for example {@code amd64}
 * @param history the steps, oldest first
 */
public record ImageConfig(
        String user,
        List<String> entrypoint,
        List<String> cmd,
        Map<String, String> env,
        List<String> exposedPorts,
        Map<String, String> labels,
        String workingDir,
        String stopSignal,
        Optional<Healthcheck> healthcheck,
        List<String> shell,
        List<String> volumes,
        String os,
        String architecture,
        List<HistoryEntry> history) {

    /** The config of an image that says nothing: what {@code FROM scratch} begins with. */
    public static final ImageConfig EMPTY =
            new ImageConfig(
                    "",
                    List.of(),
                    List.of(),
                    Map.of(),
                    List.of(),
                    Map.of(),
                    "",
                    "",
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    "linux",
                    "amd64",
                    List.of());

    public ImageConfig {
        entrypoint = List.copyOf(entrypoint);
        cmd = List.copyOf(cmd);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        exposedPorts = List.copyOf(exposedPorts);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        shell = List.copyOf(shell);
        volumes = List.copyOf(volumes);
        history = List.copyOf(history);
    }

    /**
     * A declared health check.
     *
     * @param test {@code CMD} or {@code CMD-SHELL} and its words, or {@code NONE}
     * @param intervalSeconds seconds between two runs; 0 means the engine's default
     * @param timeoutSeconds seconds one run may take; 0 means the engine's default
     * @param startPeriodSeconds seconds in which failures do not count
     * @param retries failures in a row until the container is unhealthy; 0 means the default
     */
    public record Healthcheck(
            List<String> test,
            double intervalSeconds,
            double timeoutSeconds,
            double startPeriodSeconds,
            int retries) {

        public Healthcheck {
            test = List.copyOf(test);
        }

        /** Returns whether it only switches off the check of the base image. */
        public boolean isDisabled() {
            return test.isEmpty() || test.get(0).equals("NONE");
        }
    }

    /** Returns this config with another user. */
    public ImageConfig withUser(String newUser) {
        return new ImageConfig(
                newUser,
                entrypoint,
                cmd,
                env,
                exposedPorts,
                labels,
                workingDir,
                stopSignal,
                healthcheck,
                shell,
                volumes,
                os,
                architecture,
                history);
    }

    /** Returns this config with another history. */
    public ImageConfig withHistory(List<HistoryEntry> newHistory) {
        return new ImageConfig(
                user,
                entrypoint,
                cmd,
                env,
                exposedPorts,
                labels,
                workingDir,
                stopSignal,
                healthcheck,
                shell,
                volumes,
                os,
                architecture,
                newHistory);
    }
}
