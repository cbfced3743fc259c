package dev.multistage.grader.docker;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The streamed answer of an engine. Closing it early tells the engine to stop; an engine that sends
 * nothing for too long makes the read fail, which the sockets themselves would never do.
 */
final class EngineStream extends FilterInputStream {

    private static final ScheduledExecutorService WATCH =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "engine-watch");
                        thread.setDaemon(true);
                        return thread;
                    });

    private static final long NOT_READING = 0;

    private final Response response;
    private volatile Duration stall;
    private final ScheduledFuture<?> watch;
    private volatile long readingSince = NOT_READING;
    private volatile boolean stalled;
    private volatile Thread endsWith;

    EngineStream(Response response, Duration stall) {
        super(response.getBody());
        this.response = response;
        this.stall = stall;
        this.watch = WATCH.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /** Sets anew how long the engine may send nothing. */
    void patience(Duration longest) {
        stall = longest;
    }

    /** Returns this, which ends when the thread is interrupted. */
    EngineStream endingWith(Thread thread) {
        endsWith = thread;
        return this;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (toEnd()) {
            throw new InterruptedIOException("interrupted");
        }
        readingSince = System.nanoTime() | 1;
        try {
            return super.read(into, from, length);
        } catch (IOException | RuntimeException lost) {
            if (stalled) {
                throw new InterruptedIOException("no answer for " + stall.toSeconds() + " s");
            }
            throw lost;
        } finally {
            readingSince = NOT_READING;
        }
    }

    private boolean toEnd() {
        Thread thread = endsWith;
        return thread != null && thread.isInterrupted();
    }

    private void look() {
        long since = readingSince;
        if (toEnd()) {
            response.close();
            watch.cancel(false);
        } else if (since != NOT_READING && System.nanoTime() - since > stall.toNanos()) {
            stalled = true;
            response.close();
            watch.cancel(false);
        }
    }

    /** Ends the exchange at once, whatever the engine is doing; does not wait for its end. */
    @Override
    public void close() {
        watch.cancel(false);
        response.close();
    }
}
