package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComposeProcessTest {

    @Test
    void onlyWhatReachesTheEngineIsPassedOn() {
        Map<String, String> environment =
                new HashMap<>(
                        Map.of(
                                "PATH", "/bin",
                                "HOME", "/home/a",
                                "DOCKER_CONFIG", "/home/a/.docker",
                                "DOCKER_CERT_PATH", "/certs",
                                "DOCKER_TLS_VERIFY", "1",
                                "DOCKER_HOST", "tcp://another:2376",
                                "DOCKER_CONTEXT", "another",
                                "DOCKER_AUTH_CONFIG", "{\"auths\": {}}",
                                "SSLKEYLOGFILE", "/tmp/keys",
                                "GITHUB_TOKEN", "t"));
        URI engine = URI.create("tcp://engine:2376");
        ComposeProcess.surround(environment, new EngineEndpoint(engine, "a test"));
        assertEquals(
                Map.of(
                        "PATH", "/bin",
                        "HOME", "/home/a",
                        "DOCKER_CONFIG", "/home/a/.docker",
                        "DOCKER_CERT_PATH", "/certs",
                        "DOCKER_TLS_VERIFY", "1",
                        "DOCKER_HOST", "tcp://engine:2376"),
                environment);
    }
}
