package dev.multistage.grader.check;

import dev.multistage.grader.container.ServiceContainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Demands limits on memory and CPU. */
@Describes(
        name = "limits-in-compose",
        reference = "T23",
        summary = "The service may use so much memory and CPU and no more.",
        failures = {
            @Failure(
                    code = "no-limits",
                    title = "The service may use all of the machine",
                    why =
                            "One leak then takes down everything that runs beside it. With a limit it"
                                    + " takes down one container, which is restarted.")
        })
public record LimitsInCompose() implements DeploymentCheck {

    @Override
    public String requirement() {
        return "limits on memory and CPU";
    }

    @Override
    public Outcome examine(DeploymentEvidence evidence) {
        Optional<Outcome> impossible = DeploymentCheck.impossible(evidence);
        if (impossible.isPresent()) {
            return impossible.get();
        }
        ServiceContainer container = evidence.container().orElseThrow();
        List<String> missing = new ArrayList<>();
        if (container.memoryBytes() == 0) {
            missing.add("memory");
        }
        if (container.cpus() == 0) {
            missing.add("CPU");
        }
        if (missing.isEmpty()) {
            return Outcome.passed(
                    String.format(
                            Locale.ROOT,
                            "%s and %.2f CPU",
                            Sizes.megabytes(container.memoryBytes()),
                            container.cpus()));
        }
        return Outcome.failed("no-limits")
                .observed("no limit on " + String.join(" and ", missing))
                .expected("a limit on memory and on CPU")
                .at(evidence.file().at("deploy"))
                .next("deploy.resources.limits takes memory: 64M and cpus: \"0.50\", for example.");
    }
}
