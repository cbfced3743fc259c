package dev.multistage.grader.check;

import java.util.ArrayList;
import java.util.List;

/**
 * What a check found.
 *
 * @param status whether it passed
 * @param code the code of the failure; empty unless failed
 * @param observed what was measured, in words
 * @param expected what was wanted, in words
 * @param where the places that caused it, most important first
 * @param next the next move, one or two sentences; empty unless failed
 */
public record Outcome(
        Status status,
        String code,
        String observed,
        String expected,
        List<Place> where,
        String next) {

    /** How a check ended. */
    public enum Status {
        PASSED,
        FAILED,
        /** It could not be judged because of an earlier failure of the same submission. */
        BLOCKED,
        /** It could not be judged because this machine lacks something. */
        UNAVAILABLE
    }

    public Outcome {
        where = List.copyOf(where);
    }

    /** The check passed. */
    public static Outcome passed(String observed) {
        return new Outcome(Status.PASSED, "", observed, "", List.of(), "");
    }

    /** An earlier failure of this submission makes the check impossible. */
    public static Outcome blocked(String by) {
        return new Outcome(Status.BLOCKED, "", by, "", List.of(), "");
    }

    /** This machine lacks something that the check needs. */
    public static Outcome unavailable(String what) {
        return new Outcome(Status.UNAVAILABLE, "", what, "", List.of(), "");
    }

    /** The check failed; go on with what was observed. */
    public static FailureBuilder failed(String code) {
        return new FailureBuilder(code);
    }

    /** Collects what belongs to a failure. */
    public static final class FailureBuilder {

        private final String code;
        private String observed = "";
        private String expected = "";
        private final List<Place> where = new ArrayList<>();

        private FailureBuilder(String code) {
            this.code = code;
        }

        /** Says what was measured. */
        public FailureBuilder observed(String text) {
            observed = text;
            return this;
        }

        /** Says what was wanted. */
        public FailureBuilder expected(String text) {
            expected = text;
            return this;
        }

        /** Adds places, most important first. */
        public FailureBuilder at(Place... places) {
            where.addAll(List.of(places));
            return this;
        }

        /** Adds places, most important first. */
        public FailureBuilder at(List<Place> places) {
            where.addAll(places);
            return this;
        }

        /** Says what to do next, and ends the failure. */
        public Outcome next(String text) {
            return new Outcome(Status.FAILED, code, observed, expected, where, text);
        }
    }
}
