package dev.multistage.grader.watch;

import dev.multistage.grader.exercise.Exercise;

/**
 * An exercise and how the learner stands with it.
 *
 * @param exercise the exercise
 * @param standing how far the learner came
 * @param best the best result in a few words; empty if there is none
 */
public record CourseLine(Exercise exercise, Standing standing, String best) {

    /** How far a learner came. */
    public enum Standing {
        /** Never graded. */
        OPEN,
        /** Graded, never passed. */
        TRIED,
        /** Passed at some time. */
        PASSED
    }
}
