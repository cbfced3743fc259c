package dev.multistage.grader.container;

/**
 * Whether a container runs.
 *
 * @param running whether it runs now
 * @param exitCode its exit code if it does not run
 * @param outOfMemory whether the kernel killed it for its memory limit
 * @param error what the engine said when it could not start it, for example {@code exec /app: no
 *     such file or directory}; may be empty
 */
public record ContainerState(boolean running, int exitCode, boolean outOfMemory, String error) {}
