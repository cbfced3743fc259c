package dev.multistage.grader.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a learner stands with one exercise.
 *
 * @param attempts number of the last attempt
 * @param seconds time at work: between two attempts at most {@link #BREAK} counts as work, a longer
 *     time is a break
 * @param first when the first attempt was graded; empty if there was none
 * @param last when the last one was
 * @param passed when it passed for the first time; it stays passed
 * @param best the personal record: most points, then fewest bytes
 * @param latest how the last attempt ended
 * @param marks every mark that was ever reached
 * @param hints how many hints of the ladder were shown
 * @param answered codes whose own hint was shown
 * @param asked whether the solution was asked for
 */
public record Standing(
        int attempts,
        double seconds,
        Optional<Instant> first,
        Optional<Instant> last,
        Optional<Instant> passed,
        Optional<Result> best,
        Optional<Result> latest,
        Set<String> marks,
        int hints,
        Set<String> answered,
        boolean asked) {

    /** A longer time between two attempts is a break. */
    public static final Duration BREAK = Duration.ofMinutes(20);

    /** Nothing was tried. */
    public static final Standing NONE =
            new Standing(
                    0,
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(),
                    0,
                    Set.of(),
                    false);

    public Standing {
        marks = Collections.unmodifiableSet(new TreeSet<>(marks));
        answered = Collections.unmodifiableSet(new TreeSet<>(answered));
    }

    /** Returns the standing after one more attempt. */
    Standing after(Attempt attempt) {
        Result result = attempt.result();
        Set<String> reached = new TreeSet<>(marks);
        reached.addAll(result.marks());
        return new Standing(
                Math.max(attempts, attempt.number()),
                seconds + worked(attempt),
                first.or(() -> Optional.of(attempt.at())),
                Optional.of(attempt.at()),
                passed.or(() -> result.passed() ? Optional.of(attempt.at()) : Optional.empty()),
                best.isEmpty() || result.betterThan(best.get()) ? Optional.of(result) : best,
                Optional.of(result),
                reached,
                hints,
                answered,
                asked);
    }

    private double worked(Attempt attempt) {
        if (last.isEmpty()) {
            return attempt.seconds();
        }
        Duration gap = Duration.between(last.get(), attempt.at());
        // a clock that was set back gives a negative gap
        return gap.isNegative() || gap.compareTo(BREAK) > 0
                ? attempt.seconds()
                : Math.max(attempt.seconds(), gap.toMillis() / 1e3);
    }

    /** Returns the standing with the hints up to this one shown. */
    Standing hinted(int level) {
        return seen(attempts, Math.max(hints, level), answered, asked);
    }

    /** Returns the standing with the hint for this code shown. */
    Standing answering(String code) {
        Set<String> more = new TreeSet<>(answered);
        more.add(code);
        return seen(attempts, hints, more, asked);
    }

    /** Returns the standing after the solution was asked for. */
    Standing asking() {
        return seen(attempts, hints, answered, true);
    }

    /** Returns the standing with an attempt counted that cannot be read. */
    Standing skipping(int number) {
        return seen(Math.max(attempts, number), hints, answered, asked);
    }

    private Standing seen(int number, int level, Set<String> codes, boolean solution) {
        return new Standing(
                number, seconds, first, last, passed, best, latest, marks, level, codes, solution);
    }

    /** Returns what is better of both: nothing that one of them reached is lost. */
    Standing merged(Standing other) {
        Set<String> reached = new TreeSet<>(marks);
        reached.addAll(other.marks);
        Set<String> codes = new TreeSet<>(answered);
        codes.addAll(other.answered);
        return new Standing(
                attempts,
                Math.max(seconds, other.seconds),
                earlier(first, other.first),
                last.or(() -> other.last),
                earlier(passed, other.passed),
                best.isEmpty()
                                || (other.best.isPresent()
                                        && other.best.get().betterThan(best.get()))
                        ? other.best
                        : best,
                latest.or(() -> other.latest),
                reached,
                Math.max(hints, other.hints),
                codes,
                asked || other.asked);
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().isBefore(other.get()) ? one : other;
    }
}
