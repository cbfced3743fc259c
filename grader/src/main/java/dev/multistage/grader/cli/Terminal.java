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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Shows progress on standard error: one line that is rewritten on a terminal, plain lines
 * elsewhere. Standard output belongs to results.
 */
final class Terminal implements GradingListener {

    private static final long REDRAW_MILLIS = 100;
    private static final long PLAIN_LINE_MILLIS = 5_000;

    /** Without a terminal: after so long a silence a line says that a build goes on. */
    private static final long SILENCE_MILLIS = 15_000;

    /** On a terminal the seconds of a step are counted once it is slow enough to be wondered at. */
    private static final long SLOW_STEP_MILLIS = 2_000;

    private final PrintStream err;
    private final boolean live;
    private final boolean verbose;
    private final Style style;
    private final LongSupplier clock;
    private final Map<String, Long> begun = new HashMap<>();
    private long lastDrawn;
    private String lastPlain = "";
    private int shown;

    /**
     * @param err where progress goes
     * @param live whether it is a terminal that can rewrite a line
     * @param verbose whether to show every step and what it prints
     * @param style how to show text
     * @param clock milliseconds; only differences count
     */
    Terminal(PrintStream err, boolean live, boolean verbose, Style style, LongSupplier clock) {
        this.err = err;
        this.live = live && !verbose;
        this.verbose = verbose;
        this.style = style;
        this.clock = clock;
        this.lastDrawn = clock.getAsLong() - REDRAW_MILLIS;
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
        begun.put(step.digest(), clock.getAsLong());
        if (!step.internal()) {
            show("building: " + style.line(step.name()), verbose);
        }
    }

    @Override
    public synchronized void atWork(BuildStep step) {
        long now = clock.getAsLong();
        long millis = now - begun.getOrDefault(step.digest(), now);
        if (live ? millis < SLOW_STEP_MILLIS : now - lastDrawn < SILENCE_MILLIS) {
            return;
        }
        String seconds = millis / 1000 + " s";
        if (live) {
            String counted = ", " + seconds;
            int room = style.width() - 1 - counted.length();
            show(style.cut("building: " + style.line(step.name()), room) + counted, false);
            return;
        }
        String instruction = step.name().substring(step.name().indexOf("] ") + 1).strip();
        String line = step.line() > 0 ? "line " + step.line() + " " + instruction : step.name();
        say(style.cut("still building, " + seconds + ": " + style.line(line), style.width()));
    }

    @Override
    public synchronized void completed(BuildStep step) {
        if (verbose && !step.internal()) {
            say(
                    (step.error() != null ? "failed " : step.cached() ? "cached " : "done   ")
                            + String.format(
                                    Locale.ROOT, "%6.1f s  ", step.duration().toMillis() / 1e3)
                            + style.line(step.name()));
        }
    }

    @Override
    public synchronized void printed(BuildStep step, String text) {
        if (verbose) {
            say("    | " + style.line(text));
        }
    }

    @Override
    public synchronized void cacheMissed(String dockerfile, CacheMiss miss) {
        if (verbose) {
            say(
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
        say(style.fit(Printable.clean(text)));
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

    /** Writes a line that stays. */
    private void say(String line) {
        erase();
        err.println(line);
        if (!live) {
            lastDrawn = clock.getAsLong();
        }
    }

    private void show(String text, boolean important) {
        long now = clock.getAsLong();
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
            say(style.fit(text));
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
