package dev.multistage.grader.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests to the Docker Engine API, over the transport that Testcontainers uses too.
 *
 * <p>The transport knows no time limits on unix sockets and pipes, so every exchange runs on a
 * thread of its own that is given up when it takes too long. Short exchanges are not interruptible:
 * an interrupted grade still removes what it made.
 */
final class EngineHttp implements AutoCloseable {

    /** How long a call that only asks or changes something small may take. */
    static final Duration SHORT = Duration.ofSeconds(30);

    /** How long a call may take that works on gigabytes. */
    static final Duration LONG = Duration.ofMinutes(10);

    static final JsonMapper JSON = new JsonMapper();

    /** More of an answer that is read as a whole than this is an error. */
    private static final int LARGEST_ANSWER = 64 << 20;

    private final EngineEndpoint endpoint;
    private final Future<DockerHttpClient> client;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    task -> {
                        Thread thread = new Thread(task, "engine-call");
                        thread.setDaemon(true);
                        return thread;
                    });

    EngineHttp(EngineEndpoint endpoint) {
        this.endpoint = endpoint;
        // loading the transport's classes takes longer than most calls: it begins at once, beside
        // whatever the caller does next
        this.client =
                threads.submit(
                        () ->
                                new ZerodepDockerHttpClient.Builder()
                                        .dockerHost(endpoint.uri())
                                        .sslConfig(EngineTls.of(endpoint))
                                        .connectionTimeout(Duration.ofSeconds(10))
                                        .build());
    }

    EngineEndpoint endpoint() {
        return endpoint;
    }

    /** Returns the transport itself, for Testcontainers; it ends with this connection. */
    DockerHttpClient transport() {
        try {
            return client.get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while connecting to the engine.", "", stop);
        } catch (ExecutionException failed) {
            throw EngineErrors.lost(failed.getCause(), endpoint);
        }
    }

    /** Escapes a value for the query of a path. */
    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Escapes an image name for a path: slashes and colons stay. */
    static String encodeName(String name) {
        return encode(name).replace("%2F", "/").replace("%3A", ":").replace("%40", "@");
    }

    /** Asks for something that must exist. */
    JsonNode get(String path) {
        return json(request("GET", path).build(), SHORT);
    }

    /** Asks for something that may not exist. */
    Optional<JsonNode> find(String path) {
        Answer answer = send(request("GET", path).build(), SHORT);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        return Optional.of(parse(answer));
    }

    /** Sends a request that changes something, with or without a JSON body. */
    JsonNode post(String path, Object body) {
        Request.Builder request = request("POST", path);
        if (body != null) {
            request.putHeader("Content-Type", "application/json").bodyBytes(bytes(body));
        }
        return json(request.build(), SHORT);
    }

    /** Deletes; returns whether there was anything to delete. */
    boolean delete(String path) {
        Answer answer = send(request("DELETE", path).build(), LONG);
        if (answer.status() == 404) {
            return false;
        }
        parse(answer);
        return true;
    }

    JsonNode json(Request request, Duration timeout) {
        return parse(send(request, timeout));
    }

    static Request.Builder request(String method, String path) {
        return Request.builder().method(method).path(path);
    }

    /** Sends a request and reads its whole answer, whatever its status. */
    Answer send(Request request, Duration timeout) {
        return within(
                timeout,
                request,
                () -> {
                    try (Response response = client.get().execute(request)) {
                        byte[] body = response.getBody().readNBytes(LARGEST_ANSWER);
                        return new Answer(response.getStatusCode(), body);
                    }
                });
    }

    /**
     * Sends a request whose answer is read as a stream.
     *
     * @param stall how long the engine may send nothing before the stream fails
     */
    EngineStream open(Request request, Duration toHeaders, Duration stall) {
        return opened(within(toHeaders, request, () -> client.get().execute(request)), stall);
    }

    /**
     * As {@link #open}, for an answer that takes long to begin and to read: an interrupt of the
     * calling thread ends both.
     *
     * @throws EngineException if the thread is interrupted before the answer begins
     */
    EngineStream openInterruptibly(Request request, Duration toHeaders, Duration stall) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        Future<?> exchange = threads.submit(() -> answer(request, answer));
        try {
            Response response = answer.get(toHeaders.toNanos(), TimeUnit.NANOSECONDS);
            return opened(response, stall).endingWith(Thread.currentThread());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while the engine was at work.", "", stop);
        } catch (TimeoutException slow) {
            throw EngineErrors.silent(request.method() + " " + request.path(), toHeaders, endpoint);
        } catch (ExecutionException failed) {
            throw EngineErrors.lost(failed.getCause(), endpoint);
        } finally {
            if (answer.cancel(false)) {
                exchange.cancel(true);
            }
        }
    }

    private void answer(Request request, CompletableFuture<Response> answer) {
        try {
            Response response = client.get().execute(request);
            if (!answer.complete(response)) {
                response.close(); // nobody waits for it any more
            }
        } catch (InterruptedException | ExecutionException | RuntimeException lost) {
            answer.completeExceptionally(lost);
        }
    }

    /** As {@link #open}, on the calling thread: whoever supervises it interrupts it. */
    EngineStream openHere(Request request, Duration stall) throws IOException {
        try {
            return opened(client.get().execute(request), stall);
        } catch (InterruptedException | ExecutionException failed) {
            throw new IOException(failed);
        }
    }

    private EngineStream opened(Response response, Duration stall) {
        EngineStream stream = new EngineStream(response, stall);
        if (response.getStatusCode() < 400) {
            return stream;
        }
        try (stream) {
            byte[] body = stream.readNBytes(LARGEST_ANSWER);
            throw EngineErrors.answered(response.getStatusCode(), message(body), endpoint);
        } catch (IOException lost) {
            throw EngineErrors.lost(lost, endpoint);
        }
    }

    /** Starts something on a daemon thread of this connection. */
    <T> Future<T> async(Callable<T> work) {
        return threads.submit(work);
    }

    private <T> T within(Duration timeout, Request request, Callable<T> exchange) {
        Future<T> running = threads.submit(exchange);
        long end = System.nanoTime() + timeout.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return running.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException slow) {
            running.cancel(true);
            throw EngineErrors.silent(request.method() + " " + request.path(), timeout, endpoint);
        } catch (ExecutionException failed) {
            throw EngineErrors.lost(failed.getCause(), endpoint);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private JsonNode parse(Answer answer) {
        if (answer.status() >= 400) {
            throw EngineErrors.answered(answer.status(), message(answer.body()), endpoint);
        }
        try {
            return answer.body().length == 0 ? JSON.missingNode() : JSON.readTree(answer.body());
        } catch (IOException notJson) {
            throw EngineErrors.strange(answer.body(), endpoint, notJson);
        }
    }

    /** Returns the engine's own words in an error answer. */
    static String message(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        try {
            return JSON.readTree(body).path("message").asText(text);
        } catch (IOException notJson) {
            return text;
        }
    }

    private static byte[] bytes(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            client.get().close();
        } catch (IOException | InterruptedException | ExecutionException nothingToSave) {
            // the connections are gone either way
        }
    }

    /** An answer read as a whole. */
    record Answer(int status, byte[] body) {}
}
