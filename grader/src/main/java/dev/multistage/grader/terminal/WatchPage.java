package dev.multistage.grader.terminal;

import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.Trouble;
import dev.multistage.grader.report.Printable;
import dev.multistage.grader.report.Style;
import dev.multistage.grader.report.TextReport;
import dev.multistage.grader.watch.BuildProgress;
import dev.multistage.grader.watch.CourseLine;
import dev.multistage.grader.watch.Key;
import dev.multistage.grader.watch.WatchState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What stands in the middle of the screen. */
final class WatchPage {

    private static final int LOG_LINES = 4;

    /** With fewer cells, the commands that do the same as keys are left out. */
    private static final int WIDE = 60;

    /** Style cannot be narrower. */
    private static final int NARROWEST = 40;

    private final Style style;
    private final String indent;
    private final int columns;
    private final int room;

    /**
     * @param style how to show text
     * @param columns cells of a line
     * @param room lines that are in sight
     */
    WatchPage(Style style, int columns, int room) {
        this.indent = columns > NARROWEST + 1 ? " " : "";
        this.style =
                new Style(
                        style.color(),
                        style.unicode(),
                        columns - 2 * indent.length(),
                        style.plain());
        this.columns = columns;
        this.room = room;
    }

    /** Returns the lines of the page. */
    List<String> of(WatchState state) {
        return switch (state.page()) {
            case VERDICT -> verdict(state);
            case LIST -> course(state);
            case KEYS -> keys();
            case HINT -> prose(state.text());
            case EXPLANATION, COMPARISON -> state.text().lines().toList();
        };
    }

    private List<String> verdict(WatchState state) {
        return switch (state.phase()) {
            case WAITING, BROKEN -> prose(state.note());
            case SAVED -> graded(state);
            case JUDGED, GRADING -> underWay(state);
            case GRADED -> graded(state);
        };
    }

    private List<String> prose(String text) {
        List<String> lines = new ArrayList<>(List.of(""));
        for (String line : Cells.wrap(Printable.clean(text), Math.max(20, columns - 4))) {
            lines.add("  " + line);
        }
        return lines;
    }

    private List<String> graded(WatchState state) {
        if (state.grade().isEmpty()) {
            return List.of();
        }
        Grade grade = state.grade().get();
        if (grade.trouble().isPresent()) {
            Trouble trouble = grade.trouble().get();
            return prose(trouble.message() + "\n\n" + trouble.remedy());
        }
        StringBuilder text = new StringBuilder();
        TextReport report = new TextReport(style);
        List<Finding> plain = new ArrayList<>();
        for (Finding finding : grade.findings()) {
            if (finding.failed()) {
                text.append(report.render(finding));
            } else if (finding.status() != Finding.Status.ADVICE) {
                plain.add(finding);
            }
        }
        text.append(report.render(plain));
        text.append(report.renderImages(grade)).append('\n');
        for (Finding finding : grade.findings()) {
            if (finding.status() == Finding.Status.ADVICE) {
                text.append(report.render(finding));
            }
        }
        List<String> lines = new ArrayList<>(List.of(""));
        if (!state.change().isEmpty()) {
            Cells.wrap(Printable.clean(state.change()), columns - 2)
                    .forEach(line -> lines.add(" " + line));
            lines.add("");
        }
        text.toString()
                .replaceAll("\n{3,}", "\n\n")
                .strip()
                .lines()
                .forEach(line -> lines.add(indent + line));
        return lines;
    }

    private List<String> underWay(WatchState state) {
        List<String> lines = new ArrayList<>(texts(state.texts()));
        List<String> steps = steps(state.progress());
        int left = room - lines.size();
        if (steps.size() > left && lines.size() > room / 2) {
            // the step that runs must be in sight
            lines = new ArrayList<>(lines.subList(0, room / 2));
            left = room - lines.size();
        }
        if (steps.size() > left && left > 1) {
            int hidden = steps.size() - left + 1;
            lines.add(style.faint("   " + hidden + " lines before"));
            steps = steps.subList(hidden, steps.size());
        }
        lines.addAll(steps);
        return lines;
    }

