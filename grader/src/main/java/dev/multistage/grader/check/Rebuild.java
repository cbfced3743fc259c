package dev.multistage.grader.check;

import java.util.List;
import java.util.Optional;

/**
 * What a build did again.
 *
 * @param steps the steps of the Dockerfile that are known, in the order of the build
 * @param problem why the build ended early; empty if it did not, or was cut short on purpose
 */
public record Rebuild(List<Step> steps, String problem) {

    public Rebuild {
        steps = List.copyOf(steps);
    }

    /** Returns the step of a line, if the build got to it or needed it. */
    public Optional<Step> at(int line) {
        return steps.stream().filter(step -> step.line() == line).findFirst();
    }

    /** Returns whether the step of a line ran again. */
    public boolean ran(int line) {
        return at(line).map(Step::ran).orElse(false);
    }

    /** Returns whether the step of a line came from the cache. */
    public boolean cached(int line) {
        return at(line).map(Step::cached).orElse(false);
    }

    /**
     * A step of the Dockerfile.
     *
     * @param line where its instruction begins
     * @param ran whether it was run or is running
     * @param cached whether it came from the cache; neither if the build did not get to it
     * @param changedBefore lines of the steps that it builds upon and that ran as well, the first
     *     one first
     * @param output the end of what it printed; untrusted
     */
    public record Step(
            int line, boolean ran, boolean cached, List<Integer> changedBefore, String output) {

        public Step {
            changedBefore = List.copyOf(changedBefore);
        }
    }
}
