package dev.multistage.grader.progress;

import dev.multistage.grader.exercise.Submission;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One graded submission of a learner. What could not be graded, and what was not the learner's own
 * work, is no attempt.
 *
 * @param exercise the exercise's id as it was then, for example {@code exercise-3}
 * @param number its place among the attempts at the exercise, from 1; 0 until it is recorded
 * @param at when it was graded, by the clock of the machine; numbers tell the order, clocks may not
 * @param seconds how long grading took
 * @param result how it ended
 * @param grade the whole grade as JSON, format {@code multistage/grade/v1}
 * @param files the editable files as submitted, by path below {@code app/}
 */
public record Attempt(
        String exercise,
        int number,
        Instant at,
        double seconds,
        Result result,
        String grade,
        Map<String, byte[]> files) {

    public Attempt {
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /**
     * Returns an attempt that is not recorded yet.
     *
     * @param seconds how long grading took
     * @param grade the grade as JSON
     * @throws IllegalArgumentException if that is no grade in the format {@code
     *     multistage/grade/v1}
     */
    public static Attempt of(Submission submission, Instant at, double seconds, String grade) {
        try {
            return new Attempt(
                    submission.exercise().id().toString(),
                    0,
                    at,
                    seconds,
                    AttemptJson.result(AttemptJson.parse(grade)),
                    grade,
                    submission.files());
        } catch (StateException notAGrade) {
            throw new IllegalArgumentException(notAGrade);
        }
    }

    /** Returns what it did not meet, in the order of the rubric. */
    public List<Failing> failing() {
        return AttemptJson.failing(grade);
    }

    /** Returns the same attempt with its place among the attempts. */
    Attempt numbered(int place) {
        return new Attempt(exercise, place, at, seconds, result, grade, files);
    }
}
