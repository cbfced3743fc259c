package dev.multistage.grader.watch;

import dev.multistage.grader.exercise.Submission;
import java.util.function.LongSupplier;

/**
 * The jobs that are under way: at most one that judges texts, and at most one that needs the
 * engine. The latter is under way until it is answered, a cancelled one too.
 */
final class Jobs {

    private final Work work;
    private final LongSupplier clock;
    private int last;
    private int judging;
    private int running;
    private Page runningFor = Page.VERDICT;
    private boolean cancelled;
    private long begun;

    /**
     * @param clock nanoseconds
     */
    Jobs(Work work, LongSupplier clock) {
        this.work = work;
        this.clock = clock;
    }

    void judge(Submission submission) {
        judging = ++last;
        work.judge(judging, submission);
    }

    void grade(Submission submission) {
        work.grade(begin(Page.VERDICT), submission);
    }

    void write(Page page, Submission submission) {
        work.write(begin(page), page, submission);
    }

    private int begin(Page page) {
        running = ++last;
        runningFor = page;
        cancelled = false;
        begun = clock.getAsLong();
        return running;
    }

    /** Gives up all of them: none of their results is wanted any more. */
    void cancel() {
        judging = 0;
        if (running() && !cancelled) {
            cancelled = true;
            work.cancel();
        }
    }

    /** Returns whether nothing is under way. */
    boolean idle() {
        return judging == 0 && !running();
    }

    /** Returns whether a grade or a page is under way. */
    boolean running() {
        return running != 0;
    }

    /** Returns whether this is the grade or the page that is under way. */
    boolean runs(int job) {
        return running() && job == running;
    }

    /** Returns what the last grade or page is shown on. */
    Page runningFor() {
        return runningFor;
    }

    /** Returns for how many seconds the grade or the page is under way, 0 if there is none. */
    double seconds() {
        return running() ? (clock.getAsLong() - begun) / 1e9 : 0;
    }

    BuildProgress.State progress() {
        return running() ? work.progress() : BuildProgress.State.NONE;
    }

    /** Notes the end of the job that judges, if it is this; returns whether it is. */
    boolean judgingEnds(int job) {
        boolean ends = judging != 0 && job == judging;
        judging = ends ? 0 : judging;
        return ends;
    }

    /** Notes the end of the grade or the page; returns whether its result is still wanted. */
    boolean runningEnds() {
        running = 0;
        return !cancelled;
    }
}
