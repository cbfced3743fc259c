package dev.multistage.grader.check;

/** A check of the build context: what the build is sent, after .dockerignore. */
public sealed interface ContextCheck extends Check permits ContextLeavesOut, ContextSize {

    /** Judges a context. */
    Outcome examine(ContextEvidence evidence);
}
