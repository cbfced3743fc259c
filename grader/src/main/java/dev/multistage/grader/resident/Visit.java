package dev.multistage.grader.resident;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** A launcher in the door, from its coming to its going. */
final class Visit {

    private final Door door;
    private final InputStream in;
    private final OutputStream err;
    private final CountDownLatch gone = new CountDownLatch(1);
    private boolean answered;
    private volatile boolean brokenOff;

    Visit(Door door, InputStream in, OutputStream err) {
        this.door = door;
        this.in = in;
        this.err = err;
    }

    Request request() throws IOException {
        return door.request();
    }

    OutputStream out() throws IOException {
        return door.out();
    }

    OutputStream err() {
        return err;
    }

    /**
     * Listens to the launcher until it has gone.
     *
     * @param interrupted is called if it wants the work to end, or goes before it is done
     */
    void listen(Runnable interrupted) {
        Thread listening =
                new Thread(
                        () -> {
                            hear(interrupted);
                            gone.countDown();
                        },
                        "launcher");
        listening.setDaemon(true);
        listening.start();
    }

    private void hear(Runnable interrupted) {
        int lines = 0;
        boolean told = false;
        try (in) {
            for (int character = in.read(); character >= 0; character = in.read()) {
                if (character == '\n' && ++lines == 2) {
                    told = true;
                    interrupted.run();
                }
            }
        } catch (IOException lost) {
            // as if it had gone
        }
        if (wentEarly()) {
            brokenOff = true;
            if (!told) {
                interrupted.run();
            }
        }
    }

    private synchronized boolean wentEarly() {
        return !answered;
    }

    /** Gives the answer and with it the end of progress. */
    synchronized void answer(String answer) throws IOException {
        door.answer(answer);
        answered = true;
        err.close();
    }

    /** Ends progress without an answer, as a process that dies does. */
    synchronized void hangUp() {
        answered = true;
        try {
            err.close();
        } catch (IOException closedAsWell) {
            // that is what was wanted
        }
    }

    /** Waits until the launcher has taken everything with it. */
    void awaitEnd() throws InterruptedException {
        gone.await();
    }

    /** Returns whether the launcher went without waiting for the answer, as a killed one does. */
    boolean brokenOff() {
        return brokenOff;
    }
}
