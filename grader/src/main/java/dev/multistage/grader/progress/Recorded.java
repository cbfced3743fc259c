package dev.multistage.grader.progress;

/**
 * What an attempt changed.
 *
 * @param attempt the attempt; its number is 0 if it could not be saved
 * @param before where the learner stood before
 * @param now where the learner stands now
 */
public record Recorded(Attempt attempt, Standing before, Standing now) {

    /** Returns whether it is a new personal record. */
    public boolean record() {
        return before.best().isPresent() && attempt.result().betterThan(before.best().get());
    }
}
