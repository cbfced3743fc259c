package dev.multistage.grader.docker;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * What this process still has on the engine: running builds and containers. They end with the
 * engine's connection, and at the latest with the JVM, also when it is told to stop by a signal.
 */
final class Unfinished {

    private final EngineHttp http;
    private final Runnable last;
    private final Set<Runnable> endings = new LinkedHashSet<>();
    private Thread hook;
    private boolean over;

    /**
     * @param last what comes after everything else has ended
     */
    Unfinished(EngineHttp http, Runnable last) {
        this.http = http;
        this.last = last;
    }

    /** Notes something that must be ended; refused once everything is being ended. */
    synchronized void add(Runnable ending) {
        arm();
        endings.add(ending);
    }

    /** Makes sure that the end comes even if nobody closes the connection. */
    synchronized void arm() {
        if (over) {
            throw new EngineException("The engine's connection was closed.", "");
        }
        if (hook == null) {
            hook = new Thread(this::endAll, "engine-end");
            try {
                Runtime.getRuntime().addShutdownHook(hook);
            } catch (IllegalStateException alreadyStopping) {
                throw new EngineException("The program is being stopped.", "");
            }
        }
    }

    /** Notes that something has ended by itself. */
    synchronized void done(Runnable ending) {
        endings.remove(ending);
    }

    /** Ends everything and waits for it. */
    void endAll() {
        List<Runnable> all;
        synchronized (this) {
            over = true;
            all = List.copyOf(endings);
            endings.clear();
        }
        List<Future<?>> running = new ArrayList<>();
        for (Runnable ending : all) {
            running.add(
                    http.async(
                            () -> {
                                ending.run();
                                return null;
                            }));
        }
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (ExecutionException engineGone) {
                // the next start's sweep finds what is left
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        last.run();
    }

    /** Ends everything now instead of when the JVM ends. */
    void close() {
        endAll();
        try {
            if (hook != null && Thread.currentThread() != hook) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        } catch (IllegalStateException alreadyStopping) {
            // the hook finds nothing to do
        }
    }
}
