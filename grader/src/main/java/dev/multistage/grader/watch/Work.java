package dev.multistage.grader.watch;

import dev.multistage.grader.exercise.Submission;

/**
 * The work that takes time and is done beside the loop. Every job is answered by exactly one {@link
 * WatchEvent} with its number, a cancelled one too, and only once everything that it made is
 * removed.
 */
public interface Work {

    /** Judges what needs no engine; answered by {@link WatchEvent.Judged}. */
    void judge(int job, Submission submission);

    /** Grades; answered by {@link WatchEvent.Graded}. */
    void grade(int job, Submission submission);

    /** Writes a page; answered by {@link WatchEvent.Written}. */
    void write(int job, Page page, Submission submission);

    /** Cancels the grade or the page that is under way, if there is one. */
    void cancel();

    /** Returns how far the grade has come. */
    BuildProgress.State progress();
}
