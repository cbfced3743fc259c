package dev.multistage.grader.check;

import dev.multistage.grader.container.ClusterRollout;

/**
 * Demands that a Kubernetes Deployment runs the image by digest and exchanges it without a gap.
 *
 * @param file the manifest, below {@code app/}
 */
@Describes(
        name = "kubernetes-rollout",
        reference = "T25",
        summary = "A Kubernetes cluster rolls out the image by digest, without a gap.",
        failures = {
            @Failure(
                    code = "manifest-invalid",
                    title = "The cluster does not take the manifest",
                    why = "What the cluster refuses is not deployed, whatever the file says."),
            @Failure(
                    code = "manifest-not-by-digest",
                    title = "The manifest does not name the image by its digest",
                    why =
                            "Two nodes that pull a tag at different times may run two programs, and a"
                                    + " rollback to the same tag is none."),
            @Failure(
                    code = "not-rolled-out",
                    title = "The Deployment does not come up",
                    why =
                            "A rollout that is stuck leaves the old release running, at best, and"
                                    + " nobody is told."),
            @Failure(
                    code = "replicas-missing",
                    title = "Replicas were missing during the rollout",
                    why =
                            "While fewer than the wanted replicas answer, the others carry their load"
                                    + " or callers get errors.")
        })
public record KubernetesRollout(String file) implements DeploymentCheck {

    public KubernetesRollout {
        file = file == null || file.isBlank() ? "deployment.yaml" : file;
    }

    @Override
    public String requirement() {
        return "rolled out by Kubernetes";
    }

    @Override
    public Outcome examine(DeploymentEvidence evidence) {
        ClusterRollout rollout = evidence.cluster();
        DeploymentFile manifest = evidence.manifest();
        if (!rollout.unavailable().isEmpty()) {
            return Outcome.unavailable(rollout.unavailable());
        }
        if (!rollout.invalid().isEmpty()) {
            return Outcome.failed("manifest-invalid")
                    .observed(rollout.invalid())
                    .expected("a Deployment, and a Service if you like")
                    .at(manifest.at("kind"))
                    .next("kubectl create --dry-run=server says the same, and where.");
        }
        if (rollout.wanted() == 0) {
            return Outcome.failed("manifest-not-by-digest")
                    .observed("image: " + String.join(", ", rollout.images()))
                    .expected("image: ${IMAGE}, which becomes NAME@sha256:… when it is deployed")
                    .at(manifest.at("image"))
                    .next("Write image: ${IMAGE}; envsubst or the grader puts the digest there.");
        }
        if (!rollout.stuck().isEmpty()) {
            return Outcome.failed("not-rolled-out")
                    .observed(rollout.stuck())
                    .expected(rollout.wanted() + " replicas ready within a minute, twice")
                    .at(manifest.at("template"))
                    .next(
                            "The namespace enforces the pod security standard \"restricted\"; what it"
                                    + " misses stands above. kubectl describe pod says more.");
        }
        if (rollout.fewest() < rollout.wanted()) {
            return Outcome.failed("replicas-missing")
                    .observed(rollout.fewest() + " of " + rollout.wanted() + " replicas available")
                    .expected("never fewer than " + rollout.wanted())
                    .at(manifest.at("strategy"))
                    .next(
                            "strategy.rollingUpdate: maxSurge is how many more there may be,"
                                    + " maxUnavailable how many fewer. A readinessProbe says when a"
                                    + " new one counts.");
        }
        return Outcome.passed(
                rollout.wanted()
                        + " replicas by digest, updated without a gap, on "
                        + rollout.version());
    }
}
