package dev.multistage.grader.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpProbeTest {

    @Test
    void aBodyOfKnownLengthIsRead() throws Exception {
        HttpAnswer answer = ask("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: b\r\n\r\nokmore");
        assertEquals(200, answer.status());
        assertEquals("ok", answer.text());
        assertEquals("b", answer.headers().get("x-a"));
        assertTrue(answer.ok());
    }

    @Test
    void chunksAreJoined() throws Exception {
        HttpAnswer answer =
                ask(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "2\r\nab\r\n3;x=y\r\ncde\r\n0\r\n\r\n");
        assertEquals("abcde", answer.text());
    }

    @Test
    void withoutALengthTheBodyEndsWithTheConnection() throws Exception {
        assertEquals("old style", ask("HTTP/1.0 200 OK\n\nold style").text());
    }

    @Test
    void aRedirectIsAnAnswerAndNotFollowed() throws Exception {
        HttpAnswer answer = ask("HTTP/1.1 302 Found\r\nLocation: http://x/\r\n\r\n");
        assertEquals(302, answer.status());
        assertEquals("http://x/", answer.headers().get("location"));
    }

    @Test
    void interimAnswersAreSkipped() throws Exception {
        assertEquals(
                204, ask("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n").status());
    }

    @Test
    void aLargeBodyIsCut() throws Exception {
        HttpAnswer answer = ask("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(3 << 20));
        assertEquals(HttpProbe.LARGEST_BODY, answer.body().length);
    }

    @Test
    void endlessHeadersAreRefused() throws Exception {
        HttpAnswer answer = ask("HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000) + "\r\n\r\n");
        assertEquals(0, answer.status());
        assertTrue(answer.problem().contains("headers"), answer::problem);
    }

    @Test
    void whatIsNoHttpIsSaidSo() throws Exception {
        assertTrue(ask("SSH-2.0-OpenSSH\r\n").problem().contains("does not speak http"));
    }

    @Test
    void aBodyThatEndsTooEarlyIsNoAnswer() throws Exception {
        HttpAnswer answer = ask("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort");
        assertEquals(0, answer.status());
    }

    @Test
    void aClosedConnectionIsSaidSo() throws Exception {
        assertEquals("the connection was closed without an answer", ask("").problem());
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            HttpAnswer answer =
                    HttpProbe.send(
                            "127.0.0.1",
                            silent.getLocalPort(),
                            "GET",
                            "/",
                            Map.of(),
                            new byte[0],
                            Duration.ofMillis(200));
            assertEquals("no answer within 200 ms", answer.problem());
        }
    }

    @Test
    void aPortNobodyListensOnIsSaidSo() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        HttpAnswer answer =
                HttpProbe.send(
                        "127.0.0.1",
                        port,
                        "GET",
                        "/",
                        Map.of(),
                        new byte[0],
                        Duration.ofSeconds(5));
        assertTrue(answer.problem().contains("refused"), answer::problem);
    }

    /** Answers one request with these bytes and closes. */
    private static HttpAnswer ask(String raw) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread =
                    new Thread(
                            () -> {
                                try (Socket client = server.accept()) {
                                    readHead(client.getInputStream());
                                    OutputStream out = client.getOutputStream();
                                    out.write(raw.getBytes(StandardCharsets.UTF_8));
                                    out.flush();
                                } catch (java.io.IOException theProbeHangsUpOnPurpose) {
                                    // it reads no more than it may
                                }
                            });
            thread.start();
            HttpAnswer answer =
                    HttpProbe.send(
                            "127.0.0.1",
                            server.getLocalPort(),
                            "GET",
                            "/",
                            Map.of(),
                            new byte[0],
                            Duration.ofSeconds(10));
            thread.join();
            return answer;
        }
    }

    private static void readHead(InputStream in) throws java.io.IOException {
        int last = 0;
        for (int one = in.read(); one >= 0; one = in.read()) {
            last = last << 8 | one;
            if (last == 0x0d0a0d0a) {
                return;
            }
        }
    }
}
