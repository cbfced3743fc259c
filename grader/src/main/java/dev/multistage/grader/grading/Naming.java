package dev.multistage.grader.grading;

import dev.multistage.grader.exercise.Workspace;

/** Names of images that the grader makes. */
final class Naming {

    private Naming() {}

    /** Returns a new name for a submission's image. */
    static String submissionTag() {
        return "multistage-submission:" + Workspace.freshNonce();
    }
}
