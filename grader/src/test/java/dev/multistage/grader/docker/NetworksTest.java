package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.multistage.grader.resident.Caller;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Networks of an engine that takes its time to make one. */
@Timeout(60)
class NetworksTest {

    private final List<String> removed = new CopyOnWriteArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch made = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private EngineHttp http;
    private Networks networks;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        String address = "tcp://127.0.0.1:" + server.getAddress().getPort();
        http = new EngineHttp(new EngineEndpoint(URI.create(address), "this test"));
        networks = new Networks(http);
    }

    @AfterEach
    void end() {
        made.countDown();
        http.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("DELETE")) {
                removed.add(path.substring(path.lastIndexOf('/') + 1));
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            asked.countDown();
            made.await();
            byte[] id = "{\"Id\":\"abc\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(201, id.length);
            exchange.getResponseBody().write(id);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void removesWhatTheEngineIsStillMakingBeforeItIsClosed() throws Exception {
        networks.prepare();
        asked.await();
        Thread closing = new Thread(networks::close);
        closing.start();
        Caller.until(() -> closing.getState() == Thread.State.TIMED_WAITING);

        made.countDown();

        closing.join();
        assertEquals(List.of("abc"), removed);
    }

    @Test
    void makesNoneOnceItIsClosed() {
        networks.close();

        assertThrows(EngineException.class, networks::take);
    }
}
