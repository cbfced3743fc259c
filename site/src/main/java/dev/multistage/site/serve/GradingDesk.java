package dev.multistage.site.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.report.Printable;
import dev.multistage.grader.site.LiveGrading;
import java.util.Locale;

/** Grades for pages: one exercise at a time, on a thread that can be cancelled. */
final class GradingDesk implements AutoCloseable {

    /** A cancelled build needs a moment to be cleaned up after. */
    private static final long CLEAN_UP_MILLIS = 7_000;

    private final LiveGrading grading;
    private final Runnable changed;
    private Thread worker;
    private GradingSteps steps;
    private String state = "idle";
    private String message = "";
    private String exercise = "";

    /**
     * @param grading grades
     * @param changed called whenever {@link #state()} has changed
     */
    GradingDesk(LiveGrading grading, Runnable changed) {
        this.grading = grading;
        this.changed = changed;
    }

    /** Begins to grade; returns false if a grade is under way. */
    synchronized boolean start(Exercise chosen) {
        if (worker != null) {
            return false;
        }
        exercise = chosen.id().toString();
        state = "running";
        message = "";
        steps = new GradingSteps(changed);
        GradingSteps shown = steps;
        worker = new Thread(() -> run(chosen, shown), "grade");
        worker.setDaemon(true);
        worker.start();
        changed.run();
        return true;
    }

    private void run(Exercise chosen, GradingSteps shown) {
        String ended;
        String said = "";
        try {
            Grade grade = grading.grade(chosen, shown);
            ended = grade.status().name().toLowerCase(Locale.ROOT);
            said =
                    grade.trouble()
                            .map(trouble -> trouble.message() + "\n" + trouble.remedy())
                            .orElse("");
        } catch (InterruptedException cancelled) {
            ended = "cancelled";
        } catch (RuntimeException | Error defect) {
            ended = "error";
            said = "This is a defect in the grader: " + defect;
        }
        synchronized (this) {
            state = ended;
            message = Printable.clean(said).strip();
            worker = null;
        }
        changed.run();
    }

    /** Cancels the grade that is under way; returns false if there is none. */
    synchronized boolean cancel() {
        if (worker == null) {
            return false;
        }
        state = "cancelling";
        worker.interrupt();
        changed.run();
        return true;
    }

    /**
     * Returns what is going on: {@code state} is idle, running, cancelling, cancelled, passed,
     * failed or error.
     */
    synchronized ObjectNode state() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("state", state).put("exercise", exercise).put("message", message);
        if (steps != null) {
            steps.fill(node);
        }
        return node;
    }

    /** Cancels, and waits until that is cleaned up after. */
    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            running = worker;
        }
        if (cancel() && running != null) {
            try {
                running.join(CLEAN_UP_MILLIS);
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
