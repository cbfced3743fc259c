package dev.multistage.grader.watch;

import dev.multistage.grader.exercise.Exercise;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Watches until the person wants it to end: feeds the loop, and the view at most ten times a
 * second.
 */
public final class Watching {

    private static final long DRAW = 100_000_000;

    private final WatchLoop loop;
    private final WatchView view;
    private final BlockingQueue<WatchEvent> events;
    private final Function<Exercise, Path> folders;
    private final boolean withEvents;
    private long drawn = System.nanoTime() - DRAW;
    private WatchState shown;

    /**
     * @param events where saves, keys and answers arrive
     * @param folders the app folder of an exercise
     * @param withEvents whether to use the system's file events
     */
    public Watching(
            WatchLoop loop,
            WatchView view,
            BlockingQueue<WatchEvent> events,
            Function<Exercise, Path> folders,
            boolean withEvents) {
        this.loop = loop;
        this.view = view;
        this.events = events;
        this.folders = folders;
        this.withEvents = withEvents;
    }

    /** Returns when it ended. */
    public void run() throws InterruptedException {
        while (!loop.ended()) {
            Exercise exercise = loop.exercise();
            try (SaveWatch saves =
                    new SaveWatch(
                            files(exercise),
                            withEvents,
                            () -> events.add(new WatchEvent.Touched()))) {
                // what was saved while nobody listened
                loop.tick();
                while (!loop.ended() && loop.exercise() == exercise) {
                    step();
                }
            }
        }
        view.show(loop.state());
    }

    private List<Path> files(Exercise exercise) {
        Path app = folders.apply(exercise);
        return exercise.declaration().editable().stream().map(app::resolve).toList();
    }

    private void step() throws InterruptedException {
        draw();
        WatchEvent event = events.poll(pause(), TimeUnit.NANOSECONDS);
        while (event != null) {
            if (event instanceof WatchEvent.Resized) {
                shown = null;
            }
            loop.accept(event);
            event = events.poll();
        }
        loop.tick();
    }

    private void draw() {
        WatchState state = loop.state();
        long now = System.nanoTime();
        if (!state.equals(shown) && now - drawn >= DRAW) {
            loop.limitScroll(view.show(state));
            shown = state;
            drawn = now;
        }
    }

    private long pause() {
        long now = System.nanoTime();
        boolean undrawn = !loop.state().equals(shown);
        long draw = undrawn ? DRAW - (now - drawn) : loop.working() ? DRAW : DRAW * 100;
        long deadline = loop.deadline();
        return Math.max(0, Math.min(draw, deadline == WatchLoop.NEVER ? draw : deadline - now));
    }
}
