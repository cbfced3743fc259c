package dev.multistage.grader.check;

import java.util.Optional;

/** Demands a read-only root file system. */
@Describes(
        name = "read-only-in-compose",
        reference = "T23",
        summary = "The service cannot change its own files.",
        failures = {
            @Failure(
                    code = "writable-root",
                    title = "The service can change its own files",
                    why =
                            "Whoever breaks in can replace the program until the next update. And"
                                    + " what an app writes into its container is lost with it.")
        })
public record ReadOnlyInCompose() implements DeploymentCheck {

    @Override
    public String requirement() {
        return "read-only root under Compose";
    }

    @Override
    public Outcome examine(DeploymentEvidence evidence) {
        Optional<Outcome> impossible = DeploymentCheck.impossible(evidence);
        if (impossible.isPresent()) {
            return impossible.get();
        }
        if (evidence.container().orElseThrow().readOnly()) {
            return Outcome.passed("read-only");
        }
        return Outcome.failed("writable-root")
                .observed("the root file system is writable")
                .expected("read_only: true")
                .at(evidence.file().at("read_only"))
                .next("Add read_only: true; give folders that the app must write to as tmpfs.");
    }
}
