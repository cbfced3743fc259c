package dev.multistage.grader.check;

import java.util.List;
import java.util.Optional;

/**
 * What an exercise says of its app.
 *
 * @param port the port it listens on
 * @param health path of the health endpoint
 * @param nonceEndpoint path that answers with the planted value; empty if none is planted
 * @param nonce the planted value
 * @param tlsEndpoint path that makes it call an HTTPS server; empty if it does not
 * @param writable absolute paths that it may write to
 * @param breaks the request after which it is unhealthy; empty if there is none
 * @param runtimeFiles globs of what the image may contain above its base
 */
public record AppContract(
        int port,
        String health,
        String nonceEndpoint,
        String nonce,
        String tlsEndpoint,
        List<String> writable,
        Optional<Request> breaks,
        List<String> runtimeFiles) {

    public AppContract {
        writable = List.copyOf(writable);
        runtimeFiles = List.copyOf(runtimeFiles);
    }

    /** A request without body, for example POST /drain. */
    public record Request(String method, String path) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
