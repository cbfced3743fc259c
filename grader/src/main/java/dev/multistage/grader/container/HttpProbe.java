package dev.multistage.grader.container;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Sends one HTTP/1.1 request (RFC 9112) and reads the answer. The server is a learner's program and
 * not trusted: redirects are not followed, headers and body are bounded, and the whole exchange has
 * one time limit. Written by hand because it starts in a millisecond; the JDK's client takes 150.
 */
public final class HttpProbe {

    /** More of a body than this is not read. */
    public static final int LARGEST_BODY = 1 << 20;

    private static final int LARGEST_HEAD = 64 << 10;

    private final Socket socket = new Socket();
    private final long end;
    private InputStream in;
    private int headBytes;

    private HttpProbe(Duration timeout) {
        this.end = System.nanoTime() + timeout.toNanos();
    }

    /**
     * Sends a request; every failure is an answer with a {@link HttpAnswer#problem()}.
     *
     * @param path path and query, starting with a slash
     * @param timeout limit for the whole exchange
     */
    public static HttpAnswer send(
            String host,
            int port,
            String method,
            String path,
            Map<String, String> headers,
            byte[] body,
            Duration timeout) {
        long start = System.nanoTime();
        HttpProbe probe = new HttpProbe(timeout);
        try (probe.socket) {
            probe.connect(host, port);
            probe.write(method, path, host + ":" + port, headers, body);
            return probe.read(method, start);
        } catch (SocketTimeoutException late) {
            return none("no answer within " + timeout.toMillis() + " ms", start);
        } catch (EOFException closed) {
            return none("the connection was closed without an answer", start);
        } catch (IOException failed) {
            String said = failed.getMessage() == null ? failed.toString() : failed.getMessage();
            return none(said.toLowerCase(Locale.ROOT), start);
        }
    }

    private static HttpAnswer none(String problem, long start) {
        return new HttpAnswer(0, Map.of(), new byte[0], since(start), problem);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void connect(String host, int port) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(host, port), left());
        in = new BufferedInputStream(socket.getInputStream());
    }

    private void write(
            String method, String path, String host, Map<String, String> headers, byte[] body)
            throws IOException {
        StringBuilder head = new StringBuilder(method).append(' ').append(path);
        head.append(" HTTP/1.1\r\nHost: ").append(host).append("\r\nConnection: close\r\n");
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        head.append("\r\n");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        request.writeBytes(body);
        socket.getOutputStream().write(request.toByteArray());
    }

    private HttpAnswer read(String method, long start) throws IOException {
        int status = status();
        Map<String, String> headers = headers();
        while (status >= 100 && status < 200) {
            status = status();
            headers = headers();
        }
        boolean bodiless = method.equals("HEAD") || status == 204 || status == 304;
        byte[] body = bodiless ? new byte[0] : body(headers);
        return new HttpAnswer(status, headers, body, since(start), "");
    }

    private int status() throws IOException {
        String line = line();
        String[] parts = line.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/") || !parts[1].matches("[1-5]\\d\\d")) {
            throw new IOException("what answers there does not speak HTTP");
        }
        return Integer.parseInt(parts[1]);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                headers.merge(name, line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
            }
        }
        return headers;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int one = readByte(); one != '\n'; one = readByte()) {
            if (one < 0) {
                throw new EOFException();
            }
            if (++headBytes > LARGEST_HEAD) {
                throw new IOException("the answer's headers are longer than 64 KiB");
            }
            line.write(one);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            for (long size = chunkSize(); size > 0 && copy(size, body); size = chunkSize()) {
                line();
            }
            return body.toByteArray();
        }
        copy(length(headers), body);
        return body.toByteArray();
    }

    private static long length(Map<String, String> headers) throws IOException {
        try {
            return Long.parseLong(
                    headers.getOrDefault("content-length", Long.toString(Long.MAX_VALUE)));
        } catch (NumberFormatException broken) {
            throw new IOException("the answer's Content-Length is no number");
        }
    }

    private long chunkSize() throws IOException {
        headBytes = 0;
        try {
            return Long.parseLong(line().split(";", 2)[0].strip(), 16);
        } catch (NumberFormatException broken) {
            throw new IOException("the answer's chunks are malformed");
        }
    }

    /**
     * Copies so many bytes or up to the end; returns false once the body is as large as allowed.
     */
    private boolean copy(long length, ByteArrayOutputStream body) throws IOException {
        byte[] buffer = new byte[8192];
        for (long left = length; left > 0; ) {
            int room = LARGEST_BODY - body.size();
            if (room == 0) {
                return false;
            }
            socket.setSoTimeout(left());
            int read = in.read(buffer, 0, (int) Math.min(Math.min(left, room), buffer.length));
            if (read < 0) {
                if (length != Long.MAX_VALUE) {
                    throw new EOFException();
                }
                return false;
            }
            body.write(buffer, 0, read);
            left -= read;
        }
        return true;
    }

    private int readByte() throws IOException {
        if (in.available() == 0) {
            socket.setSoTimeout(left());
        }
        return in.read();
    }

    /** Returns the milliseconds that are left, at least 1. */
    private int left() throws SocketTimeoutException {
        long millis = (end - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException();
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }
}
