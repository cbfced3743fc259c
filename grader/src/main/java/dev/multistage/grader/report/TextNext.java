package dev.multistage.grader.report;

import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.progress.Attempt;
import dev.multistage.grader.progress.CourseStop;
import dev.multistage.grader.progress.Failing;
import java.util.List;
import java.util.Optional;

/** What to do next, for a person at a terminal. */
public final class TextNext {

    private static final int LABEL = 7;

    private final Style style;
    private final StringBuilder out = new StringBuilder();

    public TextNext(Style style) {
        this.style = style;
    }

    /**
     * Renders where to go on.
     *
     * @param last the last attempt at it, if there is one
     */
    public String render(CourseStop stop, Optional<Attempt> last) {
        out.setLength(0);
        Exercise exercise = stop.exercise();
        for (String part :
                Columns.wrap(
                        exercise.id() + "  " + style.line(exercise.declaration().title()),
                        style.width())) {
            line(style.bold(part));
        }
        labelled(
                "",
                exercise.declaration().language()
                        + ", about "
                        + exercise.declaration().minutes()
                        + " minutes");
        line("");
        path("lesson", exercise.path() + "/README.md");
        Optional<Failing> failing = last.flatMap(attempt -> attempt.failing().stream().findFirst());
        if (failing.isPresent()) {
            labelled(
                    "first",
                    failing.get().requirement()
                            + ": "
                            + failing.get().next()
                            + " (from your attempt "
                            + last.get().number()
                            + ", "
                            + Words.points(last.get().result())
                            + " points)");
        } else {
            exercise.firstCommand().ifPresent(command -> labelled("first", command));
        }
        for (String file : exercise.declaration().editable()) {
            if (!file.equals(".dockerignore") || exercise.declaration().editable().size() == 1) {
                path("edit", exercise.path() + "/app/" + file);
            }
        }
        labelled("stuck", "./grade hint " + exercise.id());
        line("");
        line("Then: ./grade " + exercise.id());
        return style.fit(out.toString());
    }

    /** Renders the end of the course. */
    public String renderEnd() {
        return style.fit(
                """
                You have passed the whole course.
                What is left: the marks in ./grade status, and your own images: ./grade explain IMAGE
                """);
    }

    /** A path is not broken, so that it can be copied from a narrow terminal, too. */
    private void path(String label, String path) {
        line(style.faint(label + " ".repeat(LABEL - label.length())) + path);
    }

    private void labelled(String label, String text) {
        List<String> lines = Columns.wrap(style.line(text), style.width() - LABEL);
        for (int i = 0; i < lines.size(); i++) {
            String head = i == 0 ? label : "";
            line(style.faint(head + " ".repeat(LABEL - head.length())) + lines.get(i));
        }
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
