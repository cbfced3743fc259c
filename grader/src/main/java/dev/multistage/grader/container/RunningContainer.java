package dev.multistage.grader.container;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A container as evidence: everything is observed from outside, so it works without a shell. */
public interface RunningContainer extends AutoCloseable {

    /** What a request that is sent shortly before the time is over may take. */
    Duration LAST_REQUEST = Duration.ofSeconds(1);

    /** Returns the container's id. */
    String id();

    /** Returns the port on the engine's machine that leads to the app's port, 0 if none does. */
    default int publishedPort() {
        return 0;
    }

    /**
     * Sends an HTTP request to the published port.
     *
     * @param method for example GET
     * @param path path and query, starting with a slash
     * @param headers request headers
     * @param body request body, empty for none
     * @param timeout how long to wait for the whole answer
     */
    HttpAnswer request(
            String method, String path, Map<String, String> headers, byte[] body, Duration timeout);

    /** Sends GET without headers and waits up to five seconds. */
    default HttpAnswer get(String path) {
        return request("GET", path, Map.of(), new byte[0], Duration.ofSeconds(5));
    }

    /**
     * Sends GET again and again until the answer is one that is waited for, the container has
     * ended, or the time is over.
     *
     * @return the last answer
     */
    default HttpAnswer await(String path, Duration patience, Predicate<HttpAnswer> enough)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long pause = 2; ; pause = Math.min(100, pause * 3 / 2 + 1)) {
            // the last request gets its time as well: cut short, it would hide a true answer
            long left = Math.max(end - System.nanoTime(), LAST_REQUEST.toNanos());
            HttpAnswer answer = request("GET", path, Map.of(), new byte[0], Duration.ofNanos(left));
            boolean over = System.nanoTime() + pause * 1_000_000 >= end;
            if (enough.test(answer) || over || (pause > 20 && !state().running())) {
                return answer;
            }
            TimeUnit.MILLISECONDS.sleep(pause); // an app does not say when it is ready
        }
    }

    /** Returns the processes that run in it now, seen from the host. */
    List<ContainerProcess> processes();

    /** Returns whether it runs, and its exit code if it does not. */
    ContainerState state();

    /** Returns what the engine's own health check says. */
    default ContainerHealth health() {
        return ContainerHealth.NONE;
    }

    /**
     * Returns the TCP ports on which anything inside listens, on any address. Empty if this cannot
     * be seen from outside on this engine.
     */
    List<Integer> listeningPorts();

    /**
     * Returns those of the {@link #listeningPorts()} that accept connections only from inside the
     * container, because the app listens on its loopback address.
     */
    default List<Integer> loopbackPorts() {
        return List.of();
    }

    /** Returns the end of what it printed, at most this many bytes; untrusted text. */
    String log(int maxBytes);

    /**
     * Returns paths that the app added or changed in its writable layer; files that were copied in
     * before the start are left out.
     */
    List<String> changedPaths();

    /**
     * Sends SIGTERM and waits; kills after the time is over.
     *
     * @return how it ended
     */
    Stop stop(Duration patience) throws InterruptedException;

    /** Removes the container and what belongs to it. */
    @Override
    void close();

    /**
     * How a container ended.
     *
     * @param took time from SIGTERM to the end
     * @param exitCode its exit code; 137 if it had to be killed
     * @param killed whether it had to be killed
     */
    record Stop(Duration took, int exitCode, boolean killed) {}
}
