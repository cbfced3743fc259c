package dev.multistage.grader.cli;

import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.docker.BuildStep;
import dev.multistage.grader.docker.ProgressListener;
import dev.multistage.grader.explain.CacheMiss;
import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.GradingListener;
import dev.multistage.grader.report.Columns;
import dev.multistage.grader.report.Printable;
import dev.multistage.grader.report.Style;
import dev.multistage.grader.report.TextReport;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * Shows progress on standard error: one line that is rewritten on a terminal, plain lines
 * elsewhere. Standard output belongs to results.
 */
final class Terminal implements GradingListener {

    private static final long REDRAW_MILLIS = 100;
    private static final long PLAIN_LINE_MILLIS = 5_000;

    private final PrintStream err;
    private final boolean live;
    private final boolean verbose;
    private final Style style;
    private long lastDrawn;
    private String lastPlain = "";
    private int shown;

    /**
     * @param err where progress goes
     * @param live whether it is a terminal that can rewrite a line
     * @param verbose whether to show every step and what it prints
     * @param style how to show text
     */
    Terminal(PrintStream err, boolean live, boolean verbose, Style style) {
        this.err = err;
        this.live = live && !verbose;
        this.verbose = verbose;
        this.style = style;
    }

    @Override
    public synchronized void begins(String what) {
        show(what + "…", true);
    }

    @Override
    public synchronized void advanced(String what, long done, long total) {
        String text = style.line(what);
        if (total > 0) {
            int percent = (int) Math.min(100, 100 * done / total);
            text += live ? "  " + bar(percent) + " " + percent + " %" : "  " + percent + " %";
            if (total > 1_000_000) {
                text += " of " + Sizes.megabytes(total);
            }
        }
        show(text, total == 0);
    }

    @Override
    public synchronized void started(BuildStep step) {
        if (!step.internal()) {
            show("building: " + style.line(step.name()), verbose);
        }
    }

    @Override
    public synchronized void completed(BuildStep step) {
        if (verbose && !step.internal()) {
            erase();
            err.println(
                    (step.error() != null ? "failed " : step.cached() ? "cached " : "done   ")
                            + String.format(
                                    Locale.ROOT, "%6.1f s  ", step.duration().toMillis() / 1e3)
                            + style.line(step.name()));
        }
    }

    @Override
    public synchronized void printed(BuildStep step, String text) {
        if (verbose) {
            erase();
            err.println("    | " + style.line(text));
        }
    }

    @Override
    public synchronized void cacheMissed(String dockerfile, CacheMiss miss) {
        if (verbose) {
            erase();
            err.println(
                    "not in the cache: "
                            + dockerfile
                            + ":"
                            + miss.line()
                            + ": "
                            + style.line(miss.because()));
        }
    }

    @Override
    public synchronized void staticVerdicts(List<Finding> findings) {
        List<Finding> failed = findings.stream().filter(Finding::failed).toList();
        if (!failed.isEmpty()) {
            erase();
            err.println("Before anything is built:");
            err.print(new TextReport(style).render(failed));
            err.println();
        }
    }

    @Override
    public synchronized void notice(String text) {
        erase();
        err.println(style.fit(Printable.clean(text)));
    }

    /** Takes the progress line away. */
    synchronized void erase() {
        if (live && shown > 0) {
            err.print("\r" + " ".repeat(shown) + "\r");
            err.flush();
            shown = 0;
        }
    }

    /** Returns this as a listener for work outside a grade. */
    ProgressListener progress() {
        return this::advanced;
    }

    private void show(String text, boolean important) {
        long now = System.nanoTime() / 1_000_000;
        if (live) {
            if (!important && now - lastDrawn < REDRAW_MILLIS) {
                return;
            }
            lastDrawn = now;
            String line = style.cut(style.fit(text), style.width() - 1);
            int columns = Columns.of(line);
            err.print("\r" + line + " ".repeat(Math.max(0, shown - columns)));
            err.flush();
            shown = columns;
            return;
        }
        // without a terminal: a line for each new thing, and one now and then while it lasts
        String plain = text.replaceAll(" *[0-9]+ %.*", "");
        if (!plain.equals(lastPlain)
                || (important && verbose)
                || now - lastDrawn > PLAIN_LINE_MILLIS) {
            lastPlain = plain;
            lastDrawn = now;
            err.println(style.fit(text));
        }
    }

    private String bar(int percent) {
        int width = 20;
        int full = percent * width / 100;
        return style.signs()
                ? "█".repeat(full) + "░".repeat(width - full)
                : "[" + "#".repeat(full) + ".".repeat(width - full) + "]";
    }
}
