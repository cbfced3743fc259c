package dev.multistage.grader.terminal;

import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.report.Printable;
import dev.multistage.grader.report.Style;
import dev.multistage.grader.watch.Key;
import dev.multistage.grader.watch.Page;
import dev.multistage.grader.watch.WatchState;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The screen of watching: what it is about on top, the keys at the bottom, the page between. */
final class WatchScreen {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    /** Keys in the order in which they are given up where there is little room, last first. */
    private static final List<Key> KEYS =
            List.of(
                    Key.QUIT,
                    Key.HINT,
                    Key.KEYS,
                    Key.LIST,
                    Key.NEXT,
                    Key.AGAIN,
                    Key.EXPLAIN,
                    Key.SOLUTION,
                    Key.LESSON);

    /** Blanks between two keys. */
    private static final int GAP = 2;

    /** With fewer cells, what can be left out is left out. */
    private static final int NARROW = 60;

    /** With fewer lines, only how it went, the page and the keys are shown. */
    private static final int FLAT = 10;

    private final Style style;
    private final int columns;
    private final int rows;
    private final ZoneId zone;

    /**
     * @param style how to show text
     * @param columns cells of a line
     * @param rows lines of the screen
     * @param zone where the person's clock is
     */
    WatchScreen(Style style, int columns, int rows, ZoneId zone) {
        this.style = new Style(style.color(), style.unicode(), columns);
        this.columns = columns;
        this.rows = rows;
        this.zone = zone;
    }

    /**
     * What is drawn.
     *
     * @param lines as many as the screen has rows, none wider than the screen
     * @param mostScroll how many lines the page can be scrolled down at most
     */
    record Frame(List<String> lines, int mostScroll) {
        Frame {
            lines = List.copyOf(lines);
        }
    }

    /** Draws a state. */
    Frame draw(WatchState state) {
        boolean flat = rows < FLAT;
        List<String> top = new ArrayList<>();
        if (!flat) {
            top.add(header(state));
        }
        top.add(status(state));
        if (state.page() == Page.VERDICT && shown(state) && !flat) {
            state.grade()
                    .ifPresent(
                            grade ->
                                    top.addAll(
                                            new SizeBars(style, columns)
                                                    .of(grade, state.bytesBefore())));
        }
        top.add(rule("", ""));
        int room = Math.max(0, rows - top.size() - 2);
        List<String> page = new WatchPage(style, columns, room).of(state);
        int most = Math.max(0, page.size() - room);
        int from =
                state.page() == Page.LIST
                        ? Math.max(0, Math.min(most, state.marked() - room / 2))
                        : Math.min(most, state.scroll());
        List<String> lines = new ArrayList<>(top);
        lines.addAll(page.subList(from, Math.min(page.size(), from + room)));
        while (lines.size() < rows - 2) {
            lines.add("");
        }
        lines.add(rule(note(state), more(from, page.size() - from - room)));
        lines.add(keys(state));
        List<String> fitting =
                lines.stream()
                        .limit(Math.max(0, rows))
                        .map(line -> Cells.cut(style.fit(line), columns, style.unicode()))
                        .toList();
        return new Frame(fitting, most);
    }

    /** Returns whether the last grade is the one in sight. */
    private static boolean shown(WatchState state) {
        return state.phase() == WatchState.Phase.GRADED || state.phase() == WatchState.Phase.SAVED;
    }

    private String header(WatchState state) {
        String left =
                " "
                        + style.bold(state.exercise().id().toString())
                        + "  "
                        + Printable.oneLine(state.exercise().declaration().title());
        int of = state.course().size();
        int passed = state.passed();
        String count = passed + "/" + of + " passed ";
        if (columns < NARROW) {
            return Cells.ends(left, passed + "/" + of + " ", columns, style.unicode());
        }
        return Cells.ends(left, bar(passed, of, 16) + " " + count, columns, style.unicode());
    }

    private String bar(int done, int of, int cells) {
        int full = of == 0 ? 0 : done * cells / of;
        return style.unicode()
                ? style.green("━".repeat(full)) + style.faint("─".repeat(cells - full))
                : "[" + "#".repeat(full) + ".".repeat(cells - full) + "]";
    }

