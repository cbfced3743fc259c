package dev.multistage.grader.picture;

import dev.multistage.grader.explain.ExplainedLine;
import dev.multistage.grader.explain.Explanation;
import dev.multistage.grader.grading.GradedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * An image by the lines of its Dockerfile. The bars always add up to the image: bytes that belong
 * to no known line have a bar of their own at the end.
 *
 * @param title what it is, for example {@code Yours: attempt 3}; untrusted
 * @param bytes unpacked bytes of the whole image
 * @param bars its lines in the order of the file
 * @param source the Dockerfile line by line; empty to show instructions only; untrusted
 * @param divided whether it is known what of the bytes is left over and hidden
 */
public record ImageBars(
        String title, long bytes, List<LineBar> bars, List<String> source, boolean divided) {

    /** The instruction of bytes that belong to no known line. */
    static final String NO_LINE = "(no known line)";

    public ImageBars {
        List<LineBar> all = new ArrayList<>(bars);
        long missing = bytes - bars.stream().mapToLong(LineBar::bytes).sum();
        if (missing > 0) {
            all.add(new LineBar(0, NO_LINE, missing, 0, 0));
        } else {
            bytes -= missing;
        }
        bars = List.copyOf(all);
        source = List.copyOf(source);
    }

    /** An image of which it is known what is left over and hidden. */
    public ImageBars(String title, long bytes, List<LineBar> bars, List<String> source) {
        this(title, bytes, bars, source, true);
    }

    /** Returns the same image with only the bytes of each line known. */
    public ImageBars undivided() {
        return new ImageBars(title, bytes, bars, source, false);
    }

    /** Returns an image of a grade, whose Dockerfile is at hand or not ({@code source} empty). */
    public static ImageBars of(String title, GradedImage image, List<String> source) {
        List<LineBar> bars = new ArrayList<>();
        for (GradedImage.Line line : image.lines()) {
            bars.add(
                    new LineBar(
                            line.line(),
                            line.instruction(),
                            line.unpackedBytes(),
                            line.leftoverBytes(),
                            line.wasteBytes()));
        }
        return new ImageBars(title, image.unpackedBytes(), bars, source);
    }

    /** Returns an explained image with its whole Dockerfile or history. */
    public static ImageBars of(Explanation explanation) {
        List<LineBar> bars = new ArrayList<>();
        for (ExplainedLine line : explanation.lines()) {
            bars.add(
                    new LineBar(
                            line.line(),
                            line.instruction(),
                            line.unpackedBytes(),
                            line.leftoverBytes(),
                            line.wasteBytes()));
        }
        return new ImageBars(
                explanation.subject().name(),
                explanation.totals().unpackedBytes(),
                bars,
                explanation.source());
    }

    /** Returns the heaviest line's bytes, at least 1. */
    long most() {
        return Math.max(1, bars.stream().mapToLong(LineBar::bytes).max().orElse(1));
    }

    long leftoverBytes() {
        return bars.stream().mapToLong(LineBar::leftoverBytes).sum();
    }

    long wasteBytes() {
        return bars.stream().mapToLong(LineBar::wasteBytes).sum();
    }
}
