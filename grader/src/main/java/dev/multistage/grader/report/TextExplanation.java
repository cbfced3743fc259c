package dev.multistage.grader.report;

import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.explain.CacheMiss;
import dev.multistage.grader.explain.DirectoryBytes;
import dev.multistage.grader.explain.ExplainedLine;
import dev.multistage.grader.explain.Explanation;
import dev.multistage.grader.explain.LineRun;
import dev.multistage.grader.explain.Totals;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An explanation for a person at a terminal. */
public final class TextExplanation {

    /** With fewer columns there is room for one figure beside the Dockerfile. */
    private static final int NARROW = 72;

    private static final int INDENT = 3;

    private final Style style;
    private final StringBuilder out = new StringBuilder();

    public TextExplanation(Style style) {
        this.style = style;
    }

    /** Renders an explanation. The last line says in words how it ended. */
    public String render(Explanation explanation) {
        out.setLength(0);
        head(explanation);
        lines(explanation);
        misses(explanation);
        out.append(
                new TextRemarks(style, explanation.dockerfile().isEmpty())
                        .render(explanation.remarks()));
        directories(explanation);
        for (String note : explanation.notes()) {
            for (String wrapped : Columns.wrap("note: " + style.line(note), style.width())) {
                line(style.faint(wrapped));
            }
        }
        line("");
        line(ending(explanation));
        return style.fit(out.toString());
    }

    private void head(Explanation explanation) {
        Totals totals = explanation.totals();
        line(style.bold(style.line(explanation.subject().name())));
        line("");
        StringBuilder text = new StringBuilder();
        text.append(Sizes.megabytes(totals.unpackedBytes()))
                .append(" unpacked in ")
                .append(count(totals.layers(), "layer"));
        if (totals.downloadBytes().isPresent()) {
            text.append(", ")
                    .append(Sizes.megabytes(totals.downloadBytes().getAsLong()))
                    .append(
                            totals.baseBytes() > 0
                                    ? " to download above the base image"
                                    : " to download");
        }
        if (totals.baseBytes() > 0) {
            text.append(": ")
                    .append(Sizes.megabytes(totals.baseBytes()))
                    .append(" from the base image, ")
                    .append(Sizes.megabytes(totals.unpackedBytes() - totals.baseBytes()))
                    .append(" from the lines above it");
        }
        text.append(". ");
        text.append(
                totals.wasteBytes() == 0
                        ? "No byte is hidden by a later line"
                        : Sizes.megabytes(totals.wasteBytes())
                                + (totals.wasteBytes() < 2_000 ? " are" : " is")
                                + " hidden by later lines");
        text.append(
                totals.leftoverBytes() == 0
                        ? ", and nothing was found that the image could do without."
                        : ", and "
                                + Sizes.megabytes(totals.leftoverBytes())
                                + " is left over: nothing in the image needs it.");
        for (String wrapped : Columns.wrap(text.toString(), style.width())) {
            line(wrapped);
        }
    }

    private void lines(Explanation explanation) {
        Map<Integer, ExplainedLine> byLine = new HashMap<>();
        explanation.lines().forEach(each -> byLine.put(each.line(), each));
        boolean built = explanation.lines().stream().anyMatch(each -> each.run().isPresent());
        boolean narrow = style.width() < NARROW;
        String heading =
                pad("MB", 8)
                        + (narrow ? "" : pad("hidden", 8) + pad("left over", 10))
                        + (built && !narrow ? pad("s", 8) : "");
        line("");
        line(style.faint(heading));
        int digits = String.valueOf(explanation.source().size()).length();
        for (int number = 1; number <= explanation.source().size(); number++) {
            ExplainedLine explained = byLine.get(number);
            String gutter =
                    explained == null
                            ? " ".repeat(heading.length())
                            : gutter(explained, built).substring(0, heading.length());
            String mark = explained != null && !explained.certain() ? "?" : " ";
            String text = Printable.clean(explanation.source().get(number - 1)).replace('\n', ' ');
            String place = pad(String.valueOf(number), digits) + " " + bar() + " ";
            int room = style.width() - gutter.length() - 1 - place.length();
            boolean costly =
                    explained != null && explained.wasteBytes() + explained.leftoverBytes() > 0;
            String shown = cut(text, room);
            line(gutter + mark + style.faint(place) + (costly ? style.yellow(shown) : shown));
        }
    }

    private String bar() {
        return style.signs() ? "│" : "|";
    }

    private static String gutter(ExplainedLine line, boolean built) {
        String time = "";
        if (line.run().isPresent()) {
            LineRun run = line.run().get();
            time = run.cached() ? "cached" : String.format(Locale.ROOT, "%.1f", run.seconds());
        }
        return pad(megabytes(line.unpackedBytes()), 8)
                + pad(megabytes(line.wasteBytes()), 8)
                + pad(megabytes(line.leftoverBytes()), 10)
                + (built ? pad(time, 8) : "");
    }

    private static String megabytes(long bytes) {
        return bytes == 0 ? "" : String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }

    private void misses(Explanation explanation) {
        List<ExplainedLine> missed =
                explanation.lines().stream().filter(each -> each.missed().isPresent()).toList();
        if (missed.isEmpty()) {
            return;
        }
        line("");
        line(style.bold("What was not in the build cache, and why"));
        boolean first =
                missed.stream()
                        .allMatch(
                                each ->
                                        each.missed().get().reason()
                                                == CacheMiss.Reason.FIRST_BUILD);
        if (first) {
            wrapped(
                    INDENT,
                    "No earlier build is remembered here: from the next one on, changed files and"
                            + " lines are named.");
            return;
        }
        for (ExplainedLine each : missed) {
            CacheMiss miss = each.missed().get();
            String seconds =
                    each.run()
                            .map(run -> String.format(Locale.ROOT, " (%.1f s)", run.seconds()))
                            .orElse("");
            wrapped(INDENT, "line " + each.line() + seconds + ": " + miss.because());
        }
    }

    private void directories(Explanation explanation) {
        if (explanation.directories().isEmpty()) {
            line("");
            return;
        }
        line("");
        line(style.bold("The biggest directories"));
        for (DirectoryBytes directory : explanation.directories()) {
            String left =
                    pad(Sizes.megabytes(directory.bytes()), 9)
                            + "  "
                            + "  ".repeat(directory.depth())
                            + style.line(directory.path());
            String right = from(directory, explanation.dockerfile().isEmpty());
            int room = style.width() - right.length() - 2;
            left = cut(left, room);
            line(left + " ".repeat(style.width() - left.length() - right.length()) + right);
        }
        line("");
    }

    /** Returns in words which lines a directory is from. */
    static String from(DirectoryBytes directory, boolean steps) {
        if (directory.lines().isEmpty()) {
            return "";
        }
        DirectoryBytes.Share most = directory.lines().get(0);
        String name =
                most.line() == 0
                        ? "unknown"
                        : most.ofBase() ? "base image" : (steps ? "step " : "line ") + most.line();
        long rest = directory.lines().stream().skip(1).count();
        return rest == 0 ? name : name + " and " + rest + " more";
    }

    private String ending(Explanation explanation) {
        int remarks = explanation.remarks().size();
        return style.green("Explained")
                + ": "
                + Sizes.megabytes(explanation.totals().unpackedBytes())
                + ", "
                + (remarks == 0
                        ? "nothing to improve was found."
                        : count(remarks, "thing") + " to improve.");
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private void wrapped(int indent, String text) {
        for (String wrapped : Columns.wrap(style.line(text), style.width() - indent)) {
            line(" ".repeat(indent) + wrapped);
        }
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
