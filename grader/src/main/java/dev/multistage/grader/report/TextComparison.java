package dev.multistage.grader.report;

import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.explain.Comparison;
import dev.multistage.grader.explain.DirectoryChange;
import dev.multistage.grader.explain.ExplainedLine;
import dev.multistage.grader.explain.LineChange;
import dev.multistage.grader.explain.Totals;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A comparison of two images for a person at a terminal. */
public final class TextComparison {

    private static final int COLUMN = 9;

    private final Style style;
    private final StringBuilder out = new StringBuilder();

    public TextComparison(Style style) {
        this.style = style;
    }

    /** Renders a comparison. The last line says in words how it ended. */
    public String render(Comparison comparison) {
        out.setLength(0);
        line(style.bold("A  " + style.line(comparison.before().subject().name())));
        line(style.bold("B  " + style.line(comparison.after().subject().name())));
        line("");
        totals(comparison.before().totals(), comparison.after().totals());
        lines(comparison);
        directories(comparison.directories());
        notes(comparison);
        line("");
        line(ending(comparison));
        return style.fit(out.toString());
    }

    private void totals(Totals a, Totals b) {
        heading("MB");
        row(a.unpackedBytes(), b.unpackedBytes(), "unpacked, all layers");
        if (a.baseBytes() + b.baseBytes() > 0) {
            row(a.baseBytes(), b.baseBytes(), "of it the base image");
        }
        row(a.wasteBytes(), b.wasteBytes(), "of it hidden by later lines");
        row(a.leftoverBytes(), b.leftoverBytes(), "of it left over: nothing needs it");
        if (a.downloadBytes().isPresent() && b.downloadBytes().isPresent()) {
            row(a.downloadBytes().getAsLong(), b.downloadBytes().getAsLong(), "to download");
        }
    }

    private void heading(String title) {
        line(
                style.faint(
                        pad("A", COLUMN)
                                + pad("B", COLUMN)
                                + pad("change", COLUMN)
                                + "  "
                                + title));
    }

    private void row(long a, long b, String what) {
        int room = style.width() - 3 * COLUMN - 2;
        line(
                pad(megabytes(a), COLUMN)
                        + pad(megabytes(b), COLUMN)
                        + pad(change(b - a), COLUMN)
                        + "  "
                        + cut(what, room));
    }

    private void lines(Comparison comparison) {
        line("");
        line(style.bold("Line by line: - only in A, + only in B"));
        heading("");
        for (LineChange change : comparison.lines()) {
            boolean both = change.before().isPresent() && change.after().isPresent();
            ExplainedLine line = change.after().or(change::before).orElseThrow();
            if (both && change.bytes() == 0 && line.unpackedBytes() == 0) {
                continue;
            }
            String sign = both ? "  " : change.before().isPresent() ? "- " : "+ ";
            String text = sign + line.line() + " " + style.line(line.instruction());
            int room = style.width() - 3 * COLUMN - 2;
            String shown = cut(text, room);
            line(
                    pad(bytes(change.before().orElse(null)), COLUMN)
                            + pad(bytes(change.after().orElse(null)), COLUMN)
                            + pad(change(change.bytes()), COLUMN)
                            + "  "
                            + (both
                                    ? shown
                                    : change.before().isPresent()
                                            ? style.red(shown)
                                            : style.green(shown)));
        }
    }

    private static String bytes(ExplainedLine line) {
        return line == null || line.unpackedBytes() == 0 ? "" : megabytes(line.unpackedBytes());
    }

    private void directories(List<DirectoryChange> directories) {
        if (directories.isEmpty()) {
            return;
        }
        line("");
        line(style.bold("The directories that changed most"));
        heading("");
        for (DirectoryChange each : directories) {
            row(each.before(), each.after(), "  ".repeat(each.depth()) + style.line(each.path()));
        }
    }

    private void notes(Comparison comparison) {
        Set<String> notes = new LinkedHashSet<>(comparison.before().notes());
        notes.addAll(comparison.after().notes());
        if (!notes.isEmpty()) {
            line("");
        }
        for (String note : notes) {
            for (String wrapped : Columns.wrap("note: " + style.line(note), style.width())) {
                line(style.faint(wrapped));
            }
        }
    }

    private String ending(Comparison comparison) {
        long a = comparison.before().totals().unpackedBytes();
        long b = comparison.after().totals().unpackedBytes();
        String verdict =
                b == a
                        ? "both have " + Sizes.megabytes(a)
                        : "B is "
                                + Sizes.megabytes(Math.abs(b - a))
                                + (b < a ? " smaller" : " larger")
                                + times(Math.max(a, b), Math.min(a, b));
        return style.green("Compared") + ": " + verdict + ".";
    }

    private static String times(long larger, long smaller) {
        return smaller > 0 && larger >= 1.5 * smaller
                ? " (" + Words.times(larger, smaller) + ")"
                : "";
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }

    private static String change(long bytes) {
        return bytes == 0 ? "" : String.format(Locale.ROOT, "%+.1f", bytes / 1e6);
    }

    private static String pad(String text, int width) {
        return Columns.right(text, width);
    }

    private String cut(String text, int room) {
        return style.cut(text, room);
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
