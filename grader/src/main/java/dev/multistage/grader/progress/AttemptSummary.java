package dev.multistage.grader.progress;

import java.time.Instant;

/**
 * An attempt without its files and findings.
 *
 * @param number its place among the attempts at the exercise, from 1
 * @param at when it was graded
 * @param seconds how long grading took
 * @param result how it ended
 */
public record AttemptSummary(int number, Instant at, double seconds, Result result) {

    /** Leaves out files and findings. */
    public static AttemptSummary of(Attempt attempt) {
        return new AttemptSummary(
                attempt.number(), attempt.at(), attempt.seconds(), attempt.result());
    }
}
