package dev.multistage.grader.cli;

import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.Trouble;

/** All exit codes. They are public and stable. */
final class ExitCode {

    /** The submission passed, or the command did what it was asked. */
    static final int PASSED = 0;

    /** The submission was graded and has not passed. */
    static final int NOT_PASSED = 1;

    /** The command line makes no sense. */
    static final int USAGE = 2;

    /** Engine, disk, network, or a base image that cannot be had. */
    static final int ENVIRONMENT = 3;

    /** A defect in an exercise or in the grader. */
    static final int DEFECT = 4;

    /** The submission ran over a time or resource budget. */
    static final int OVER_BUDGET = 5;

    /** Interrupted. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}

    /** Returns the exit code that a grade stands for. */
    static int of(Grade grade) {
        if (grade.trouble().isPresent()) {
            return grade.trouble().get().kind() == Trouble.Kind.DEFECT ? DEFECT : ENVIRONMENT;
        }
        if (grade.findings().stream()
                .filter(Finding::failed)
                .anyMatch(f -> f.code().equals(Grade.OVER_BUDGET))) {
            return OVER_BUDGET;
        }
        return grade.status() == Grade.Status.PASSED ? PASSED : NOT_PASSED;
    }
}
