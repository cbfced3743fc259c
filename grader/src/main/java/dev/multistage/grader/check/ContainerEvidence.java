package dev.multistage.grader.check;

import dev.multistage.grader.container.ContainerState;
import dev.multistage.grader.container.HttpAnswer;
import dev.multistage.grader.container.RunningContainer;
import dev.multistage.grader.container.TlsServer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A started container as evidence.
 *
 * @param image the image it runs
 * @param container the container
 * @param start what happened until it answered, or did not
 * @param tls a server that the app can call; empty if the exercise needs none
 * @param caBundle path of the certificate bundle that was found in the image; empty if none was
 * @param again starts the same image once more
 */
public record ContainerEvidence(
        ImageEvidence image,
        RunningContainer container,
        Start start,
        Optional<TlsServer> tls,
        String caBundle,
        Again again) {

    /** Returns what the exercise says of the app. */
    public AppContract app() {
        return image.app();
    }

    /** Starts the image once more, in the same way but with other variables. */
    @FunctionalInterface
    public interface Again {

        /**
         * Starts a container, which the caller closes. It need not be up yet.
         *
         * @param variables those that {@link ConfiguredFromOutside} names; they take the place of
         *     those of the shared container
         */
        RunningContainer start(Map<String, String> variables) throws InterruptedException;
    }

    /**
     * How the start went.
     *
     * @param healthy whether the health endpoint answered with 2xx within the budget
     * @param took time until then, or until giving up
     * @param budget how long it might have taken
     * @param last the last answer of the health endpoint
     * @param state whether the container still runs
     * @param log the end of what it printed; untrusted
     * @param readOnlyFailed whether it was unhealthy with a read-only root before, so that this one
     *     has a writable root
     * @param readOnlyLog the end of what it printed then; untrusted
     */
    public record Start(
            boolean healthy,
            Duration took,
            Duration budget,
            HttpAnswer last,
            ContainerState state,
            String log,
            boolean readOnlyFailed,
            String readOnlyLog) {}
}
