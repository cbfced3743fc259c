package dev.multistage.grader.docker;

import com.github.dockerjava.api.DockerClient;
import org.testcontainers.DockerClientFactory;

/** Testcontainers' own client, started once per process and only when a container is to run. */
final class TestcontainersClient {

    private static volatile EngineEndpoint endpoint;

    private TestcontainersClient() {}

    /** Says which engine Testcontainers is to use; must come before the first container. */
    static void use(EngineEndpoint found) {
        endpoint = found;
    }

    /** Returns the engine that Testcontainers is to use, null if none was found. */
    static EngineEndpoint endpoint() {
        return endpoint;
    }

    /** Returns the client, starting it if that was not done yet. */
    static DockerClient start() {
        return DockerClientFactory.instance().client();
    }
}
