package dev.multistage.grader.terminal;

import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.report.Printable;
import dev.multistage.grader.report.Style;
import dev.multistage.grader.report.TextReport;
import dev.multistage.grader.watch.Page;
import dev.multistage.grader.watch.WatchState;
import dev.multistage.grader.watch.WatchView;
import java.io.PrintStream;
import java.util.List;

/** Watching without a screen: one block of lines for each thing that is new, nothing redrawn. */
public final class PlainView implements WatchView {

    private final PrintStream out;
    private final Style style;
    private WatchState last;

    /**
     * @param out where lines go
     * @param style how to show text
     */
    public PlainView(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    @Override
    public int show(WatchState state) {
        WatchState before = last;
        last = state;
        boolean another = before == null || before.exercise() != state.exercise();
        if (another) {
            say(
                    "Watching "
                            + state.exercise().id()
                            + ": "
                            + state.exercise().declaration().title());
        }
        if (!state.saved().isEmpty() && (another || !state.saved().equals(before.saved()))) {
            say("Saved.");
        }
        if (!state.note().isEmpty() && (another || !state.note().equals(before.note()))) {
            say(state.note());
        }
        if (!state.question().isEmpty()
                && (another || !state.question().equals(before.question()))) {
            say(state.question() + " [y/N]");
        }
        if (state.phase() != (before == null ? null : before.phase()) || another) {
            phase(state);
        } else if (state.grade().isPresent()
                && state.grade().get() != before.grade().orElse(null)) {
            phase(state);
        }
        if (state.page() != Page.VERDICT
                && (another
                        || state.page() != before.page()
                        || !state.text().equals(before.text()))) {
            page(state);
        }
        out.flush();
        return Integer.MAX_VALUE;
    }

    private void phase(WatchState state) {
        switch (state.phase()) {
            case JUDGED -> {
                List<Finding> failed = state.texts().stream().filter(Finding::failed).toList();
                if (!failed.isEmpty()) {
                    say("Before anything is built:");
                    out.print(new TextReport(style).render(failed));
                }
            }
            case GRADING -> say("Grading…");
            case GRADED ->
                    state.grade()
                            .ifPresent(
                                    grade -> {
                                        out.println();
                                        out.print(
                                                new TextReport(style, "h and Enter").render(grade));
                                        out.println();
                                    });
            case WAITING, SAVED, BROKEN -> {}
        }
    }

    private void page(WatchState state) {
        out.println();
        new WatchPage(style, style.width(), 24)
                .of(state).stream()
                        .map(line -> style.fit(line).stripTrailing())
                        .forEach(out::println);
        out.println();
    }

    private void say(String text) {
        out.println(style.fit(Printable.clean(text)));
    }
}
