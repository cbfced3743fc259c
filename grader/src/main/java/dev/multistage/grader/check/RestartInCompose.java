package dev.multistage.grader.check;

import dev.multistage.grader.container.ServiceContainer;
import java.util.Optional;

/** Demands that the engine starts the service again after a crash. */
@Describes(
        name = "restart-in-compose",
        reference = "T22",
        summary = "The service comes back after a crash.",
        failures = {
            @Failure(
                    code = "no-restart-policy",
                    title = "The service stays down after a crash",
                    why =
                            "Without a restart policy somebody has to notice and to start it, at"
                                    + " three in the morning.")
        })
public record RestartInCompose() implements DeploymentCheck {

    @Override
    public String requirement() {
        return "restarted after a crash";
    }

    @Override
    public Outcome examine(DeploymentEvidence evidence) {
        Optional<Outcome> impossible = DeploymentCheck.impossible(evidence);
        if (impossible.isPresent()) {
            return impossible.get();
        }
        ServiceContainer container = evidence.container().orElseThrow();
        String policy = container.restart();
        if (!policy.isEmpty() && !policy.equals("no")) {
            return Outcome.passed(policy);
        }
        return Outcome.failed("no-restart-policy")
                .observed("restart policy: none")
                .expected("unless-stopped, always or on-failure")
                .at(evidence.file().at("restart"))
                .next("Add restart: unless-stopped: back after a crash, not after docker stop.");
    }
}
