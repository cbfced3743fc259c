package dev.multistage.grader.docker;

import java.net.URI;

/** The engine that integration tests talk to: DOCKER_HOST, else the default socket. */
final class TestEngine {

    private TestEngine() {}

    static DockerEngine connect() {
        return DockerEngine.connect(endpoint());
    }

    static EngineEndpoint endpoint() {
        String host = System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
        return new EngineEndpoint(URI.create(host), "test");
    }
}
