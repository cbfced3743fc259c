package dev.multistage.grader.terminal;

import dev.multistage.grader.check.ImageSize;
import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.exercise.Criterion;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.GradedImage;
import dev.multistage.grader.report.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The size of each image beside its limit, and beside the attempt before. */
final class SizeBars {

    private static final int WIDEST = 40;

    private final Style style;
    private final int columns;

    SizeBars(Style style, int columns) {
        this.style = style;
        this.columns = columns;
    }

    /** Returns a line for each image whose size is graded. */
    List<String> of(Grade grade, OptionalLong bytesBefore) {
        List<String> lines = new ArrayList<>();
        for (GradedImage image : grade.images()) {
            for (Criterion criterion : grade.exercise().declaration().rubric()) {
                String dockerfile =
                        criterion.dockerfile().isEmpty()
                                ? grade.exercise().declaration().dockerfiles().get(0)
                                : criterion.dockerfile();
                if (criterion.check() instanceof ImageSize limit
                        && dockerfile.equals(image.dockerfile())) {
                    boolean only = grade.images().size() == 1;
                    lines.add(
                            line(
                                    only ? "" : image.dockerfile() + " ",
                                    image.unpackedBytes(),
                                    limit.megabytes(),
                                    only ? bytesBefore : OptionalLong.empty()));
                }
            }
        }
        return lines;
    }

    private String line(String name, long bytes, double megabytes, OptionalLong before) {
        long limit = Math.round(megabytes * 1e6);
        String size = Sizes.megabytes(bytes);
        String text = " " + size + " of " + Sizes.limit(megabytes);
        String since = before.isPresent() ? change(bytes - before.getAsLong()) : "";
        if (columns - name.length() - text.length() - since.length() < 12) {
            since = "";
        }
        int room = Math.min(WIDEST, columns - name.length() - text.length() - since.length() - 4);
        return room < 6
                ? " " + name + text.strip()
                : " " + name + bar(bytes, limit, room) + text + style.faint(since);
    }

    private String change(long difference) {
        if (difference == 0) {
            return ", as before";
        }
        return ", "
                + Sizes.megabytes(Math.abs(difference))
                + (difference < 0 ? " less" : " more")
                + " than before";
    }

    /** Bytes up to the limit are green, beyond it red; a stroke stands where the limit is. */
    private String bar(long bytes, long limit, int cells) {
        double scale = Math.max(bytes, limit) / (double) cells;
        int full = (int) Math.max(1, Math.round(bytes / scale));
        String block = style.unicode() ? "█" : "#";
        if (bytes <= limit) {
            String rest = (style.unicode() ? "░" : ".").repeat(Math.max(0, cells - full));
            return style.green(block.repeat(Math.min(full, cells))) + style.faint(rest) + stroke();
        }
        int allowed = (int) Math.min(cells - 1, Math.round(limit / scale));
        return style.green(block.repeat(allowed))
                + stroke()
                + style.red(block.repeat(cells - allowed));
    }

    private String stroke() {
        return style.bold(style.unicode() ? "┃" : "|");
    }
}
