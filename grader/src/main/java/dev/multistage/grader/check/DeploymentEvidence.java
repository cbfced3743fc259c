package dev.multistage.grader.check;

import dev.multistage.grader.container.ClusterRollout;
import dev.multistage.grader.container.ComposeReading;
import dev.multistage.grader.container.Rollout;
import dev.multistage.grader.container.ServiceContainer;
import java.time.Duration;
import java.util.Optional;

/**
 * A deployment as evidence: the image went to a registry, came back by its digest, and Compose
 * started it.
 *
 * @param image the image
 * @param file the Compose file
 * @param reference the image's name by digest, as the registry gave it; empty if it was not pushed
 * @param unavailable what this machine lacks for Compose; empty if nothing
 * @param reading what Compose makes of the file
 * @param start how the first container came up; empty if none was started
 * @param rollout how the second release took over; empty if it never came to that
 * @param manifest the Kubernetes manifest
 * @param cluster what a cluster made of it
 */
public record DeploymentEvidence(
        ImageEvidence image,
        DeploymentFile file,
        String reference,
        String unavailable,
        ComposeReading reading,
        Optional<Start> start,
        Optional<Rollout> rollout,
        DeploymentFile manifest,
        ClusterRollout cluster) {

    /**
     * How the first container came up.
     *
     * @param problem what Compose said if it started none; empty if it did
     * @param container the container when it was healthy, had ended, or the time was over
     * @param took time until then
     * @param budget how long it might have taken
     * @param log the end of what it printed, if it was not healthy; untrusted
     * @param brokenHealth exit code of the healthcheck's command after the app was made unhealthy;
     *     -1 if that was not tried
     * @param brokenAnswer status of the app's answer at its health path after that; 0 if it did not
     *     answer, -1 if it was not asked
     */
    public record Start(
            String problem,
            Optional<ServiceContainer> container,
            Duration took,
            Duration budget,
            String log,
            int brokenHealth,
            int brokenAnswer) {

        /** Returns whether the app was well all the same after it was made unhealthy. */
        boolean staysWell() {
            return brokenAnswer >= 200 && brokenAnswer < 300;
        }
    }

    /** Returns the same with what a cluster made of it. */
    public DeploymentEvidence with(ClusterRollout other) {
        return new DeploymentEvidence(
                image, file, reference, unavailable, reading, start, rollout, manifest, other);
    }

    /** Returns the first container, if it is there. */
    public Optional<ServiceContainer> container() {
        return start.flatMap(Start::container);
    }
}
