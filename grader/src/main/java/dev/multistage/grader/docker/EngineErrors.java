package dev.multistage.grader.docker;

import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Locale;

/** Turns what can go wrong between grader and engine into sentences with a remedy. */
final class EngineErrors {

    private static final String START =
            "Start it (Linux: sudo systemctl start docker; elsewhere: open Docker Desktop),"
                    + " then try again. ./grade doctor shows more.";

    private EngineErrors() {}

    /** The connection could not be made, or broke. */
    static RuntimeException lost(Throwable failure, EngineEndpoint endpoint) {
        if (failure instanceof EngineException known) {
            return known;
        }
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String said = root.getMessage() == null ? root.toString() : root.getMessage();
        String text = said.toLowerCase(Locale.ROOT);
        String where = endpoint.uri() + " (" + endpoint.origin() + ")";
        if (text.contains("permission denied") || text.contains("access is denied")) {
            return new EngineException(
                    "You may not talk to the Docker engine at " + where + ".",
                    "Linux: sudo usermod -aG docker \"$USER\", then log out and in again.",
                    failure);
        }
        if (root instanceof ConnectException
                || root instanceof NoSuchFileException
                || root instanceof FileNotFoundException
                || (root instanceof SocketException && text.contains("no such file"))) {
            return new EngineException(
                    "No Docker engine answers at " + where + ".", START, failure);
        }
        if (root instanceof java.io.IOException) {
            return new EngineException(
                    "The Docker engine at " + where + " broke off in the middle of a request.",
                    "It was probably stopped or restarted. " + START,
                    failure);
        }
        return failure instanceof RuntimeException bug ? bug : new IllegalStateException(failure);
    }

    /** The engine answered with an error. */
    static EngineException answered(int status, String said, EngineEndpoint endpoint) {
        String text = said.toLowerCase(Locale.ROOT);
        if (text.contains("no space left on device")) {
            return diskFull(said);
        }
        if (text.contains("non-overlapping ipv4 address pool")
                || text.contains("predefined address pools have been fully subnetted")) {
            return new EngineException(
                    "The Docker engine has no address range left for another network.",
                    "Remove networks that nobody uses: docker network prune.");
        }
        if (text.contains("is too old") || text.contains("is too new")) {
            return new EngineException(
                    "The Docker engine speaks another version of its API: " + bounded(said),
                    "Update Docker to 20.10 or newer.");
        }
        return new EngineException(
                "The Docker engine refused (" + status + "): " + bounded(said), "");
    }

    static EngineException diskFull(String said) {
        return new EngineException(
                "The disk of the Docker engine is full: " + bounded(said),
                "Free some space: ./grade clean shows what the course itself uses;"
                        + " docker system df shows the rest.");
    }

    /** The engine did not answer in time. */
    static EngineException silent(String request, Duration waited, EngineEndpoint endpoint) {
        return new EngineException(
                "The Docker engine at "
                        + endpoint.uri()
                        + " did not answer within "
                        + waited.toSeconds()
                        + " s ("
                        + request
                        + ").",
                "It may be stuck or very busy: look at its log, or restart it.");
    }

    /** The answer is no JSON. */
    static EngineException strange(byte[] body, EngineEndpoint endpoint, Exception cause) {
        return new EngineException(
                "What answers at "
                        + endpoint.uri()
                        + " does not speak like a Docker engine: "
                        + bounded(new String(body, StandardCharsets.UTF_8)),
                "Check DOCKER_HOST and docker context ls.",
                cause);
    }

    /** Cuts text that others wrote to a length fit for a message. */
    static String bounded(String text) {
        String line = text.strip();
        return line.length() <= 500 ? line : line.substring(0, 500) + "…";
    }
}
