package dev.multistage.grader.grading;

import java.util.List;

/**
 * Points of a grade.
 *
 * @param points earned
 * @param of could be earned; criteria that this machine cannot judge do not count
 * @param needed needed to pass
 */
public record Score(int points, int of, int needed) {

    /** Adds up the findings. All points that can be earned are needed. */
    public static Score of(List<Finding> findings) {
        int points = 0;
        int of = 0;
        for (Finding finding : findings) {
            if (finding.because() != Finding.Because.UNAVAILABLE) {
                points += finding.points();
                of += finding.of();
            }
        }
        return new Score(points, of, of);
    }

    /** Returns whether it is enough. */
    public boolean passed() {
        return of > 0 && points >= needed;
    }
}
