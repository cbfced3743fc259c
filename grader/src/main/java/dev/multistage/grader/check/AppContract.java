package dev.multistage.grader.check;

import java.util.List;

/**
 * What an exercise says of its app.
 *
 * @param port the port it listens on
 * @param health path of the health endpoint
 * @param nonceEndpoint path that answers with the planted value; empty if none is planted
 * @param nonce the planted value
 * @param tlsEndpoint path that makes it call an HTTPS server; empty if it does not
 * @param writable absolute paths that it may write to
 */
public record AppContract(
        int port,
        String health,
        String nonceEndpoint,
        String nonce,
        String tlsEndpoint,
        List<String> writable) {

    public AppContract {
        writable = List.copyOf(writable);
    }
}
