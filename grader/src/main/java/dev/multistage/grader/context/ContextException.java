package dev.multistage.grader.context;

/** A file of the build context that is missing, unreadable or too large. */
public class ContextException extends RuntimeException {

    private final String path;

    ContextException(String message, String path) {
        super(message);
        this.path = path;
    }

    /** Returns the path in the build context. */
    public String path() {
        return path;
    }
}
