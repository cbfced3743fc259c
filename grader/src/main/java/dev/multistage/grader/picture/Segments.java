package dev.multistage.grader.picture;

import java.util.Locale;

/**
 * Widths of the parts of one bar, in percent of the widest bar. A part that has bytes is never
 * thinner than {@value #THINNEST} %: 2 pixels of the narrowest bar that the style sheet makes.
 *
 * @param live width of what a container sees
 * @param leftover width of what nothing needs
 * @param waste width of what no container sees
 */
record Segments(double live, double leftover, double waste) {

    static final double THINNEST = 1.0;

    static Segments of(LineBar bar, long widest) {
        double[] parts = {
            width(bar.liveBytes(), widest),
            width(bar.leftoverBytes(), widest),
            width(bar.wasteBytes(), widest)
        };
        double over = parts[0] + parts[1] + parts[2] - 100;
        if (over > 0) {
            // what thin parts were given is taken from the thickest
            int thickest =
                    parts[0] >= parts[1] && parts[0] >= parts[2] ? 0 : parts[1] >= parts[2] ? 1 : 2;
            parts[thickest] -= over;
        }
        return new Segments(parts[0], parts[1], parts[2]);
    }

    /** Returns the bar of a line of which only the bytes are known, as one rectangle. */
    static String whole(LineBar bar, long widest, int height) {
        StringBuilder svg = new StringBuilder();
        rectangle(svg, "tile", 0, width(bar.bytes(), widest), height);
        return svg.toString();
    }

    private static double width(long bytes, long widest) {
        return bytes == 0 ? 0 : Math.max(THINNEST, 100.0 * bytes / widest);
    }

    /** Returns the parts as rectangles of an SVG of this height in pixels. */
    String rectangles(int height) {
        StringBuilder svg = new StringBuilder();
        double x = 0;
        x = rectangle(svg, "live", x, live, height);
        x = rectangle(svg, "leftover", x, leftover, height);
        rectangle(svg, "waste", x, waste, height);
        return svg.toString();
    }

    private static double rectangle(
            StringBuilder svg, String kind, double x, double width, int height) {
        if (width > 0) {
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<rect class=\"picture-%s\" x=\"%.2f%%\" width=\"%.2f%%\" height=\"%d\"/>",
                            kind,
                            x,
                            width,
                            height));
        }
        return x + width;
    }
}
