package dev.multistage.grader.docker;

/** Hears of the progress of something with a known or unknown total. */
@FunctionalInterface
public interface ProgressListener {

    /** Ignores everything. */
    ProgressListener NONE = (what, done, total) -> {};

    /**
     * Something advanced.
     *
     * @param what what is going on, for example {@code pulling golang:1.26}
     * @param done bytes or items done
     * @param total of how many, 0 if not known
     */
    void advanced(String what, long done, long total);
}
