package dev.multistage.grader.docker;

/**
 * Hears of a build's progress while it runs. Called from one thread, but for {@link #enough()} and
 * {@link #atWork(BuildStep)}: these by the thread that waits for the build.
 */
public interface BuildListener {

    /** Ignores everything. */
    BuildListener NONE = new BuildListener() {};

    /**
     * Something has to be made before the build itself can begin, and this is what is going on;
     * {@code text} is one line.
     */
    default void preparing(String text) {}

    /** A step began. */
    default void started(BuildStep step) {}

    /** A step has begun and not ended yet. Told several times a second, of one step at a time. */
    default void atWork(BuildStep step) {}

    /** A step ended: it ran, came from the cache or failed. */
    default void completed(BuildStep step) {}

    /**
     * Returns whether the caller has heard what it wanted to know. The build is then cancelled and
     * ends as {@link BuildResult.Failed} with {@link BuildResult.Reason#STOPPED}. Asked several
     * times a second, by the thread that waits for the build.
     */
    default boolean enough() {
        return false;
    }

    /** A step printed a line; {@code text} is untrusted and holds no line break. */
    default void printed(BuildStep step, String text) {}
}
