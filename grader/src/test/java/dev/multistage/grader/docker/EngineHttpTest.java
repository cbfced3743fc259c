package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests to an engine that takes its time. */
@Timeout(60)
class EngineHttpTest {

    private static final String BEGINNING =
            """
            HTTP/1.1 200 OK\r
            Content-Type: application/x-tar\r
            Content-Length: 1000\r
            \r
            first\
            """;

    private ServerSocket listening;
    private EngineHttp http;

    @BeforeEach
    void listen() throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        listening.setSoTimeout(30_000);
        http =
                new EngineHttp(
                        new EngineEndpoint(
                                URI.create("tcp://127.0.0.1:" + listening.getLocalPort()),
                                "this test"));
    }

    @AfterEach
    void close() throws IOException {
        http.close();
        listening.close();
    }

    private EngineStream export() {
        return http.openInterruptibly(
                EngineHttp.request("GET", "/images/x/get").build(),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5));
    }

    private static Thread start(FutureTask<?> task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Accepts a connection and reads until the request is whole. */
    private Socket request() throws IOException {
        Socket socket = listening.accept();
        socket.setSoTimeout(30_000);
        StringBuilder read = new StringBuilder();
        while (!read.toString().endsWith("\r\n\r\n")) {
            read.append((char) socket.getInputStream().read());
        }
        return socket;
    }

    private static boolean isOver(Socket connection) throws IOException {
        try {
            return connection.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    void anInterruptEndsTheWaitForAnAnswer() throws Exception {
        FutureTask<EngineException> refused =
                new FutureTask<>(() -> assertThrows(EngineException.class, this::export));
        Thread waiting = start(refused);

        try (Socket engine = request()) {
            waiting.interrupt();

            assertTrue(refused.get().getMessage().contains("Interrupted"));
            http.close();
            assertTrue(isOver(engine), "the engine hears of it");
        }
    }

    @Test
    void anInterruptEndsAnAnswerThatWaitsForTheEngine() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Callable<IOException> reading =
                () -> {
                    try (InputStream answer = export()) {
                        answer.readNBytes(5);
                        begun.countDown();
                        return assertThrows(IOException.class, answer::read);
                    }
                };
        FutureTask<IOException> ended = new FutureTask<>(reading);
        Thread waiting = start(ended);

        try (Socket engine = request()) {
            engine.getOutputStream().write(BEGINNING.getBytes(StandardCharsets.US_ASCII));
            engine.getOutputStream().flush();
            begun.await();
            waiting.interrupt();

            ended.get();
            assertTrue(isOver(engine), "the engine hears of it");
        }
    }
}
