package dev.multistage.grader.grading;

import dev.multistage.grader.docker.BuildListener;
import dev.multistage.grader.docker.BuildStep;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Follows a build until it is known whether the steps of some lines run or come from the cache. A
 * step that has been at work for a while runs; engines say of cached ones at once that they are.
 */
final class StepWatch implements BuildListener {

    /** BuildKit may work a moment on the key of a step before it finds it in the cache. */
    private static final long AT_WORK = 500_000_000;

    private final Set<Integer> unknown;
    private final boolean toTheEnd;
    private final Map<Integer, Long> begun = new HashMap<>();

    /**
     * @param lines lines of the steps in question; if empty, it is never enough
     */
    StepWatch(Set<Integer> lines) {
        this.unknown = new HashSet<>(lines);
        this.toTheEnd = lines.isEmpty();
    }

    @Override
    public synchronized void started(BuildStep step) {
        begun.putIfAbsent(step.line(), System.nanoTime());
    }

    @Override
    public synchronized void completed(BuildStep step) {
        if (step.cached()) {
            unknown.remove(step.line());
        }
    }

    @Override
    public synchronized boolean enough() {
        unknown.removeIf(
                line -> begun.containsKey(line) && System.nanoTime() - begun.get(line) > AT_WORK);
        return !toTheEnd && unknown.isEmpty();
    }
}
