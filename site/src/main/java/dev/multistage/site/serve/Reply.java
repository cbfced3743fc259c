package dev.multistage.site.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An answer that is sent whole.
 *
 * @param status HTTP status
 * @param type its media type
 * @param body its bytes
 * @param etag what tells it from other versions of itself; empty if it is never the same twice
 */
record Reply(int status, String type, byte[] body, String etag) {

    private static final String HTML = "text/html; charset=utf-8";

    /**
     * Nothing from elsewhere, nothing inline: a learner's text that got past the escaping could
     * still not run.
     */
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'";

    static Reply html(String body) {
        return new Reply(200, HTML, body.getBytes(StandardCharsets.UTF_8), "");
    }

    static Reply json(String body) {
        return new Reply(200, "application/json", body.getBytes(StandardCharsets.UTF_8), "");
    }

    static Reply text(int status, String body) {
        return new Reply(
                status,
                "text/plain; charset=utf-8",
                (body + "\n").getBytes(StandardCharsets.UTF_8),
                "");
    }

    /** Returns the same body with another status. */
    Reply as(int other) {
        return new Reply(other, type, body, etag);
    }

    /** Returns the media type of a file of the site. */
    static String type(String file) {
        String ending = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "html" -> HTML;
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "png" -> "image/png";
            case "jpg", "jpeg" -> "image/jpeg";
            case "json" -> "application/json";
            case "woff2" -> "font/woff2";
            case "ico" -> "image/x-icon";
            case "txt" -> "text/plain; charset=utf-8";
            default -> "application/octet-stream";
        };
    }

    /** Sends it and ends the exchange. */
    void send(HttpExchange exchange) throws IOException {
        headers(exchange.getResponseHeaders(), type);
        boolean known =
                !etag.isEmpty()
                        && etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
        if (!etag.isEmpty()) {
            exchange.getResponseHeaders().set("ETag", etag);
        }
        try (exchange) {
            if (known) {
                exchange.sendResponseHeaders(304, -1);
            } else if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
                exchange.sendResponseHeaders(status, -1);
            } else {
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    /** Sets the headers that every answer has. */
    static void headers(Headers headers, String type) {
        headers.set("Content-Type", type);
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-cache");
    }
}
