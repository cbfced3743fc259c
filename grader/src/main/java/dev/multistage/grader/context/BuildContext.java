package dev.multistage.grader.context;

import java.io.InputStream;

/** The files that are sent to the builder. */
public interface BuildContext {

    /**
     * Opens the context as a tar stream that BuildKit accepts: plain ustar headers first, the
     * Dockerfile as the first entry. Nothing is held in memory.
     */
    InputStream tar();

    /** Returns the sum of the sizes of the files, in bytes. */
    long bytes();

    /** Returns a digest of names, modes and contents, {@code sha256:…}. */
    String digest();
}
