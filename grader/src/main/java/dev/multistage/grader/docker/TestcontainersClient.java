package dev.multistage.grader.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.DockerClientDelegate;
import com.github.dockerjava.api.command.InspectImageCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.HostConfig;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.concurrent.atomic.AtomicBoolean;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.shaded.com.github.dockerjava.core.DefaultDockerClientConfig;
import org.testcontainers.shaded.com.github.dockerjava.core.DockerClientImpl;
import org.testcontainers.shaded.com.github.dockerjava.core.RemoteApiVersion;
import org.testcontainers.utility.ResourceReaper;

/**
 * The client that Testcontainers works with: over the connection that is open already, and without
 * the questions that Testcontainers asks of an engine it does not know (two pings, info, version),
 * whose answers cost more to read than a container to start.
 *
 * <p>Testcontainers has no setting for a client of one's own and none that keeps it from cleaning
 * up, so its fields are set. Where a later version has other fields, it asks {@link
 * KnownEngineStrategy} and its environment variables as ever.
 */
final class TestcontainersClient {

    private static volatile EngineEndpoint endpoint;

    /** Classes are loaded once in a process, which may serve many grades. */
    private static final AtomicBoolean REHEARSED = new AtomicBoolean();

    private final EngineHttp http;
    private DockerClient client;

    TestcontainersClient(EngineHttp http) {
        this.http = http;
        endpoint = http.endpoint();
    }

    /** Returns the engine that Testcontainers is to use, null if none was found. */
    static EngineEndpoint endpoint() {
        return endpoint;
    }

    /** Returns the client, making it if that was not done yet. */
    synchronized DockerClient start() {
        if (client == null) {
            DockerClient ours = overOurConnection();
            client = install(ours) ? ours : DockerClientFactory.instance().client();
        }
        return client;
    }

    /**
     * Makes the client and has it ask for things that do not exist: what a start needs is loaded
     * and linked then, at a time when the caller waits for the engine anyway.
     */
    void rehearse() {
        DockerClient ready = start();
        if (!REHEARSED.compareAndSet(false, true)) {
            return;
        }
        try {
            ready.createContainerCmd("grade-rehearsal:none")
                    .withHostConfig(new HostConfig())
                    .exec();
        } catch (DockerException absentAsExpected) {
            // the classes are there now
        }
        try {
            ready.inspectContainerCmd("grade-rehearsal").exec();
        } catch (DockerException absentAsExpected) {
            // the classes are there now
        }
    }

    private DockerClient overOurConnection() {
        DefaultDockerClientConfig config =
                DefaultDockerClientConfig.createDefaultConfigBuilder()
                        .withDockerHost(http.endpoint().uri().toString())
                        // the newest version that the engine speaks
                        .withApiVersion(RemoteApiVersion.UNKNOWN_VERSION)
                        .build();
        return new OurClient(DockerClientImpl.getInstance(config, http.transport()));
    }

    /** Has Testcontainers use a client and leave the cleaning to us; returns whether it worked. */
    private static boolean install(DockerClient ours) {
        try {
            leaveCleaningToUs();
            Field client = DockerClientFactory.class.getDeclaredField("client");
            client.setAccessible(true);
            client.set(DockerClientFactory.instance(), ours);
            return true;
        } catch (ReflectiveOperationException | RuntimeException otherVersion) {
            return false;
        }
    }

    /**
     * One of Testcontainers' two ways to clean up starts a container of an image that cannot always
     * be had (Ryuk); the other adds a shutdown hook that removes what ours is just removing, prints
     * the conflict, and prunes images at every exit.
     */
    private static void leaveCleaningToUs() throws ReflectiveOperationException {
        Constructor<?> constructor =
                Class.forName("org.testcontainers.utility.JVMHookResourceReaper")
                        .getDeclaredConstructor();
        constructor.setAccessible(true);
        Object reaper = constructor.newInstance();
        Field hookIsSet = ResourceReaper.class.getDeclaredField("hookIsSet");
        hookIsSet.setAccessible(true);
        ((AtomicBoolean) hookIsSet.get(reaper)).set(true);
        Field instance = ResourceReaper.class.getDeclaredField("instance");
        instance.setAccessible(true);
        instance.set(null, reaper);
    }

    private static final class OurClient extends DockerClientDelegate {
        private final DockerClient client;

        OurClient(DockerClient client) {
            this.client = client;
        }

        @Override
        protected DockerClient getDockerClient() {
            return client;
        }

        /** Nothing is pulled through Testcontainers. */
        @Override
        public AuthConfig authConfig() {
            return new AuthConfig();
        }

        /**
         * Testcontainers describes the image after every start to log a warning about emulation,
         * and passes over it when it cannot.
         */
        @Override
        public InspectImageCmd inspectImageCmd(String imageId) {
            throw new UnsupportedOperationException("not worth two questions");
        }

        /** The connection belongs to the engine. */
        @Override
        public void close() {}
    }
}
