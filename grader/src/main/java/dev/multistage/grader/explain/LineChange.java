package dev.multistage.grader.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * An instruction of two Dockerfiles, or of only one of them.
 *
 * @param before the line of the first; empty if only the second has it
 * @param after the line of the second; empty if only the first has it
 */
public record LineChange(Optional<ExplainedLine> before, Optional<ExplainedLine> after) {

    /** Lines times lines; longer files are shown one after the other. */
    private static final long LARGEST_TABLE = 4_000_000;

    /** Returns by how many bytes the second is larger; negative if it is smaller. */
    public long bytes() {
        return after.map(ExplainedLine::unpackedBytes).orElse(0L)
                - before.map(ExplainedLine::unpackedBytes).orElse(0L);
    }

    /** Lays the lines side by side: equal instructions together, by longest common subsequence. */
    static List<LineChange> between(List<ExplainedLine> before, List<ExplainedLine> after) {
        boolean small = (long) before.size() * after.size() <= LARGEST_TABLE;
        int[][] best = small ? table(before, after) : new int[0][0];
        List<LineChange> changes = new ArrayList<>();
        int b = before.size();
        int a = after.size();
        while (b > 0 || a > 0) {
            if (small && b > 0 && a > 0 && same(before.get(b - 1), after.get(a - 1))) {
                changes.add(
                        new LineChange(Optional.of(before.get(--b)), Optional.of(after.get(--a))));
            } else if (a > 0 && (b == 0 || !small || best[b][a - 1] >= best[b - 1][a])) {
                changes.add(new LineChange(Optional.empty(), Optional.of(after.get(--a))));
            } else {
                changes.add(new LineChange(Optional.of(before.get(--b)), Optional.empty()));
            }
        }
        Collections.reverse(changes);
        return changes;
    }

    private static int[][] table(List<ExplainedLine> before, List<ExplainedLine> after) {
        int[][] best = new int[before.size() + 1][after.size() + 1];
        for (int b = 1; b <= before.size(); b++) {
            for (int a = 1; a <= after.size(); a++) {
                best[b][a] =
                        same(before.get(b - 1), after.get(a - 1))
                                ? best[b - 1][a - 1] + 1
                                : Math.max(best[b - 1][a], best[b][a - 1]);
            }
        }
        return best;
    }

    private static boolean same(ExplainedLine one, ExplainedLine other) {
        return one.instruction()
                .replaceAll("\\s+", " ")
                .equals(other.instruction().replaceAll("\\s+", " "));
    }
}
