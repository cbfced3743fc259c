package dev.multistage.grader.check;

/** A check of how the build went. */
public sealed interface BuildCheck extends Check permits Builds {

    /** Judges a build. */
    Outcome examine(BuildEvidence evidence);
}
