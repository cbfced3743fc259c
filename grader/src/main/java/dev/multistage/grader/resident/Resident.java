package dev.multistage.grader.resident;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A process that does what launchers hand over, one request after the other, until nobody has come
 * for a while, it does not fit any more, or it is told to end.
 */
public final class Resident {

    /** How long a request that was told to end may clean up. */
    private static final long CLEAN_UP_SECONDS = 8;

    /** How long a launcher may take from taking the resident to coming in. */
    private static final Duration STEP = Duration.ofSeconds(20);

    private final Door door;
    private final Supplier<Work> works;
    private final Identity identity;
    private final CountDownLatch over = new CountDownLatch(1);
    private Request first;
    private Runnable interruption;
    private boolean ending;
    private long idleSince = System.nanoTime();

    /**
     * @param works makes the work of each request
     * @param program the files that this process was made from
     */
    Resident(Door door, Supplier<Work> works, List<Path> program) {
        this.door = door;
        this.works = works;
        this.identity = new Identity(program);
    }

    /**
     * Serves the launcher that started this process, and those that come later. Returns when it is
     * over; the caller ends the process then.
     *
     * @param folder the private folder that the launcher made
     * @param works makes the work of each request
     * @param program the files that this process was made from
     * @param patience how long to stay without a request
     */
    public static void serve(
            Path folder, Supplier<Work> works, List<Path> program, Duration patience)
            throws IOException {
        Resident resident = new Resident(Door.madeByLauncher(folder), works, program);
        Runtime.getRuntime().addShutdownHook(new Thread(resident::end, "resident-end"));
        Thread host = new Thread(resident::host, "resident");
        host.setDaemon(true); // it may wait for a launcher for ever
        host.start();
        resident.awaitEnd(patience);
    }

    /** Takes in one launcher after the other. */
    void host() {
        try {
            boolean stays = true;
            while (stays) {
                stays = host(door.await()) && idle();
            }
        } catch (IOException folderGone) {
            // nobody can come in any more
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        } finally {
            over.countDown();
        }
    }

    /** Is free again; returns false if it was told to end meanwhile. */
    private boolean idle() throws IOException {
        door.open();
        synchronized (this) {
            idleSince = System.nanoTime();
            interruption = null;
            if (!ending) {
                return true;
            }
        }
        door.remove();
        return false;
    }

    /** Returns whether to wait for another launcher. */
    private boolean host(Visit visit) throws InterruptedException {
        Work work = works.get();
        boolean[] stays = {false};
        // a thread of its own, so that no interrupt and nothing else reaches the next request
        Thread worker = new Thread(() -> stays[0] = serve(visit, work), "request");
        Runnable stop =
                () -> {
                    work.interrupt();
                    worker.interrupt();
                };
        worker.start();
        visit.listen(stop);
        begun(stop);
        worker.join();
        boolean clean = closed(work);
        visit.awaitEnd();
        if (visit.brokenOff() || told() || !clean) {
            door.remove();
            return false;
        }
        // a launcher that was sent away clears up itself: it is making a new folder by now
        return stays[0];
    }

    private static boolean closed(Work work) {
        try {
            work.close();
            return true;
        } catch (RuntimeException unclean) {
            // the end of the process cleans up as well, and what it misses the next start's sweep
            // does
            return false;
        }
    }

    private synchronized void begun(Runnable stop) {
        interruption = stop;
        if (ending) {
            stop.run();
        }
    }

    private synchronized boolean told() {
        return ending;
    }

    private boolean serve(Visit visit, Work work) {
        String answer = Door.ALONE;
        try {
            Request request = visit.request();
            if (first == null) {
                first = request;
            }
            boolean suits = identity.holds() && request.suits(first) && isHere(request);
            answer = suits ? done(visit, work) : Door.RETIRED;
        } catch (IOException | RuntimeException | Error unexpected) {
            // a process of its own does it again, and says so if it fails there, too
            answer = Door.ALONE;
        }
        try {
            visit.answer(answer);
        } catch (IOException unwritable) {
            visit.hangUp();
            return false;
        }
        return !answer.equals(Door.ALONE) && !answer.equals(Door.RETIRED);
    }

    /** The launcher's folder may be a new one of the same name: ours then exists no more. */
    private static boolean isHere(Request request) throws IOException {
        return Files.isSameFile(Path.of("."), Path.of(request.directory()));
    }

    private static String done(Visit visit, Work work) throws IOException {
        try (OutputStream out = visit.out()) {
            Request request = visit.request();
            OptionalInt code =
                    work.run(request, request.variables(System.getenv()), out, visit.err());
            return code.isPresent() ? Integer.toString(code.getAsInt()) : Door.ALONE;
        }
    }

    /** Waits until it is over by itself, or nobody has come for a while. */
    private void awaitEnd(Duration patience) {
        boolean coming = false;
        try {
            while (!over.await(STEP.toSeconds(), TimeUnit.SECONDS)) {
                if (!idleFor(patience)) {
                    coming = false;
                } else if (coming || door.close()) {
                    door.remove();
                    return;
                } else {
                    // taken, but nobody came in: that launcher has one more step
                    coming = true;
                }
            }
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean idleFor(Duration patience) {
        return interruption == null && System.nanoTime() - idleSince >= patience.toNanos();
    }

    /** Ends what is going on, waits until it has cleaned up, and is there no more. */
    void end() {
        boolean busy;
        synchronized (this) {
            ending = true;
            busy = interruption != null;
            if (busy) {
                interruption.run();
            }
        }
        try {
            if (busy) {
                over.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS);
            } else if (over.getCount() > 0) {
                door.remove();
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