    private String status(WatchState state) {
        String at =
                state.saved()
                        .map(time -> "saved " + TIME.format(time.atZone(zone)))
                        .orElse("as the files are now");
        return switch (state.phase()) {
            case WAITING -> " " + style.yellow(sign("◌", "?") + " Waiting for your files");
            case SAVED ->
                    " "
                            + style.yellow(
                                    sign("●", "*")
                                            + " "
                                            + (state.saved().isPresent()
                                                    ? "Saved" + at.substring(5)
                                                    : "Reading the files"));
            case JUDGED ->
                    " "
                            + style.yellow(sign("●", "*") + " Text judged")
                            + (state.seconds() > 0
                                    ? ", cancelling the build of the save before"
                                    : ", building in a moment")
                            + style.faint("  " + at);
            case GRADING ->
                    Cells.ends(
                            " "
                                    + style.yellow(sign("●", "*") + " Grading ")
                                    + style.faint(Printable.oneLine(state.progress().activity())),
                            String.format(Locale.ROOT, "%.0f s  ", Math.floor(state.seconds()))
                                    + style.faint(columns < NARROW ? "" : at + " "),
                            columns,
                            style.unicode());
            case GRADED ->
                    state.grade()
                            .map(
                                    grade ->
                                            Cells.ends(
                                                    ending(grade),
                                                    style.faint(took(grade, at)),
                                                    columns,
                                                    style.unicode()))
                            .orElse("");
            case BROKEN -> " " + style.yellow("! Not graded");
        };
    }

    private String took(Grade grade, String at) {
        return String.format(Locale.ROOT, "%.1f s", grade.timing().total())
                + (columns < NARROW ? " " : ", " + at + " ");
    }

    private String ending(Grade grade) {
        if (grade.trouble().isPresent()) {
            return " " + style.yellow("! Not graded.") + " This is not your Dockerfile.";
        }
        String points = grade.score().points() + " of " + grade.score().of() + " points";
        if (grade.status() == Grade.Status.PASSED) {
            return " " + style.green(sign("✔", "+") + " Passed") + ": " + points;
        }
        long failed = grade.findings().stream().filter(Finding::failed).count();
        return " "
                + style.red(sign("✘", "x") + " Not passed yet")
                + ": "
                + points
                + (columns < NARROW ? "" : ", " + failed + " to fix");
    }

    private String note(WatchState state) {
        if (!state.question().isEmpty()) {
            return Printable.oneLine(state.question()) + " [y/N]";
        }
        boolean inPage =
                state.phase() == WatchState.Phase.WAITING
                        || state.phase() == WatchState.Phase.BROKEN;
        return inPage ? "" : Printable.oneLine(state.note());
    }

    private static String more(int above, int below) {
        return below > 0 ? below + " more below" : above > 0 ? "the end" : "";
    }

    /** A line across, with a note in it at the left and what is not in sight at the right. */
    private String rule(String note, String more) {
        String dash = style.unicode() ? "─" : "-";
        String left =
                note.isEmpty() ? "" : " " + Cells.cut(note, columns - 4, style.unicode()) + " ";
        String right = more.isEmpty() ? "" : " " + more + " ";
        if (Cells.width(left) + Cells.width(right) + 4 > columns) {
            right = "";
        }
        int room = columns - Cells.width(left) - Cells.width(right);
        int lead = Math.min(2, room);
        int trail = right.isEmpty() ? 0 : Math.min(2, room - lead);
        return style.faint(dash.repeat(lead))
                + (left.isEmpty() ? "" : style.yellow(left))
                + style.faint(dash.repeat(Math.max(0, room - lead - trail)))
                + right
                + style.faint(dash.repeat(trail));
    }

    private String keys(WatchState state) {
        if (!state.question().isEmpty()) {
            return " " + key("y") + "yes  " + key("n") + "no";
        }
        if (state.page() != Page.VERDICT) {
            return " "
                    + key("Esc")
                    + "back  "
                    + key("q")
                    + "quit  "
                    + (state.page() == Page.LIST
                            ? key(sign("↑↓", "j k")) + "choose  " + key("Enter") + "go"
                            : key(sign("↑↓", "j k"))
                                    + "scroll  "
                                    + (state.page() == Page.HINT ? key("h") + "more" : ""));
        }
        Set<Key> fitting = EnumSet.noneOf(Key.class);
        int room = columns - 1 + GAP;
        for (Key key : KEYS) {
            int width = key.label().length() + 2 + GAP;
            if (room < width) {
                break;
            }
            room -= width;
            fitting.add(key);
        }
        StringBuilder line = new StringBuilder(" ");
        for (Key key : fitting) {
            line.append(key(String.valueOf(key.letter())))
                    .append(key.label())
                    .append(" ".repeat(GAP));
        }
        return line.toString().stripTrailing();
    }

    private String key(String name) {
        return style.bold(name) + " ";
    }

    private String sign(String unicode, String ascii) {
        return style.unicode() ? unicode : ascii;
    }
}
