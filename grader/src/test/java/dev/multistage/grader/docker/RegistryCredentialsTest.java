package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryCredentialsTest {

    @TempDir Path folder;

    @Test
    void aLoginAtDockerHubIsFoundUnderItsOldAddress() throws Exception {
        String pair = Base64.getEncoder().encodeToString("me:se:cret".getBytes());
        config("{\"auths\": {\"https://index.docker.io/v1/\": {\"auth\": \"" + pair + "\"}}}");
        String header = credentials("docker.io").orElseThrow();
        var read = EngineHttp.JSON.readTree(Base64.getUrlDecoder().decode(header));
        assertEquals("me", read.path("username").asText());
        assertEquals("se:cret", read.path("password").asText());
    }

    @Test
    void aRegistryWithoutALoginGetsNone() throws Exception {
        config("{\"auths\": {\"ghcr.io\": {}}}");
        assertEquals(Optional.empty(), credentials("docker.io"));
        assertEquals(Optional.empty(), credentials("ghcr.io"));
    }

    @Test
    void aBrokenFileOrHelperIsNoReasonToFail() throws Exception {
        assertEquals(Optional.empty(), credentials("docker.io"));
        config("{not json");
        assertEquals(Optional.empty(), credentials("docker.io"));
        config("{\"credsStore\": \"no-such-helper\"}");
        assertEquals(Optional.empty(), credentials("docker.io"));
        config("{\"credsStore\": \"../../bin/sh\"}");
        assertEquals(Optional.empty(), credentials("docker.io"));
    }

    private Optional<String> credentials(String registry) {
        return RegistryCredentials.of(registry, folder.resolve("config.json"));
    }

    private void config(String text) throws Exception {
        Files.write(folder.resolve("config.json"), text.getBytes(StandardCharsets.UTF_8));
    }
}
