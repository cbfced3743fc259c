package dev.multistage.grader.grading;

import dev.multistage.grader.docker.Engine;

/** Finds or starts an engine when one is first needed: static verdicts do not wait for it. */
@FunctionalInterface
public interface EngineSource {

    /** Returns an engine that answers; the caller does not close it. */
    Engine open() throws InterruptedException;
}
