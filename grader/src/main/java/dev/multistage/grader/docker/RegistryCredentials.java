package dev.multistage.grader.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What {@code docker login} left in {@code ~/.docker/config.json}, as the engine wants it with a
 * pull: the password itself, or what a credential helper answers
 * (https://docs.docker.com/reference/cli/docker/login/#credential-stores).
 */
final class RegistryCredentials {

    private static final String HUB_KEY = "https://index.docker.io/v1/";
    private static final long HELPER_SECONDS = 5;

    private RegistryCredentials() {}

    /** Returns the value of {@code X-Registry-Auth}, empty if nobody logged in there. */
    static Optional<String> of(String registry) {
        String folder =
                Optional.ofNullable(System.getenv("DOCKER_CONFIG"))
                        .orElse(System.getProperty("user.home") + "/.docker");
        return of(registry, Path.of(folder, "config.json"));
    }

    static Optional<String> of(String registry, Path config) {
        try {
            if (!Files.isRegularFile(config)) {
                return Optional.empty();
            }
            JsonNode read = EngineHttp.JSON.readTree(Files.readAllBytes(config));
            for (String key : keys(registry)) {
                Optional<String> found = header(read, key);
                if (found.isPresent()) {
                    return found;
                }
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            // then the pull is tried without: public images need no login
        }
        return Optional.empty();
    }

    private static List<String> keys(String registry) {
        return registry.equals("docker.io")
                ? List.of(HUB_KEY, "index.docker.io", "docker.io")
                : List.of(registry, "https://" + registry);
    }

    private static Optional<String> header(JsonNode config, String key) throws IOException {
        String helper =
                config.path("credHelpers").path(key).asText(config.path("credsStore").asText(""));
        JsonNode entry = config.path("auths").path(key);
        if (!helper.isEmpty() && !(entry.has("auth") && entry.path("auth").asText().length() > 0)) {
            return ask(helper, key);
        }
        if (entry.has("identitytoken")) {
            return Optional.of(encoded(key, "", "", entry.path("identitytoken").asText()));
        }
        String pair =
                new String(
                        Base64.getDecoder().decode(entry.path("auth").asText("")),
                        StandardCharsets.UTF_8);
        int colon = pair.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(
                        encoded(key, pair.substring(0, colon), pair.substring(colon + 1), ""));
    }

    private static Optional<String> ask(String helper, String key) throws IOException {
        if (!helper.matches("[\\w.-]+")) {
            return Optional.empty();
        }
        Process process =
                new ProcessBuilder("docker-credential-" + helper, "get")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(key.getBytes(StandardCharsets.UTF_8));
        }
        try {
            if (!process.waitFor(HELPER_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                return Optional.empty();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.destroy();
        }
        JsonNode answer = EngineHttp.JSON.readTree(process.getInputStream().readNBytes(1 << 20));
        String user = answer.path("Username").asText();
        String secret = answer.path("Secret").asText();
        return Optional.of(
                user.equals("<token>")
                        ? encoded(key, "", "", secret)
                        : encoded(key, user, secret, ""));
    }

    private static String encoded(String server, String user, String password, String token)
            throws IOException {
        ObjectNode auth = EngineHttp.JSON.createObjectNode().put("serveraddress", server);
        if (token.isEmpty()) {
            auth.put("username", user).put("password", password);
        } else {
            auth.put("identitytoken", token);
        }
        return Base64.getUrlEncoder().encodeToString(EngineHttp.JSON.writeValueAsBytes(auth));
    }
}
