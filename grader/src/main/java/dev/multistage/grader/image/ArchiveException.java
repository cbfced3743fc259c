package dev.multistage.grader.image;

import java.io.IOException;

/**
 * An image archive that cannot be used: truncated, damaged, hostile or not an image at all. The
 * message is one sentence that says what was found.
 */
public class ArchiveException extends IOException {

    public ArchiveException(String message) {
        super(message);
    }

    public ArchiveException(String message, Throwable cause) {
        super(message, cause);
    }
}
