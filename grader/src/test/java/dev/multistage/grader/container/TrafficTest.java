package dev.multistage.grader.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TrafficTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void aReplicaThatIsWithdrawnWhileOthersServeLosesNothing() throws Exception {
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        HttpServer old = server(200, first);
        HttpServer next = server(200, second);
        Traffic traffic = Traffic.start("127.0.0.1", "/");
        traffic.announce("old", port(old));
        traffic.awaitAnswers(5, PATIENCE);
        traffic.announce("new", port(next));
        traffic.awaitAnswers(5, PATIENCE);
        traffic.withdraw(port(old));
        old.stop(0);
        traffic.awaitAnswers(5, PATIENCE);
        Traffic.Result result = traffic.end();
        next.stop(0);
        assertEquals(result.sent(), result.answered(), () -> result.losses().toString());
        assertTrue(first.get() >= 5 && second.get() >= 5);
        assertEquals(result.sent(), first.get() + second.get());
    }

    @Test
    void aReplicaThatIsNotThereLosesEveryRequest() throws Exception {
        HttpServer gone = server(200, new AtomicInteger());
        int port = port(gone);
        gone.stop(0);
        Traffic traffic = Traffic.start("127.0.0.1", "/");
        HttpAnswer answer = traffic.ask("old", port, "/slow", PATIENCE).get();
        Traffic.Result result = traffic.end();
        assertFalse(answer.ok());
        assertEquals(1, result.sent());
        assertEquals(0, result.answered());
        assertEquals("GET /slow", result.losses().get(0).request());
        assertTrue(result.losses().get(0).reason().contains("refused"), result::toString);
    }

    @Test
    void anAnswerThatSaysThatItFailedIsALoss() throws Exception {
        HttpServer broken = server(503, new AtomicInteger());
        Traffic traffic = Traffic.start("127.0.0.1", "/");
        traffic.ask("new", port(broken), "/", PATIENCE).get();
        Traffic.Result result = traffic.end();
        broken.stop(0);
        assertEquals("status 503", result.losses().get(0).reason());
    }

    @Test
    void requestsUnderWayEndBeforeAReplicaIsWithdrawn() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch may = new CountDownLatch(1);
        HttpServer slow = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);
        slow.setExecutor(Executors.newCachedThreadPool());
        slow.createContext(
                "/",
                exchange -> {
                    arrived.countDown();
                    try {
                        may.await();
                    } catch (InterruptedException stop) {
                        Thread.currentThread().interrupt();
                    }
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        slow.start();
        Traffic traffic = Traffic.start("127.0.0.1", "/");
        traffic.announce("old", port(slow));
        arrived.await();
        Thread withdrawing =
                new Thread(
                        () -> {
                            try {
                                traffic.withdraw(port(slow));
                            } catch (InterruptedException stop) {
                                Thread.currentThread().interrupt();
                            }
                        });
        withdrawing.start();
        assertTrue(withdrawing.isAlive());
        may.countDown();
        withdrawing.join();
        slow.stop(0);
        Traffic.Result result = traffic.end();
        assertEquals(result.sent(), result.answered());
    }

    private static HttpServer server(int status, AtomicInteger count) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    count.incrementAndGet();
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    private static int port(HttpServer server) {
        return server.getAddress().getPort();
    }
}
