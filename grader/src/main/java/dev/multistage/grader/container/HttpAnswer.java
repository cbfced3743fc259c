package dev.multistage.grader.container;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * What came back from a request.
 *
 * @param status HTTP status, 0 if there was no HTTP answer
 * @param headers response headers, lower case
 * @param body at most 1 MiB of the body
 * @param took time until the whole answer was there
 * @param problem why there was no answer, for example {@code connection refused}; empty if there
 *     was one
 */
public record HttpAnswer(
        int status, Map<String, String> headers, byte[] body, Duration took, String problem) {

    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    /** Returns the body as UTF-8 text; untrusted. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns whether the status is 2xx. */
    public boolean ok() {
        return status >= 200 && status < 300;
    }
}
