package dev.multistage.grader.grading;

import dev.multistage.grader.docker.EngineInfo;
import dev.multistage.grader.exercise.Exercise;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything that grading a submission found.
 *
 * @param exercise the exercise
 * @param source where the submission came from, in words
 * @param digest digest of the submission's files
 * @param engine the engine that was used; empty if it never came to that
 * @param findings in the order of the rubric
 * @param marks achievements beyond passing
 * @param images images that were built
 * @param timing how long it took
 * @param notes what else a person should know, for example which protection held
 * @param trouble why there is no grade; empty if there is one
 */
public record Grade(
        Exercise exercise,
        String source,
        String digest,
        Optional<EngineInfo> engine,
        List<Finding> findings,
        List<Mark> marks,
        List<GradedImage> images,
        Timing timing,
        List<String> notes,
        Optional<Trouble> trouble) {

    /** The code of a submission that ran over a time or resource budget. */
    public static final String OVER_BUDGET = "over-budget";

    public Grade {
        findings = List.copyOf(findings);
        marks = List.copyOf(marks);
        images = List.copyOf(images);
        notes = List.copyOf(notes);
    }

    /** How a grade ends. */
    public enum Status {
        PASSED,
        FAILED,
        /** Not the learner's fault; never counts as an attempt. */
        ERROR
    }

    /** Returns how it ended. */
    public Status status() {
        if (trouble.isPresent()) {
            return Status.ERROR;
        }
        return score().passed() ? Status.PASSED : Status.FAILED;
    }

    /** Returns the points. */
    public Score score() {
        return Score.of(findings);
    }

    /** Returns the codes of all failed findings, sorted. */
    public Set<String> codes() {
        Set<String> codes = new TreeSet<>();
        for (Finding finding : findings) {
            if (finding.failed()) {
                codes.add(finding.code());
            }
        }
        return codes;
    }
}
