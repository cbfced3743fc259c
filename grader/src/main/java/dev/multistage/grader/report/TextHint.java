package dev.multistage.grader.report;

import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.progress.Failing;
import dev.multistage.grader.progress.Hint;
import dev.multistage.grader.progress.Result;
import dev.multistage.grader.progress.Standing;
import java.util.Optional;

/** Hints and the solution, for a person at a terminal. */
public final class TextHint {

    private final Style style;
    private final StringBuilder out = new StringBuilder();

    public TextHint(Style style) {
        this.style = style;
    }

    /** Renders one hint. */
    public String render(Exercise exercise, Hint hint) {
        out.setLength(0);
        int levels = exercise.hints().ladder().size();
        wrapped(
                hint.code().isEmpty()
                        ? "Hint " + hint.level() + " of " + levels
                        : "Your last attempt failed at: "
                                + style.line(hint.requirement())
                                + " ("
                                + style.line(hint.code())
                                + ")");
        text(hint.text());
        return style.fit(out.toString());
    }

    /**
     * Renders what to ask for next.
     *
     * @param level how many hints of the ladder were shown
     */
    public String renderMore(Exercise exercise, int level) {
        out.setLength(0);
        int levels = exercise.hints().ladder().size();
        line("");
        if (level < levels) {
            wrapped(
                    "Next: ./grade hint "
                            + exercise.id()
                            + " shows hint "
                            + (level + 1)
                            + " of "
                            + levels
                            + ".");
        } else {
            wrapped("There are no more hints. The solution: ./grade solution " + exercise.id());
        }
        return style.fit(out.toString());
    }

    /**
     * Renders what is left to try before the solution is shown.
     *
     * @param failing what the last attempt failed at first, if there was one
     */
    public String renderReluctance(
            Exercise exercise, Standing standing, Optional<Failing> failing) {
        out.setLength(0);
        wrapped("You have not passed " + exercise.id() + " yet. What is left to try:");
        if (standing.attempts() == 0) {
            wrapped("- a first attempt: ./grade " + exercise.id());
        } else {
            Result latest = standing.latest().orElseThrow();
            failing.ifPresent(
                    first ->
                            wrapped(
                                    "- your last attempt has "
                                            + latest.points()
                                            + " of "
                                            + latest.of()
                                            + " points. Its first step: "
                                            + style.line(first.next())));
        }
        int levels = exercise.hints().ladder().size();
        int left = Math.max(0, levels - standing.hints());
        if (left > 0) {
            wrapped("- " + Words.count(left, "more hint") + ": ./grade hint " + exercise.id());
        }
        line("");
        wrapped("To see it all the same, ask again: ./grade solution " + exercise.id());
        return style.fit(out.toString());
    }

    /** Renders the solution's explanation, and where its files are. */
    public String renderSolution(Exercise exercise) {
        out.setLength(0);
        text(exercise.solution());
        line("");
        for (String file : exercise.declaration().editable()) {
            String path = exercise.solutionPath() + "/app/" + file;
            if (exercise.files().read(path).isPresent()) {
                line("File: " + path);
            }
        }
        wrapped("Beside yours: ./grade compare " + exercise.id() + " --solution");
        return style.fit(out.toString());
    }

    private void text(String markdown) {
        for (String line : Printable.clean(markdown).strip().split("\n")) {
            if (line.startsWith("|")) {
                // the columns of a table mean more than the width
                line(line);
            } else {
                wrapped(line);
            }
        }
    }

    private void wrapped(String text) {
        Columns.wrap(style.fit(text), style.width()).forEach(this::line);
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
