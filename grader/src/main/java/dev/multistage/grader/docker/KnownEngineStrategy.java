package dev.multistage.grader.docker;

import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/**
 * Hands Testcontainers the engine that the grader found, so that it searches for none itself. Named
 * in {@code META-INF/services}, made by Testcontainers.
 */
public final class KnownEngineStrategy extends DockerClientProviderStrategy {

    /** Higher than any strategy that Testcontainers brings along. */
    private static final int FIRST = 1000;

    private final EngineEndpoint endpoint = TestcontainersClient.endpoint();

    @Override
    public String getDescription() {
        return "the engine that the grader found: " + endpoint.uri();
    }

    @Override
    protected boolean isApplicable() {
        return endpoint != null;
    }

    /** The engine has answered before: no probing, and nothing is written to the user's home. */
    @Override
    protected boolean test() {
        return true;
    }

    @Override
    protected boolean isPersistable() {
        return false;
    }

    @Override
    protected int getPriority() {
        return FIRST;
    }

    @Override
    public TransportConfig getTransportConfig() {
        return TransportConfig.builder()
                .dockerHost(endpoint.uri())
                .sslConfig(EngineTls.of(endpoint))
                .build();
    }

    /** The published address is known; Testcontainers would start a container to find it out. */
    @Override
    public synchronized String getDockerHostIpAddress() {
        return endpoint.publishedHost();
    }
}
