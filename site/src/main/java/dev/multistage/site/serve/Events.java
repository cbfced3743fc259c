package dev.multistage.site.serve;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Open pages that listen for events (server-sent events). Each gets everything that is known first,
 * so a page that comes late or comes back is right at once. A page that does not read is let go
 * when its queue is full; it will come back by itself.
 */
final class Events implements AutoCloseable {

    private static final int QUEUE = 256;
    private static final int MOST_CLIENTS = 64;

    /** Only writing shows that a page has gone. */
    private static final long PING_SECONDS = 15;

    private static final int RETRY_MILLIS = 1_000;
    private static final String PING = ": ping\n\n";
    private static final String END = "";

    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final AtomicLong ids = new AtomicLong();
    private final Supplier<String> snapshot;
    private volatile boolean closed;

    /**
     * @param snapshot everything that is known, as JSON on one line
     */
    Events(Supplier<String> snapshot) {
        this.snapshot = snapshot;
    }

    private static final class Client {
        final BlockingQueue<String> queue = new LinkedBlockingQueue<>(QUEUE);
        private Thread writer = Thread.currentThread();

        synchronized void offer(String event) {
            if (!queue.offer(event) && writer != null) {
                // its writer hangs in a full socket; closing the exchange would wait for it
                writer.interrupt();
            }
        }

        synchronized void ended() {
            writer = null;
        }
    }

    /** Tells all pages. */
    void publish(String name, String json) {
        String event = event(name, json);
        clients.forEach(client -> client.offer(event));
    }

    private String event(String name, String json) {
        return "id: " + ids.incrementAndGet() + "\nevent: " + name + "\ndata: " + json + "\n\n";
    }

    /** Returns how many pages listen. */
    int listening() {
        return clients.size();
    }

    /** Sends events until the page goes away or the server ends. */
    void serve(HttpExchange exchange) throws IOException {
        if (closed || clients.size() >= MOST_CLIENTS) {
            Reply.text(503, "Too many pages listen.").send(exchange);
            return;
        }
        Client client = new Client();
        try (exchange) {
            Reply.headers(exchange.getResponseHeaders(), "text/event-stream");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            // before the snapshot is made: nothing may fall between the two
            clients.add(client);
            write(out, "retry: " + RETRY_MILLIS + "\n" + event("snapshot", snapshot.get()));
            for (String event = ""; !closed; ) {
                event = client.queue.poll(PING_SECONDS, TimeUnit.SECONDS);
                if (END.equals(event)) {
                    break;
                }
                write(out, event == null ? PING : event);
            }
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
        } finally {
            clients.remove(client);
            client.ended();
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        closed = true;
        for (Client client : clients) {
            client.queue.clear();
            client.queue.offer(END);
        }
    }
}
