package dev.multistage.grader.docker;

import static dev.multistage.grader.docker.EngineHttp.encode;
import static dev.multistage.grader.docker.EngineHttp.encodeName;

import com.fasterxml.jackson.databind.JsonNode;
import dev.multistage.grader.dockerfile.ImageReference;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Pushes images ({@code POST /images/NAME/push}). */
final class ImagePush {

    /** What stands for "no login": engines want the header all the same. */
    private static final String NOBODY = "e30=";

    /** How long the engine may say nothing while it packs a layer. */
    private static final Duration STALL = Duration.ofSeconds(120);

    private final EngineHttp http;

    ImagePush(EngineHttp http) {
        this.http = http;
    }

    /** Pushes a name of an image and returns the digest of the manifest, {@code sha256:…}. */
    String push(String reference, ProgressListener progress) throws InterruptedException {
        progress.advanced("pushing " + reference, 0, 0);
        Future<String> running = http.async(() -> exchange(reference));
        try {
            return running.get();
        } catch (InterruptedException stop) {
            running.cancel(true);
            throw stop;
        } catch (ExecutionException failed) {
            throw EngineErrors.lost(failed.getCause(), http.endpoint());
        }
    }

    private String exchange(String reference) throws IOException {
        ImageName name = ImageName.parse(reference);
        var request =
                EngineHttp.request(
                                "POST",
                                "/images/"
                                        + encodeName(name.repository())
                                        + "/push?tag="
                                        + encode(name.tag()))
                        .putHeader("X-Registry-Auth", login(reference))
                        .build();
        String digest = "";
        try (EngineStream answer = http.openHere(request, STALL);
                var lines =
                        EngineHttp.JSON.readerFor(JsonNode.class).<JsonNode>readValues(answer)) {
            while (lines.hasNextValue()) {
                JsonNode line = lines.nextValue();
                String error = line.path("errorDetail").path("message").asText("");
                if (!error.isEmpty()) {
                    throw EngineErrors.answered(200, error, http.endpoint());
                }
                digest = line.path("aux").path("Digest").asText(digest);
            }
        }
        if (digest.isEmpty()) {
            throw new EngineException(
                    "The engine pushed " + reference + " and named no digest.", "");
        }
        return digest;
    }

    private static String login(String reference) {
        String registry = ImageReference.parse(reference).registry();
        return RegistryCredentials.of(registry).orElse(NOBODY);
    }
}
