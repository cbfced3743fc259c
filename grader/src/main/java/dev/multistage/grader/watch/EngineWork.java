package dev.multistage.grader.watch;

import dev.multistage.grader.docker.EngineException;
import dev.multistage.grader.exercise.Submission;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.Grader;
import dev.multistage.grader.grading.Options;
import dev.multistage.grader.grading.UnreadableException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The real work: grades with an engine, one thing at a time, each in a thread of its own. */
public final class EngineWork implements Work, AutoCloseable {

    private final Grader grader;
    private final Options options;
    private final Pages pages;
    private final Attempts attempts;
    private final Consumer<WatchEvent> events;
    private final BuildProgress progress = new BuildProgress(System::nanoTime);
    private final ExecutorService texts =
            Executors.newSingleThreadExecutor(
                    task -> {
                        Thread thread = new Thread(task, "texts");
                        thread.setDaemon(true);
                        return thread;
                    });
    private volatile Thread worker;
    private volatile int current;
    private volatile int cancelled;

    /** Keeps finished grades. */
    @FunctionalInterface
    public interface Attempts {

        /** Keeps a grade with the files that it is of; returns in sentences what it changed. */
        String record(Submission submission, Grade grade);
    }

    /** Something that a job does; it returns the event that answers it. */
    @FunctionalInterface
    private interface Task {
        WatchEvent run() throws InterruptedException;
    }

    /**
     * @param events hears the answers, in threads of this
     */
    public EngineWork(
            Grader grader,
            Options options,
            Pages pages,
            Attempts attempts,
            Consumer<WatchEvent> events) {
        this.grader = grader;
        this.options = options;
        this.pages = pages;
        this.attempts = attempts;
        this.events = events;
    }

    @Override
    public void judge(int job, Submission submission) {
        texts.execute(
                () ->
                        answer(
                                job,
                                () ->
                                        new WatchEvent.Judged(
                                                job, Grader.judgeTexts(submission, options))));
    }

    @Override
    public void grade(int job, Submission submission) {
        start(
                job,
                () -> {
                    Grade grade = grader.grade(submission, options, progress);
                    if (job == cancelled) {
                        // a grade that was cut short can look like one with trouble
                        throw new InterruptedException();
                    }
                    return new WatchEvent.Graded(job, grade, attempts.record(submission, grade));
                });
    }

    @Override
    public void write(int job, Page page, Submission submission) {
        start(job, () -> new WatchEvent.Written(job, pages.write(page, submission, progress)));
    }

    private void start(int job, Task task) {
        progress.clear();
        current = job;
        worker = new Thread(() -> answer(job, task), "job-" + job);
        worker.start();
    }

    private void answer(int job, Task task) {
        WatchEvent answer;
        try {
            answer = task.run();
        } catch (InterruptedException cancelled) {
            answer = new WatchEvent.Failed(job, "");
        } catch (EngineException trouble) {
            answer =
                    new WatchEvent.Failed(
                            job, "This is not your Dockerfile: " + trouble.getMessage());
        } catch (UnreadableException unreadable) {
            answer = new WatchEvent.Failed(job, String.valueOf(unreadable.getMessage()));
        } catch (RuntimeException | Error defect) {
            // a class that is gone with a moved checkout is a LinkageError
            answer = new WatchEvent.Failed(job, "This is a defect in the grader: " + defect);
        }
        events.accept(answer);
    }

    @Override
    public void cancel() {
        cancelled = current;
        Thread thread = worker;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public BuildProgress.State progress() {
        return progress.state();
    }

    /** Cancels what is under way and waits until it is cleaned up, at most eight seconds. */
    @Override
    public void close() {
        texts.shutdownNow();
        cancel();
        boolean interrupted = Thread.interrupted();
        try {
            if (worker != null) {
                worker.join(TimeUnit.SECONDS.toMillis(8));
            }
        } catch (InterruptedException impatient) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
