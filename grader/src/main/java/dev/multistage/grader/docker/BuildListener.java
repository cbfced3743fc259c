package dev.multistage.grader.docker;

/** Hears of a build's progress while it runs. Called from one thread. */
public interface BuildListener {

    /** Ignores everything. */
    BuildListener NONE = new BuildListener() {};

    /** A step began. */
    default void started(BuildStep step) {}

    /** A step ended: it ran, came from the cache or failed. */
    default void completed(BuildStep step) {}

    /** A step printed a line; {@code text} is untrusted and holds no line break. */
    default void printed(BuildStep step, String text) {}
}
