package dev.multistage.grader.report;

import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.progress.CourseMap;
import dev.multistage.grader.progress.CourseStop;
import dev.multistage.grader.progress.Result;
import dev.multistage.grader.progress.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The course map for a person at a terminal. */
public final class TextStatus {

    private static final int TABLE_WIDTH = 80;

    private final Style style;
    private final StringBuilder out = new StringBuilder();

    public TextStatus(Style style) {
        this.style = style;
    }

    /**
     * Renders the map: a table where it fits, else, and where it may be read aloud, a few lines for
     * each exercise.
     */
    public String render(CourseMap map) {
        out.setLength(0);
        if (style.width() >= TABLE_WIDTH && !style.plain()) {
            line(
                    style.faint(
                            row(
                                    "",
                                    "exercise",
                                    "",
                                    "points",
                                    "best",
                                    "limit",
                                    "bloated",
                                    "tries",
                                    "time")));
            map.stops().forEach(this::row);
        } else {
            map.stops().forEach(this::block);
        }
        line("");
        elsewhere(map);
        fallen(map);
        for (String total : totals(map)) {
            wrapped(total);
        }
        ending(map).forEach(this::line);
        return style.fit(out.toString());
    }

    private void row(CourseStop stop) {
        Standing standing = stop.standing();
        Optional<Result> best = standing.best();
        String marks = String.join(" ", standing.marks());
        String text =
                row(
                        sign(stop),
                        stop.exercise().id().toString(),
                        word(stop),
                        best.map(Words::points).orElse(""),
                        best.map(result -> Words.size(result.bytes())).orElse(""),
                        limit(stop.limitBytes()),
                        Words.size(stop.starterBytes()),
                        standing.attempts() == 0 ? "" : String.valueOf(standing.attempts()),
                        standing.attempts() == 0 ? "" : Words.duration(standing.seconds()));
        String end = marks.isEmpty() ? "" : " " + marks;
        String title = style.line(stop.exercise().declaration().title());
        String padded = end + " ".repeat(Math.max(0, 8 - end.length()));
        if (text.length() + padded.length() + 2 + title.length() <= style.width()) {
            end = padded + "  " + style.faint(title);
        }
        line(painted(stop, text) + end);
    }

    private static String row(
            String sign,
            String id,
            String word,
            String points,
            String best,
            String limit,
            String bloated,
            String attempts,
            String time) {
        return String.format(
                Locale.ROOT,
                "%-1s %-11s %-9s %7s %9s %7s %9s %5s %7s",
                sign,
                id,
                word,
                points,
                best,
                limit,
                bloated,
                attempts,
                time.replace(" min", "m").replace(" h ", "h").replace(" s", "s"));
    }

    private void block(CourseStop stop) {
        Standing standing = stop.standing();
        String sign = style.plain() ? "" : sign(stop) + " ";
        line(painted(stop, sign + stop.exercise().id() + "  " + word(stop)));
        if (stop.state() == CourseStop.State.UNTOUCHED) {
            return;
        }
        List<String> facts = new ArrayList<>();
        standing.best().ifPresent(best -> facts.add(Words.points(best) + " points"));
        facts.add(Words.count(standing.attempts(), "attempt"));
        facts.add(Words.duration(standing.seconds()));
        facts.addAll(standing.marks());
        indented(String.join(", ", facts));
        String best = standing.best().map(result -> Words.size(result.bytes())).orElse("");
        if (!best.isEmpty()) {
            String limit = limit(stop.limitBytes());
            String starter = Words.size(stop.starterBytes());
            indented(
                    best
                            + (limit.isEmpty() ? "" : ", limit " + limit)
                            + (starter.isEmpty() ? "" : ", bloated " + starter));
        }
    }

    private String painted(CourseStop stop, String text) {
        return switch (stop.state()) {
            case PASSED -> style.green(text);
            case TRIED -> style.yellow(text);
            case UNTOUCHED -> text;
        };
    }

    private String sign(CourseStop stop) {
        return switch (stop.state()) {
            case PASSED -> style.signs() ? "✔" : "+";
            case TRIED -> "~";
            case UNTOUCHED -> style.signs() ? "·" : "-";
        };
    }

    private static String word(CourseStop stop) {
        return stop.state().name().toLowerCase(Locale.ROOT);
    }

    private static String limit(OptionalLong bytes) {
        return bytes.isPresent() ? Sizes.limit(bytes.getAsLong() / 1e6) : "";
    }

    private void elsewhere(CourseMap map) {
        for (Map.Entry<String, Standing> entry : map.elsewhere().entrySet()) {
            Standing standing = entry.getValue();
            wrapped(
                    style.line(entry.getKey())
                            + " is not in this version of the course; kept: "
                            + Words.count(standing.attempts(), "attempt")
                            + (standing.passed().isPresent() ? ", passed." : "."));
        }
    }

    private void fallen(CourseMap map) {
        for (CourseStop stop : map.stops()) {
            Optional<Result> latest = stop.standing().latest();
            if (stop.state() == CourseStop.State.PASSED
                    && latest.isPresent()
                    && !latest.get().passed()) {
                wrapped(
                        stop.exercise().id()
                                + " has passed, but your last attempt did not ("
                                + Words.points(latest.get())
                                + " points).");
            }
        }
    }

    private static List<String> totals(CourseMap map) {
        String marks =
                map.marksToReach() == 0
                        ? ""
                        : ", " + map.marks() + " of " + Words.count(map.marksToReach(), "mark");
        return List.of(
                map.count(CourseStop.State.PASSED)
                        + " of "
                        + map.stops().size()
                        + " passed, "
                        + map.count(CourseStop.State.TRIED)
                        + " tried"
                        + marks
                        + "; "
                        + Words.count(map.attempts(), "attempt")
                        + ", "
                        + Words.duration(map.seconds())
                        + " at work.");
    }

    private static List<String> ending(CourseMap map) {
        return map.next()
                .map(
                        stop ->
                                List.of(
                                        (map.attempts() == 0 ? "Begin with: " : "Continue with: ")
                                                + "./grade "
                                                + stop.exercise().id(),
                                        "What to do first: ./grade next"))
                .orElse(List.of("You have passed the whole course."));
    }

    private void indented(String text) {
        Columns.wrap(text, style.width() - 4).forEach(part -> line("    " + part));
    }

    private void wrapped(String text) {
        Columns.wrap(text, style.width()).forEach(this::line);
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
