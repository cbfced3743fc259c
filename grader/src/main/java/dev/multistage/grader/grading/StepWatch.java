package dev.multistage.grader.grading;

import dev.multistage.grader.docker.BuildListener;
import dev.multistage.grader.docker.BuildStep;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Follows a build until it is known whether the steps of some lines run or come from the cache. A
 * step that has been at work for a while runs; engines say of cached ones at once that they are.
 */
final class StepWatch implements BuildListener {

    /** BuildKit may work a moment on the key of a step before it finds it in the cache. */
    private static final long AT_WORK = 1_500_000_000;

    private final Set<Integer> unknown;
    private final Set<Integer> running = new HashSet<>();
    private final boolean toTheEnd;
    private final LongSupplier clock;
    private final Map<Integer, Long> begun = new HashMap<>();

    /**
     * @param lines lines of the steps in question; if empty, it is never enough
     * @param clock nanoseconds
     */
    StepWatch(Set<Integer> lines, LongSupplier clock) {
        this.clock = clock;
        this.unknown = new HashSet<>(lines);
        this.toTheEnd = lines.isEmpty();
    }

    @Override
    public synchronized void started(BuildStep step) {
        begun.putIfAbsent(step.line(), clock.getAsLong());
    }

    @Override
    public synchronized void completed(BuildStep step) {
        boolean asked = unknown.remove(step.line());
        if (asked && !step.cached()) {
            running.add(step.line());
        }
    }

    @Override
    public synchronized boolean enough() {
        for (int line : Set.copyOf(unknown)) {
            Long since = begun.get(line);
            if (since != null && clock.getAsLong() - since > AT_WORK) {
                unknown.remove(line);
                running.add(line);
            }
        }
        return !toTheEnd && unknown.isEmpty();
    }

    /**
     * Returns the lines whose steps were seen at work or had run. A build that is cut short does
     * not always live to say so itself.
     */
    synchronized Set<Integer> running() {
        return Set.copyOf(running);
    }
}
