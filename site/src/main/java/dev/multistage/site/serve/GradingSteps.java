package dev.multistage.site.serve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multistage.grader.docker.BuildStep;
import dev.multistage.grader.grading.GradingListener;
import dev.multistage.grader.report.Printable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a grade is doing, and the steps of its build with the last lines that they printed. */
final class GradingSteps implements GradingListener {

    private static final int MOST_STEPS = 80;
    private static final int LOG_LINES = 6;
    private static final int LONGEST = 300;

    private static final class Step {
        final String name;
        String state = "running";
        double seconds;
        int line;
        final Deque<String> log = new ArrayDeque<>();

        Step(String name) {
            this.name = name;
        }
    }

    private final Runnable changed;
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private String doing = "";

    /**
     * @param changed called after each change
     */
    GradingSteps(Runnable changed) {
        this.changed = changed;
    }

    @Override
    public void begins(String what) {
        doing(what);
    }

    @Override
    public void advanced(String what, long done, long total) {
        doing(total > 0 ? what + " " + Math.min(100, 100 * done / total) + " %" : what);
    }

    @Override
    public void notice(String text) {
        doing(text);
    }

    private void doing(String what) {
        synchronized (this) {
            doing = shortened(what);
        }
        changed.run();
    }

    @Override
    public void started(BuildStep built) {
        if (!built.internal()) {
            synchronized (this) {
                step(built);
            }
            changed.run();
        }
    }

    @Override
    public void completed(BuildStep built) {
        if (!built.internal()) {
            synchronized (this) {
                Step step = step(built);
                step.state = built.error() != null ? "failed" : built.cached() ? "cached" : "done";
                step.seconds = built.duration().toMillis() / 1e3;
            }
            changed.run();
        }
    }

    @Override
    public void printed(BuildStep built, String text) {
        synchronized (this) {
            Step step = step(built);
            for (String line : text.split("[\r\n]+")) {
                if (!line.isBlank()) {
                    step.log.addLast(shortened(line));
                }
                if (step.log.size() > LOG_LINES) {
                    step.log.removeFirst();
                }
            }
        }
        changed.run();
    }

    private Step step(BuildStep built) {
        Step step = steps.computeIfAbsent(built.digest(), any -> new Step(shortened(built.name())));
        step.line = built.line();
        if (steps.size() > MOST_STEPS) {
            steps.remove(steps.keySet().iterator().next());
        }
        return step;
    }

    private static String shortened(String text) {
        String line = Printable.oneLine(text);
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    /** Adds {@code doing} and {@code steps}. */
    synchronized void fill(ObjectNode node) {
        node.put("doing", doing);
        ArrayNode all = node.putArray("steps");
        for (Step step : steps.values()) {
            ObjectNode each = all.addObject();
            each.put("name", step.name)
                    .put("state", step.state)
                    .put("seconds", step.seconds)
                    .put("line", step.line);
            // what a finished step said is of no use any more
            if (step.state.equals("running") || step.state.equals("failed")) {
                ArrayNode log = each.putArray("log");
                step.log.forEach(log::add);
            }
        }
    }
}
