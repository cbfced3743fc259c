package dev.multistage.grader.watch;

import dev.multistage.grader.docker.BuildStep;
import dev.multistage.grader.grading.GradingListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Gathers what a grade says of its progress; asked by another thread for the state of things. */
public final class BuildProgress implements GradingListener {

    /** Lines of a step's output that are kept. */
    private static final int KEPT_LINES = 6;

    /** Longer lines are cut: a build may print a megabyte without a line break. */
    private static final int KEPT_CHARACTERS = 400;

    private final LongSupplier clock;
    private final Map<String, Followed> steps = new LinkedHashMap<>();
    private String activity = "";
    private String detail = "";

    /**
     * @param clock nanoseconds
     */
    public BuildProgress(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * How far a grade has come.
     *
     * @param activity what is going on, for example {@code running the container}
     * @param detail how far that is, for example {@code pulling golang:1.26, 40 %}; may be empty
     * @param steps build steps in the order in which they began
     */
    public record State(String activity, String detail, List<Step> steps) {

        /** Nothing has begun. */
        public static final State NONE = new State("", "", List.of());

        public State {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A build step.
     *
     * @param name as BuildKit shows it; untrusted
     * @param status how far it is
     * @param seconds how long it took or has taken
     * @param log the last lines that it printed; untrusted
     */
    public record Step(String name, Status status, double seconds, List<String> log) {

        public Step {
            log = List.copyOf(log);
        }

        /** How far a step is. */
        public enum Status {
            RUNNING,
            CACHED,
            DONE,
            FAILED
        }
    }

    /** Forgets the grade before. */
    public synchronized void clear() {
        steps.clear();
        activity = "";
        detail = "";
    }

    @Override
    public synchronized void begins(String what) {
        activity = what;
        detail = "";
    }

    @Override
    public synchronized void preparing(String text) {
        detail = text;
    }

    @Override
    public synchronized void advanced(String what, long done, long total) {
        detail = total > 0 ? what + ", " + Math.min(100, 100 * done / total) + " %" : what;
    }

    @Override
    public synchronized void started(BuildStep step) {
        if (!step.internal()) {
            steps.computeIfAbsent(
                    step.digest(), digest -> new Followed(step.name(), clock.getAsLong()));
        }
    }

    @Override
    public synchronized void completed(BuildStep step) {
        if (!step.internal()) {
            steps.computeIfAbsent(
                                    step.digest(),
                                    digest -> new Followed(step.name(), clock.getAsLong()))
                            .end =
                    step;
        }
    }

    @Override
    public synchronized void printed(BuildStep step, String text) {
        Followed followed = steps.get(step.digest());
        if (followed != null && !text.isBlank()) {
            followed.log.addLast(
                    text.length() > KEPT_CHARACTERS ? text.substring(0, KEPT_CHARACTERS) : text);
            if (followed.log.size() > KEPT_LINES) {
                followed.log.removeFirst();
            }
        }
    }

    /** Returns how far it has come. */
    public synchronized State state() {
        List<Step> shown = new ArrayList<>();
        long now = clock.getAsLong();
        for (Followed step : steps.values()) {
            shown.add(step.at(now));
        }
        return new State(activity, detail, shown);
    }

    private static final class Followed {
        final String name;
        final long begun;
        final Deque<String> log = new ArrayDeque<>();
        BuildStep end;

        Followed(String name, long begun) {
            this.name = name;
            this.begun = begun;
        }

        Step at(long now) {
            if (end == null) {
                return new Step(name, Step.Status.RUNNING, (now - begun) / 1e9, List.copyOf(log));
            }
            Step.Status status =
                    end.error() != null
                            ? Step.Status.FAILED
                            : end.cached() ? Step.Status.CACHED : Step.Status.DONE;
            return new Step(name, status, end.duration().toMillis() / 1e3, List.copyOf(log));
        }
    }
}