    private List<String> texts(List<Finding> findings) {
        List<Finding> failed = findings.stream().filter(Finding::failed).toList();
        if (findings.isEmpty()) {
            return List.of("");
        }
        List<String> lines = new ArrayList<>(List.of(""));
        if (failed.isEmpty()) {
            lines.add(
                    indent
                            + style.green(style.unicode() ? "✔ pass" : "+ pass")
                            + "  what the text alone shows");
        }
        new TextReport(style).render(failed).lines().forEach(line -> lines.add(indent + line));
        lines.add("");
        return lines;
    }

    private List<String> steps(BuildProgress.State progress) {
        List<String> lines = new ArrayList<>();
        for (BuildProgress.Step step : progress.steps()) {
            String name = Printable.oneLine(step.name());
            String seconds =
                    step.seconds() < 0.05
                            ? ""
                            : String.format(Locale.ROOT, "%.1f s ", step.seconds());
            switch (step.status()) {
                case RUNNING -> {
                    lines.add(step(style.yellow(sign("▸", ">")), name, seconds));
                    List<String> log = step.log();
                    for (String line :
                            log.subList(Math.max(0, log.size() - LOG_LINES), log.size())) {
                        lines.add(
                                Cells.cut(
                                        style.faint("     | " + Printable.oneLine(line)),
                                        columns - 1,
                                        style.unicode()));
                    }
                }
                case CACHED ->
                        lines.add(step(style.green(sign("✔", "+")), name, style.faint("cached ")));
                case DONE -> lines.add(step(style.green(sign("✔", "+")), name, seconds));
                case FAILED -> lines.add(step(style.red(sign("✘", "x")), name, "failed "));
            }
        }
        if (!progress.detail().isEmpty()) {
            lines.add("   " + style.faint(Printable.oneLine(progress.detail())));
        }
        return lines;
    }

    private String step(String sign, String name, String right) {
        return Cells.ends("   " + sign + " " + name, right, columns, style.unicode());
    }

    private List<String> course(WatchState state) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < state.course().size(); i++) {
            CourseLine line = state.course().get(i);
            String standing =
                    switch (line.standing()) {
                        case PASSED -> style.green(sign("✔", "+") + " passed ");
                        case TRIED -> style.yellow(sign("•", "-") + " tried  ");
                        case OPEN -> "         ";
                    };
            String text =
                    (i == state.marked() ? style.bold(sign(" ▸ ", " > ")) : "   ")
                            + standing
                            + Cells.pad(line.exercise().id().toString(), 12)
                            + Printable.oneLine(line.exercise().declaration().title());
            String size =
                    line.best().isEmpty()
                            ? line.exercise().declaration().minutes() + " min "
                            : line.best() + " ";
            lines.add(Cells.ends(text, style.faint(size), columns, style.unicode()));
        }
        return lines;
    }

    private List<String> keys() {
        List<String> lines = new ArrayList<>(List.of(""));
        for (Key key : Key.values()) {
            if (key.purpose().isEmpty()) {
                continue;
            }
            String name =
                    switch (key) {
                        case BACK -> "Esc";
                        case ENTER -> "Enter";
                        default -> String.valueOf(key.letter());
                    };
            String command =
                    key.command().isEmpty() || columns < WIDE
                            ? ""
                            : "./grade " + key.command() + " ";
            lines.add(
                    Cells.ends(
                            "  " + style.bold(Cells.pad(name, 7)) + key.purpose(),
                            style.faint(command),
                            columns,
                            style.unicode()));
        }
        lines.add("");
        lines.addAll(
                prose(
                                "Arrows, Space, b, g and G scroll. Ctrl-C stops at once. Everything that was"
                                        + " begun in the engine is removed.")
                        .stream()
                        .skip(1)
                        .toList());
        return lines;
    }

    private String sign(String unicode, String ascii) {
        return style.unicode() ? unicode : ascii;
    }
}
