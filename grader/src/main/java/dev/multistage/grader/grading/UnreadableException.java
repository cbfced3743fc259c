package dev.multistage.grader.grading;

/** What a person gave cannot be read or built; the message says why and what would help. */
public final class UnreadableException extends RuntimeException {

    public UnreadableException(String message) {
        super(message);
    }

    public UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
