package dev.multistage.grader.grading;

import dev.multistage.grader.check.Place;
import java.util.List;

/**
 * A criterion and what came of it.
 *
 * @param criterion the criterion's id; empty for advice
 * @param check the check's name
 * @param reference the check's number, for example {@code T12}
 * @param status how it ended
 * @param because why it was skipped; otherwise {@link Because#NONE}
 * @param code the failure's code; empty unless failed
 * @param points points earned
 * @param of points that could be earned
 * @param requirement what was demanded, as a phrase
 * @param title the failure in a few words; empty unless failed
 * @param observed what was measured; may hold untrusted text
 * @param expected what was wanted
 * @param where places that caused it, most important first
 * @param why why it matters
 * @param next the next move
 * @param hint which hint helps, for example {@code exercise-3#2}; empty if none
 */
public record Finding(
        String criterion,
        String check,
        String reference,
        Status status,
        Because because,
        String code,
        int points,
        int of,
        String requirement,
        String title,
        String observed,
        String expected,
        List<Place> where,
        String why,
        String next,
        String hint) {

    public Finding {
        where = List.copyOf(where);
    }

    /** How a criterion ended. */
    public enum Status {
        PASSED,
        FAILED,
        SKIPPED,
        ADVICE
    }

    /** Why a criterion was skipped. */
    public enum Because {
        NONE,
        /** An earlier failure of this submission: 0 points. */
        BLOCKED,
        /** This machine lacks something: its points do not count. */
        UNAVAILABLE
    }

    /** Returns whether it failed. */
    public boolean failed() {
        return status == Status.FAILED;
    }
}
