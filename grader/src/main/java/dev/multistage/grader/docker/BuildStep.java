package dev.multistage.grader.docker;

import java.time.Duration;
import java.util.List;

/**
 * One vertex of BuildKit's build graph.
 *
 * @param digest the vertex's digest
 * @param name as BuildKit shows it, for example {@code [build 3/4] RUN go build}
 * @param inputs digests of the vertices it needs
 * @param internal whether it is BuildKit's own (loading the Dockerfile, exporting)
 * @param cached whether its result came from the build cache
 * @param duration how long it ran; zero if cached or never started
 * @param line the Dockerfile line (1-based) where its instruction starts, 0 if unknown
 * @param log the last part of what it printed
 * @param error why it failed, null if it did not
 */
public record BuildStep(
        String digest,
        String name,
        List<String> inputs,
        boolean internal,
        boolean cached,
        Duration duration,
        int line,
        String log,
        String error) {

    public BuildStep {
        inputs = List.copyOf(inputs);
    }
}
