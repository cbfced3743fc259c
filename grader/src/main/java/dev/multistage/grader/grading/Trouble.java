package dev.multistage.grader.grading;

/**
 * Why there is no grade: something that is not the learner's.
 *
 * @param kind whose it is
 * @param message one sentence
 * @param remedy what to do; may be empty
 */
public record Trouble(Kind kind, String message, String remedy) {

    /** Whose trouble it is. */
    public enum Kind {
        /** Engine, disk, network, or a base image that cannot be had. */
        ENVIRONMENT,
        /** The exercise or the grader. */
        DEFECT
    }
}
