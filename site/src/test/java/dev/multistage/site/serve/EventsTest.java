package dev.multistage.site.serve;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventsTest {

    private final Events events = new Events(() -> "{}");
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", events::serve);
        server.start();
    }

    @AfterEach
    void stop() {
        events.close();
        server.stop(0);
        workers.shutdownNow();
    }

    private Socket listen() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort());
        socket.setSoTimeout(30_000);
        socket.getOutputStream()
                .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static void awaitLine(BufferedReader lines, String wanted) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.equals(wanted)) {
            line = lines.readLine();
        }
        assertTrue(line != null, "the stream ended before " + wanted);
    }

    @Test
    void aPageThatDoesNotReadKeepsNothingFromTheOthers() throws Exception {
        String much = "\"" + "x".repeat(200_000) + "\"";
        try (Socket deaf = listen();
                Socket reading = listen();
                BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        reading.getInputStream(), StandardCharsets.UTF_8))) {
            awaitLine(lines, "event: snapshot");
            while (events.listening() < 2) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < 400; i++) {
                events.publish("build-" + i, much);
                awaitLine(lines, "event: build-" + i);
            }
            while (events.listening() > 1) {
                assertTrue(!workers.awaitTermination(5, TimeUnit.MILLISECONDS));
            }
            assertTrue(deaf.isConnected());
        }
    }
}
