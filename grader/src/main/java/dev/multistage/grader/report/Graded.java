package dev.multistage.grader.report;

import dev.multistage.grader.exercise.Submission;
import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.progress.Recorded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A grade with what reports of it need besides.
 *
 * @param grade the grade
 * @param submission what was graded
 * @param recorded what the attempt changed; empty if it is none
 * @param graderVersion version of the grader that made the grade
 */
public record Graded(
        Grade grade, Submission submission, Optional<Recorded> recorded, String graderVersion) {

    /** Returns the findings of the rubric. */
    List<Finding> criteria() {
        return grade.findings().stream().filter(finding -> !isAdvice(finding)).toList();
    }

    /** Returns the failed findings. */
    List<Finding> failed() {
        return grade.findings().stream().filter(Finding::failed).toList();
    }

    /** Returns the findings outside of the rubric. */
    List<Finding> advice() {
        return grade.findings().stream().filter(Graded::isAdvice).toList();
    }

    private static boolean isAdvice(Finding finding) {
        return finding.status() == Finding.Status.ADVICE;
    }

    /** Returns a file of the submission by its path from the root of the repository. */
    String path(String file) {
        return switch (grade.source()) {
            case "app" -> grade.exercise().path() + "/app/" + file;
            case "solution" -> grade.exercise().solutionPath() + "/app/" + file;
            default -> file;
        };
    }

    /** Returns the lines of a file of the submission; none if it is missing. */
    List<String> lines(String file) {
        return submission
                .content(file)
                .map(content -> new String(content, StandardCharsets.UTF_8).lines().toList())
                .orElse(List.of());
    }

    /** Says in a few words how it ended. */
    String verdict() {
        return switch (grade.status()) {
            case PASSED -> "Passed";
            case FAILED -> "Not passed yet";
            case ERROR -> "Not graded";
        };
    }

    /** Returns for example {@code 35 of 100 points}. */
    String points() {
        return grade.score().points() + " of " + grade.score().of() + " points";
    }

    /** Returns why a criterion was skipped, in words. */
    static String because(Finding finding) {
        return switch (finding.because()) {
            case BLOCKED -> "not reached: an earlier failure stands in the way";
            case UNAVAILABLE -> "not graded: this machine lacks something; its points do not count";
            case NONE -> "";
        };
    }
}
