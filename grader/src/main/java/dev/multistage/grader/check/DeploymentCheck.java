package dev.multistage.grader.check;

import java.util.Optional;

/** A check of how the image is deployed. */
public sealed interface DeploymentCheck extends Check
        permits DeployedByDigest,
                HealthyInCompose,
                KubernetesRollout,
                LimitsInCompose,
                ReadOnlyInCompose,
                RestartInCompose,
                RollingUpdate {

    /** Judges a deployment. */
    Outcome examine(DeploymentEvidence evidence);

    /** Returns why there is nothing to judge: the machine lacks something, or nothing started. */
    static Optional<Outcome> impossible(DeploymentEvidence evidence) {
        if (!evidence.unavailable().isEmpty()) {
            return Optional.of(Outcome.unavailable(evidence.unavailable()));
        }
        return evidence.container().isEmpty()
                ? Optional.of(Outcome.blocked("nothing was started from the Compose file"))
                : Optional.empty();
    }
}
