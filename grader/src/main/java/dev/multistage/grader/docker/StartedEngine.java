package dev.multistage.grader.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * An engine that the grader started itself. Only on such an engine may the grader limit what all
 * builds together may use; an engine of someone else is left as it is.
 *
 * @param pid the daemon's process id
 * @param startTime when that process started, in clock ticks since boot ({@code /proc/PID/stat},
 *     field 22), so that a reused id is not mistaken for it
 * @param socket where it listens
 * @param log the file it writes to
 * @param limits what builds may use together
 */
public record StartedEngine(
        long pid, long startTime, Path socket, Path log, BuildLimits.Applied limits) {

    /** Where the marker lies: gone after a restart of the machine, as the engine is. */
    static final Path STATE = Path.of("/run/multistage-workbench");

    private static final String MARKER = "engine.properties";

    /** Returns the engine that the grader started on this machine, if it still runs. */
    public static Optional<StartedEngine> find() {
        return find(STATE);
    }

    static Optional<StartedEngine> find(Path state) {
        Properties marker = new Properties();
        try (var reader = Files.newBufferedReader(state.resolve(MARKER))) {
            marker.load(reader);
        } catch (IOException | IllegalArgumentException none) {
            return Optional.empty();
        }
        try {
            StartedEngine engine =
                    new StartedEngine(
                            Long.parseLong(marker.getProperty("pid", "0")),
                            Long.parseLong(marker.getProperty("startTime", "0")),
                            Path.of(marker.getProperty("socket", "")),
                            Path.of(marker.getProperty("log", "")),
                            new BuildLimits.Applied(
                                    Long.parseLong(marker.getProperty("memoryBytes", "0")),
                                    Long.parseLong(marker.getProperty("processes", "0"))));
            return engine.runs() ? Optional.of(engine) : Optional.empty();
        } catch (NumberFormatException broken) {
            return Optional.empty();
        }
    }

    /** Writes the marker, so that later grades know this engine. */
    void remember(Path state) {
        Properties marker = new Properties();
        marker.setProperty("pid", Long.toString(pid));
        marker.setProperty("startTime", Long.toString(startTime));
        marker.setProperty("socket", socket.toString());
        marker.setProperty("log", log.toString());
        marker.setProperty("memoryBytes", Long.toString(limits.memoryBytes()));
        marker.setProperty("processes", Long.toString(limits.processes()));
        try {
            Files.createDirectories(state);
            try (var writer = Files.newBufferedWriter(state.resolve(MARKER))) {
                marker.store(writer, "the Docker engine that ./grade started");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns whether its process still runs. */
    boolean runs() {
        return pid > 0 && startTime > 0 && LinuxProcess.startTime(pid) == startTime;
    }
}
