package dev.multistage.grader.progress;

import dev.multistage.grader.check.ImageSize;
import dev.multistage.grader.exercise.Exercise;
import java.util.OptionalLong;

/**
 * An exercise and where the learner stands with it.
 *
 * @param exercise the exercise
 * @param standing where the learner stands
 */
public record CourseStop(Exercise exercise, Standing standing) {

    /** How far the learner has come. */
    public enum State {
        /** It was passed once; it stays so. */
        PASSED,
        TRIED,
        UNTOUCHED
    }

    /** Returns how far the learner has come. */
    public State state() {
        if (standing.passed().isPresent()) {
            return State.PASSED;
        }
        return standing.attempts() > 0 ? State.TRIED : State.UNTOUCHED;
    }

    /**
     * Returns how many bytes its images may have together, without what grown bases add; empty if
     * no size is graded.
     */
    public OptionalLong limitBytes() {
        double megabytes =
                exercise.declaration().rubric().stream()
                        .map(criterion -> criterion.check())
                        .filter(ImageSize.class::isInstance)
                        .mapToDouble(check -> ((ImageSize) check).megabytes())
                        .sum();
        return megabytes > 0 ? OptionalLong.of(Math.round(megabytes * 1e6)) : OptionalLong.empty();
    }

    /** Returns the unpacked bytes of the images that it starts from, if they were measured. */
    public OptionalLong starterBytes() {
        return exercise.measurements().on("linux/amd64").starter();
    }
}
