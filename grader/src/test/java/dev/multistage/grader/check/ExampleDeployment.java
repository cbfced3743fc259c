package dev.multistage.grader.check;

import dev.multistage.grader.container.ClusterRollout;
import dev.multistage.grader.container.ComposeReading;
import dev.multistage.grader.container.ServiceContainer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An app that is deployed as it should be, but for what a test says. */
final class ExampleDeployment {

    static final String REFERENCE = "localhost:5000/x/app@sha256:" + "a".repeat(64);
    static final DeploymentFile FILE =
            new DeploymentFile("compose.yaml", "services:\n  app:\n    image: app:1\n");
    static final DeploymentFile MANIFEST =
            new DeploymentFile("deployment.yaml", "kind: Deployment\n");
    static final ClusterRollout NO_CLUSTER = ClusterRollout.unavailable("no cluster");

    private ExampleDeployment() {}

    static ImageEvidence image() {
        return Evidence.of("FROM scratch\n").image();
    }

    static ComposeReading reading(String image, String unscalable) {
        return new ComposeReading("", image, List.of(), unscalable, "");
    }

    static DeploymentEvidence evidence(
            ComposeReading reading, Optional<DeploymentEvidence.Start> start) {
        return new DeploymentEvidence(
                image(),
                FILE,
                REFERENCE,
                "",
                reading,
                start,
                Optional.empty(),
                MANIFEST,
                NO_CLUSTER);
    }

    static Optional<DeploymentEvidence.Start> up(String health) {
        return Optional.of(start(container(health, List.of("CMD", "/a"), true, 1, 1, "always")));
    }

    static DeploymentEvidence.Start start(ServiceContainer container) {
        return start(container, -1, -1);
    }

    static DeploymentEvidence.Start start(ServiceContainer container, int broken, int answer) {
        return new DeploymentEvidence.Start(
                "",
                Optional.of(container),
                Duration.ofSeconds(2),
                Duration.ofSeconds(25),
                "",
                broken,
                answer);
    }

    static ServiceContainer container(
            String health,
            List<String> test,
            boolean readOnly,
            long memory,
            double cpus,
            String restart) {
        return new ServiceContainer(
                "id", REFERENCE, true, 0, health, test, "", 40000, readOnly, memory, cpus, restart,
                10);
    }
}
