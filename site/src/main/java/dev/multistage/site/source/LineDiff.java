package dev.multistage.site.source;

import java.util.ArrayList;
import java.util.List;

/** The difference of two texts, line by line, by their longest common subsequence. */
public final class LineDiff {

    private LineDiff() {}

    /** Where a line stands. */
    public enum Side {
        BOTH,
        BEFORE,
        AFTER
    }

    /** A line and where it stands. */
    public record Line(Side side, String text) {}

    /**
     * Compares. Takes time and space by the product of both lengths, which is nothing for
     * Dockerfiles.
     */
    public static List<Line> of(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] =
                        before.get(i).equals(after.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Line> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            boolean both = i < before.size() && j < after.size();
            if (both && before.get(i).equals(after.get(j))) {
                lines.add(new Line(Side.BOTH, before.get(i++)));
                j++;
            } else if (j == after.size() || both && common[i + 1][j] >= common[i][j + 1]) {
                lines.add(new Line(Side.BEFORE, before.get(i++)));
            } else {
                lines.add(new Line(Side.AFTER, after.get(j++)));
            }
        }
        return lines;
    }
}
