package dev.multistage.grader.progress;

import dev.multistage.grader.exercise.Hints;
import java.util.List;
import java.util.Optional;

/**
 * A hint that is shown.
 *
 * @param level its place on the exercise's ladder, from 1; 0 for the hint of a code
 * @param code the failure that it answers; empty for one of the ladder
 * @param requirement what the last attempt did not meet; empty for one of the ladder
 * @param text the hint
 */
public record Hint(int level, String code, String requirement, String text) {

    /** Returns a hint of the ladder, or empty if it has no such level. */
    public static Optional<Hint> ofLevel(Hints hints, int level) {
        return hints.level(level).map(text -> new Hint(level, "", "", text));
    }

    /** Returns the hint for the first failure that has one of its own. */
    public static Optional<Hint> ofFailure(Hints hints, List<Failing> failing) {
        return failing.stream()
                .filter(failure -> hints.byCode().containsKey(failure.code()))
                .findFirst()
                .map(
                        failure ->
                                new Hint(
                                        0,
                                        failure.code(),
                                        failure.requirement(),
                                        hints.byCode().get(failure.code())));
    }

    /**
     * Returns the next hint: the one for what the last attempt failed at first, unless it was
     * shown, and then the next of the ladder; empty after the last.
     *
     * @param failing what the last attempt did not meet
     */
    public static Optional<Hint> next(Hints hints, Standing standing, List<Failing> failing) {
        return ofFailure(hints, failing)
                .filter(hint -> !standing.answered().contains(hint.code()))
                .or(() -> ofLevel(hints, standing.hints() + 1));
    }
}
