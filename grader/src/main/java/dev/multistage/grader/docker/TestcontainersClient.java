package dev.multistage.grader.docker;

import com.github.dockerjava.api.DockerClient;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.concurrent.atomic.AtomicBoolean;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.ResourceReaper;

/** Testcontainers' own client, started once per process and only when a container is to run. */
final class TestcontainersClient {

    private static volatile EngineEndpoint endpoint;
    private static boolean started;

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
    static synchronized DockerClient start() {
        if (!started) {
            started = true;
            leaveCleaningToUs();
        }
        return DockerClientFactory.instance().client();
    }

    /**
     * Keeps Testcontainers from cleaning up. One of its two ways starts a container of an image
     * that cannot always be had (Ryuk, unless an environment variable forbids it); the other adds a
     * shutdown hook that removes what ours is just removing, prints the conflict, and prunes images
     * at every exit. Neither can be switched off by a setting, so its fields are set; where a later
     * version has others, its environment variable decides as ever.
     */
    private static void leaveCleaningToUs() {
        try {
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
        } catch (ReflectiveOperationException | ClassCastException otherVersion) {
            // see above
        }
    }
}
