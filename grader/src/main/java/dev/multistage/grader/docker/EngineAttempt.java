package dev.multistage.grader.docker;

import java.net.URI;

/**
 * One place where an engine was looked for.
 *
 * @param endpoint where
 * @param result what came of it
 * @param detail what the operating system or the engine said; empty if it adds nothing
 */
public record EngineAttempt(EngineEndpoint endpoint, Result result, String detail) {

    /** What came of looking. */
    public enum Result {
        /** An engine answered. */
        ANSWERED("an engine answers"),
        /** There is no socket file or pipe. */
        NO_SOCKET("no socket there"),
        /** There is a socket, and this user may not use it. */
        PERMISSION_DENIED("permission denied"),
        /** The socket is left over: nothing listens on it. */
        REFUSED("stopped: nothing listens there"),
        /** Something listens and says nothing within the time limit. */
        NO_ANSWER("no answer"),
        /** Something answers that is no engine, or an engine with an error. */
        ANSWERED_STRANGELY("something else answers"),
        /** An address of a kind that the grader cannot use, for example ssh. */
        UNSUPPORTED("cannot be used");

        private final String words;

        Result(String words) {
            this.words = words;
        }

        /** Returns it in words, for a line of text. */
        public String words() {
            return words;
        }
    }

    /** Stands for an address that is none. */
    static final URI NOWHERE = URI.create("nowhere:/");

    /** Returns one line of text: where, why it was looked there, what came of it. */
    public String line() {
        String tail = detail.isEmpty() ? "" : " (" + detail + ")";
        if (endpoint.uri().equals(NOWHERE)) {
            return endpoint.origin() + ": " + detail;
        }
        return endpoint.uri() + ", " + endpoint.origin() + ": " + result.words() + tail;
    }
}
