package dev.multistage.grader.docker;

import dev.multistage.grader.docker.EngineAttempt.Result;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Asks an address whether an engine answers: {@code GET /_ping}, with the JDK's own sockets, so
 * that it costs milliseconds and loads no client library.
 */
final class EnginePing {

    /** How long to wait for an answer; an idle engine needs a few milliseconds. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int DEFAULT_PORT = 2375;

    private EnginePing() {}

    /** Returns what came of asking; never throws. */
    static EngineAttempt ping(EngineEndpoint endpoint) {
        String scheme = endpoint.uri().getScheme();
        try {
            return switch (scheme == null ? "" : scheme) {
                case "unix" -> unix(endpoint);
                case "npipe" -> pipe(endpoint);
                case "tcp", "http", "https" -> tcp(endpoint);
                default ->
                        attempt(
                                endpoint,
                                Result.UNSUPPORTED,
                                "the grader speaks unix, npipe and tcp; for a remote engine: ssh -L"
                                        + " /tmp/engine.sock:/var/run/docker.sock HOST, then"
                                        + " DOCKER_HOST=unix:///tmp/engine.sock");
            };
        } catch (IOException failure) {
            return failed(endpoint, failure);
        } catch (RuntimeException malformed) {
            return attempt(endpoint, Result.UNSUPPORTED, said(malformed));
        }
    }

    private static EngineAttempt unix(EngineEndpoint endpoint) throws IOException {
        Path socket = Path.of(endpoint.uri().getPath());
        if (Files.isDirectory(socket)) {
            return attempt(endpoint, Result.ANSWERED_STRANGELY, "it is a directory");
        }
        if (Files.notExists(socket)) {
            return attempt(endpoint, Result.NO_SOCKET, "");
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return converse(endpoint, channel);
        }
    }

    private static EngineAttempt tcp(EngineEndpoint endpoint) throws IOException {
        String host = endpoint.uri().getHost();
        int port = endpoint.uri().getPort();
        InetSocketAddress address = new InetSocketAddress(host, port < 0 ? DEFAULT_PORT : port);
        if (address.isUnresolved()) {
            throw new UnknownHostException(host);
        }
        try (SocketChannel channel = SocketChannel.open()) {
            channel.socket().connect(address, (int) PATIENCE.toMillis());
            // with TLS the client library checks the rest: here it counts that something listens
            return usesTls(endpoint)
                    ? attempt(endpoint, Result.ANSWERED, "")
                    : converse(endpoint, channel);
        }
    }

    private static boolean usesTls(EngineEndpoint endpoint) {
        return "https".equals(endpoint.uri().getScheme())
                || !System.getenv().getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty();
    }

    private static EngineAttempt pipe(EngineEndpoint endpoint) throws IOException {
        String name = endpoint.uri().getPath().replaceFirst("^/+", "").replace('/', '\\');
        Path path = Path.of("\\\\" + name);
        if (!Files.exists(path)) {
            return attempt(endpoint, Result.NO_SOCKET, "");
        }
        // a pipe knows no time limit; that it opens must do
        try (RandomAccessFile opened = new RandomAccessFile(path.toFile(), "rw")) {
            return attempt(endpoint, Result.ANSWERED, "");
        }
    }

    private static EngineAttempt converse(EngineEndpoint endpoint, SocketChannel channel)
            throws IOException {
        ByteBuffer request =
                ByteBuffer.wrap(
                        "GET /_ping HTTP/1.0\r\nHost: engine\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
        channel.configureBlocking(false);
        ByteBuffer answer = ByteBuffer.allocate(256);
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (Selector selector = Selector.open()) {
            SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
            while (request.hasRemaining() || !holdsStatus(answer)) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0 || selector.select(left) == 0 && System.nanoTime() >= end) {
                    return attempt(
                            endpoint,
                            Result.NO_ANSWER,
                            "nothing within " + PATIENCE.toSeconds() + " s");
                }
                selector.selectedKeys().clear();
                if (request.hasRemaining()) {
                    channel.write(request);
                    if (!request.hasRemaining()) {
                        key.interestOps(SelectionKey.OP_READ);
                    }
                } else if (channel.read(answer) < 0) {
                    break;
                }
            }
        }
        String status = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
        if (status.matches("(?s)HTTP/1\\.[01] 200\\b.*")) {
            return attempt(endpoint, Result.ANSWERED, "");
        }
        return attempt(endpoint, Result.ANSWERED_STRANGELY, status.lines().findFirst().orElse(""));
    }

    private static boolean holdsStatus(ByteBuffer answer) {
        return answer.position() >= "HTTP/1.1 200".length();
    }

    private static EngineAttempt failed(EngineEndpoint endpoint, IOException failure) {
        String text = said(failure).toLowerCase(Locale.ROOT);
        if (text.contains("permission denied") || text.contains("access is denied")) {
            return attempt(endpoint, Result.PERMISSION_DENIED, "");
        }
        if (failure instanceof UnknownHostException) {
            return attempt(endpoint, Result.NO_ANSWER, "no such host: " + failure.getMessage());
        }
        if (failure instanceof ConnectException || text.contains("refused")) {
            return attempt(endpoint, Result.REFUSED, "");
        }
        return attempt(endpoint, Result.NO_ANSWER, said(failure));
    }

    private static String said(Exception failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static EngineAttempt attempt(EngineEndpoint endpoint, Result result, String detail) {
        return new EngineAttempt(endpoint, result, detail);
    }
}
