package dev.multistage.grader.check;

/** A check of what is built again after an edit. */
public sealed interface RebuildCheck extends Check permits BuildCache {

    /** Judges by building again; called only if the submission builds. */
    Outcome examine(RebuildEvidence evidence) throws InterruptedException;
}
