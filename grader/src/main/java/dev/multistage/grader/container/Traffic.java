package dev.multistage.grader.container;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients of a service and the load balancer in front of its replicas, in one: requests go, in
 * turn, to the replicas that were announced. It does what a good load balancer does and no more: a
 * replica that is withdrawn gets no new request, and nothing is sent twice.
 */
public final class Traffic implements AutoCloseable {

    private static final int CLIENTS = 2;
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_LOSSES = 20;

    private final String host;
    private final String path;
    private final Map<Integer, Replica> replicas = new LinkedHashMap<>();
    private final List<Thread> clients = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();
    private int answered;
    private int turn;
    private boolean over;

    /** A replica that requests may go to. */
    private static final class Replica {
        private final String name;
        private final int port;
        private int open;

        Replica(String name, int port) {
            this.name = name;
            this.port = port;
        }
    }

    /**
     * A request that got no answer, or one that says that it failed.
     *
     * @param replica the name of the replica that it was sent to
     * @param request what was asked, for example {@code GET /next}
     * @param after time until it was lost
     * @param answer what came back; untrusted
     */
    public record Loss(String replica, String request, Duration after, HttpAnswer answer) {

        /** Returns what came back, in words. */
        public String reason() {
            return answer.status() == 0 ? answer.problem() : "status " + answer.status();
        }
    }

    /**
     * What became of all requests.
     *
     * @param sent how many were sent
     * @param answered how many got an answer with 2xx
     * @param losses the others, the first ones if there are many
     */
    public record Result(int sent, int answered, List<Loss> losses) {
        public Result {
            losses = List.copyOf(losses);
        }
    }

    private Traffic(String host, String path) {
        this.host = host;
        this.path = path;
    }

    /**
     * Starts clients that ask for this path, one request after the other; they wait while no
     * replica is announced.
     */
    public static Traffic start(String host, String path) {
        Traffic traffic = new Traffic(host, path);
        for (int i = 0; i < CLIENTS; i++) {
            Thread client = new Thread(traffic::send, "client-" + i);
            client.setDaemon(true);
            traffic.clients.add(client);
            client.start();
        }
        return traffic;
    }

    /** Sends requests to this replica, too, from now on. */
    public synchronized void announce(String name, int port) {
        replicas.put(port, new Replica(name, port));
        notifyAll();
    }

    /**
     * Sends no more requests to this replica. Returns once those of the clients that it has are
     * answered, so that none can meet a closed door; requests of {@link #ask} go on.
     */
    public synchronized void withdraw(int port) throws InterruptedException {
        Replica replica = replicas.remove(port);
        while (replica != null && replica.open > 0) {
            wait();
        }
    }

    /** Waits until so many more requests were answered, or this time is over. */
    public synchronized void awaitAnswers(int more, Duration patience) throws InterruptedException {
        int enough = answered + more;
        long end = System.nanoTime() + patience.toNanos();
        long left = patience.toNanos();
        while (answered < enough && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
    }

    /**
     * Sends one request to one replica, beside those of the clients. It is counted as they are.
     *
     * @param patience how long it may take
     */
    public CompletableFuture<HttpAnswer> ask(
            String name, int port, String slowPath, Duration patience) {
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        Thread client =
                new Thread(
                        () -> answer.complete(exchange(name, port, slowPath, patience)),
                        "client-slow");
        client.setDaemon(true);
        client.start();
        return answer;
    }

    private void send() {
        try {
            for (Replica replica = next(); replica != null; replica = next()) {
                exchange(replica.name, replica.port, path, PATIENCE);
                done(replica);
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis()); // the pace of a client
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Replica next() throws InterruptedException {
        while (replicas.isEmpty() && !over) {
            wait();
        }
        if (over) {
            return null;
        }
        List<Replica> all = List.copyOf(replicas.values());
        Replica next = all.get(turn++ % all.size());
        next.open++;
        return next;
    }

    private synchronized void done(Replica replica) {
        replica.open--;
        notifyAll();
    }

    private HttpAnswer exchange(String name, int port, String what, Duration patience) {
        sent.incrementAndGet();
        HttpAnswer answer =
                HttpProbe.send(host, port, "GET", what, Map.of(), new byte[0], patience);
        if (answer.ok()) {
            answered();
        } else {
            lost(new Loss(name, "GET " + what, answer.took(), answer));
        }
        return answer;
    }

    private synchronized void answered() {
        answered++;
        notifyAll();
    }

    private synchronized void lost(Loss loss) {
        if (losses.size() < MOST_LOSSES) {
            losses.add(loss);
        }
    }

    /** Ends the clients and returns what became of their requests. */
    public Result end() throws InterruptedException {
        close();
        for (Thread client : clients) {
            client.join(PATIENCE.toMillis());
        }
        synchronized (this) {
            return new Result(sent.get(), answered, losses);
        }
    }

    @Override
    public synchronized void close() {
        over = true;
        notifyAll();
    }
}
