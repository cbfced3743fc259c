package dev.multistage.site.page;

import dev.multistage.grader.check.Sizes;
import java.util.OptionalLong;

/** Two bars: what an exercise starts from and the smallest that passes. */
final class SizeBars {

    private SizeBars() {}

    /**
     * Returns the bars with their numbers, or nothing if nothing was measured.
     *
     * @param scale bytes of the longest bar
     */
    static String html(OptionalLong starter, OptionalLong best, long scale) {
        if (starter.isEmpty() || best.isEmpty()) {
            return "";
        }
        String numbers =
                starter.getAsLong() == best.getAsLong()
                        ? "<b>" + Sizes.megabytes(best.getAsLong()) + "</b>"
                        : Sizes.megabytes(starter.getAsLong())
                                + " <span aria-hidden=\"true\">→</span><span class=\"unseen\">"
                                + (best.getAsLong() < starter.getAsLong() ? "down to" : "up to")
                                + "</span> <b>"
                                + Sizes.megabytes(best.getAsLong())
                                + "</b>";
        return """
                <span class="sizes"><svg viewBox="0 0 1000 16" preserveAspectRatio="none" aria-hidden="true"><rect class="from" width="%d" height="16" rx="3"/><rect class="to" width="%d" height="16" rx="3"/></svg><span class="numbers">%s</span></span>
                """
                .formatted(
                        width(starter.getAsLong(), scale), width(best.getAsLong(), scale), numbers)
                .strip();
    }

    /** At least as wide as can be seen. */
    private static long width(long bytes, long scale) {
        return Math.max(4, Math.round(1000.0 * bytes / Math.max(1, scale)));
    }
}
