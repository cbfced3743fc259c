package dev.multistage.grader.docker;

/**
 * What the doctor says of one thing.
 *
 * @param name what was looked at, for example {@code disk of the engine}
 * @param status how it is
 * @param observed what was seen, in a sentence
 * @param fix what to do about it: a command where there is one; empty if nothing needs doing
 */
public record Diagnosis(String name, Status status, String observed, String fix) {

    /** How a thing is. */
    public enum Status {
        /** As it should be. */
        OK,
        /** Grading works; something may be slow, missing or surprising. */
        WARNING,
        /** Grading does not work before this is mended. */
        PROBLEM
    }

    static Diagnosis ok(String name, String observed) {
        return new Diagnosis(name, Status.OK, observed, "");
    }

    static Diagnosis warning(String name, String observed, String fix) {
        return new Diagnosis(name, Status.WARNING, observed, fix);
    }

    static Diagnosis problem(String name, String observed, String fix) {
        return new Diagnosis(name, Status.PROBLEM, observed, fix);
    }
}
