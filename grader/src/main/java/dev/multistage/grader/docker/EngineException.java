package dev.multistage.grader.docker;

/**
 * The engine cannot be reached, or cannot do what it must, for a reason that is not the learner's.
 * The message is a sentence for a learner; {@link #remedy()} says what to do.
 */
public class EngineException extends RuntimeException {

    private final String remedy;

    public EngineException(String message, String remedy, Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    public EngineException(String message, String remedy) {
        this(message, remedy, null);
    }

    /** Returns what to do about it, one or more lines; may be empty. */
    public String remedy() {
        return remedy;
    }
}
