package dev.multistage.grader.report;

import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.progress.AttemptSummary;
import dev.multistage.grader.progress.CourseStop;
import dev.multistage.grader.progress.Standing;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The attempts at an exercise as charts and a table, for a person at a terminal. */
public final class TextHistory {

    private static final int WIDE = 72;

    private final Style style;
    private final StringBuilder out = new StringBuilder();

    public TextHistory(Style style) {
        this.style = style;
    }

    /** Returns how many attempts a chart has room for. */
    public int columns() {
        return AttemptChart.columns(style);
    }

    /**
     * Renders the history.
     *
     * @param charted the attempts that the charts show, in order
     * @param listed the attempts that the table lists, in order
     * @param all how many attempts there are
     */
    public String render(
            CourseStop stop, List<AttemptSummary> charted, List<AttemptSummary> listed, int all) {
        out.setLength(0);
        for (String part :
                Columns.wrap(
                        stop.exercise().id()
                                + "  "
                                + style.line(stop.exercise().declaration().title()),
                        style.width())) {
            line(style.bold(part));
        }
        if (!style.plain()) {
            charts(stop, charted, all);
        }
        line("");
        if (listed.size() < all) {
            wrapped("The last " + listed.size() + " of " + all + " attempts (--all lists them):");
        }
        table(listed);
        line("");
        wrapped(ending(stop.standing(), all));
        return style.fit(out.toString());
    }

    private void charts(CourseStop stop, List<AttemptSummary> charted, int all) {
        OptionalLong limit = stop.limitBytes();
        chart(
                "size, unpacked" + (limit.isPresent() ? " (the line is the limit)" : ""),
                new AttemptChart(style, 7, bytes -> Sizes.megabytes((long) bytes))
                        .draw(
                                charted,
                                attempt -> asDouble(attempt.result().bytes()),
                                asDouble(limit)));
        chart(
                "points",
                new AttemptChart(style, 4, points -> String.valueOf(Math.round(points)))
                        .draw(
                                charted,
                                attempt -> OptionalDouble.of(attempt.result().points()),
                                OptionalDouble.empty()));
        if (!charted.isEmpty()) {
            String from = "attempt " + charted.get(0).number();
            String to =
                    charted.size() == 1 ? "" : " to " + charted.get(charted.size() - 1).number();
            wrapped(
                    from
                            + to
                            + (charted.size() < all ? ", " + charted.size() + " of them" : "")
                            + (style.signs() ? ";  ● passed  ○ not" : ";  # passed  o not"));
        }
    }

    private void chart(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            line("");
            line(title);
            lines.forEach(this::line);
        }
    }

    private void table(List<AttemptSummary> listed) {
        boolean wide = style.width() >= WIDE;
        String form = wide ? "%7s  %-16s  %-10s  %7s  %9s  %10s" : "%5s %-10s %7s %9s";
        line(
                style.faint(
                        wide
                                ? cells(
                                        form, "attempt", "when", "result", "points", "size",
                                        "change")
                                : cells(form, "no.", "result", "points", "size")));
        OptionalLong before = OptionalLong.empty();
        for (AttemptSummary attempt : listed) {
            OptionalLong bytes = attempt.result().bytes();
            String number = String.valueOf(attempt.number());
            String result = attempt.result().passed() ? "passed" : "not yet";
            String points = Words.points(attempt.result());
            line(
                    wide
                            ? cells(
                                    form,
                                    number,
                                    Words.time(attempt.at()),
                                    result,
                                    points,
                                    Words.size(bytes),
                                    change(before, bytes))
                            : cells(form, number, result, points, Words.size(bytes)));
            before = bytes.isPresent() ? bytes : before;
        }
    }

    private static String change(OptionalLong before, OptionalLong now) {
        if (before.isEmpty() || now.isEmpty()) {
            return "";
        }
        long grown = now.getAsLong() - before.getAsLong();
        return grown == 0 ? "same" : (grown > 0 ? "+" : "-") + Sizes.megabytes(Math.abs(grown));
    }

    private static String ending(Standing standing, int all) {
        return standing.best()
                .map(
                        best ->
                                Words.count(all, "attempt")
                                        + ", "
                                        + Words.duration(standing.seconds())
                                        + " at work. Your best: "
                                        + best.points()
                                        + " of "
                                        + best.of()
                                        + " points"
                                        + (best.bytes().isPresent()
                                                ? ", " + Words.size(best.bytes())
                                                : "")
                                        + (standing.marks().isEmpty()
                                                ? ""
                                                : "; marks: " + String.join(", ", standing.marks()))
                                        + ".")
                .orElse(Words.count(all, "attempt") + ".");
    }

    private static OptionalDouble asDouble(OptionalLong value) {
        return value.isPresent() ? OptionalDouble.of(value.getAsLong()) : OptionalDouble.empty();
    }

    private static String cells(String form, Object... cells) {
        return String.format(Locale.ROOT, form, cells);
    }

    private void wrapped(String text) {
        Columns.wrap(text, style.width()).forEach(this::line);
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
