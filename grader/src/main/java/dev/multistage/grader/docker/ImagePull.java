package dev.multistage.grader.docker;

import static dev.multistage.grader.docker.EngineHttp.encode;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import dev.multistage.grader.dockerfile.ImageReference;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/** Pulls images. A registry that did not answer once is not asked again by this process. */
final class ImagePull {

    /** How long a registry may take to say the first word. */
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(5);

    /** How long it may send nothing while layers come. */
    private static final Duration STALL = Duration.ofSeconds(60);

    private static final Pattern UNREACHABLE =
            Pattern.compile(
                    "dial tcp|no such host|connection refused|i/o timeout|tls handshake|deadline"
                            + " exceeded|client.timeout|proxyconnect|network is unreachable"
                            + "|connection reset|server misbehaving|: eof");

    private static final Pattern ABSENT =
            Pattern.compile("not found|pull access denied|manifest unknown|does not exist|denied:");

    private final EngineHttp http;
    private final Map<String, RegistryUnreachableException> silent = new ConcurrentHashMap<>();

    ImagePull(EngineHttp http) {
        this.http = http;
    }

    void pull(String reference, ProgressListener progress) throws InterruptedException {
        ImageReference image = ImageReference.parse(reference);
        RegistryUnreachableException before = silent.get(image.registry());
        if (before != null) {
            throw before;
        }
        Exchange exchange = new Exchange(reference, image, progress);
        Future<Void> running = http.async(exchange);
        try {
            running.get();
        } catch (InterruptedException stop) {
            exchange.stop();
            running.cancel(true);
            throw stop;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RegistryUnreachableException unreachable) {
                silent.put(image.registry(), unreachable);
            }
            throw EngineErrors.lost(failed.getCause(), http.endpoint());
        }
    }

    /** One request and its answer, on a thread of its own. */
    private final class Exchange implements java.util.concurrent.Callable<Void> {
        private final String reference;
        private final ImageReference image;
        private final ProgressListener progress;
        private final Map<String, Long> done = new HashMap<>();
        private final Map<String, Long> totals = new HashMap<>();
        private volatile EngineStream stream;

        Exchange(String reference, ImageReference image, ProgressListener progress) {
            this.reference = reference;
            this.image = image;
            this.progress = progress;
        }

        void stop() {
            EngineStream open = stream;
            if (open != null) {
                open.close();
            }
        }

        @Override
        public Void call() throws IOException {
            try (EngineStream answer = opened();
                    var lines =
                            EngineHttp.JSON
                                    .readerFor(JsonNode.class)
                                    .<JsonNode>readValues(answer)) {
                stream = answer;
                while (lines.hasNextValue()) {
                    read(lines.nextValue(), answer);
                }
            }
            return null;
        }

        private EngineStream opened() {
            try {
                return http.open(request(), FIRST_ANSWER, FIRST_ANSWER);
            } catch (EngineException refused) {
                throw understood(refused);
            }
        }

        private Request request() {
            String name = image.withoutDigest().familiarName();
            String version = image.digest().orElse(image.effectiveTag().orElse("latest"));
            Request.Builder post =
                    EngineHttp.request(
                            "POST",
                            "/images/create?fromImage=" + encode(name) + "&tag=" + encode(version));
            RegistryCredentials.of(image.registry())
                    .ifPresent(header -> post.putHeader("X-Registry-Auth", header));
            return post.build();
        }

        private void read(JsonNode line, EngineStream answer) {
            String error = line.path("errorDetail").path("message").asText("");
            if (!error.isEmpty()) {
                throw understood(EngineErrors.answered(200, error, http.endpoint()));
            }
            String layer = line.path("id").asText();
            boolean ofLayer = line.has("progressDetail") && !layer.isEmpty();
            if (ofLayer) {
                answer.patience(STALL);
            }
            JsonNode detail = line.path("progressDetail");
            if (ofLayer && line.path("status").asText().equals("Downloading")) {
                done.put(layer, detail.path("current").asLong());
                totals.put(layer, detail.path("total").asLong());
            } else if (ofLayer && totals.containsKey(layer)) {
                done.put(layer, totals.get(layer));
            }
            progress.advanced("pulling " + reference, sum(done), sum(totals));
        }

        private long sum(Map<String, Long> values) {
            return values.values().stream().mapToLong(Long::longValue).sum();
        }

        private EngineException understood(EngineException refused) {
            String said = refused.getMessage().toLowerCase(Locale.ROOT);
            if (said.contains("toomanyrequests") || said.contains("rate limit")) {
                return new EngineException(
                        "The registry " + image.registry() + " wants no more pulls for now.",
                        "Log in (docker login " + image.registry() + ") or try again later.",
                        refused);
            }
            if (UNREACHABLE.matcher(said).find() || said.contains("did not answer within")) {
                return new RegistryUnreachableException(image.registry(), refused);
            }
            if (ABSENT.matcher(said).find()) {
                return new ImageNotFoundException(reference, refused.getMessage());
            }
            return refused;
        }
    }
}
