package dev.multistage.grader.check;

import dev.multistage.grader.container.ServiceContainer;
import java.util.List;
import java.util.Locale;

/** Demands a healthcheck that succeeds when the app is well, and only then. */
@Describes(
        name = "healthy-in-compose",
        reference = "T22",
        summary = "Compose starts the service and its healthcheck tells well from unwell.",
        failures = {
            @Failure(
                    code = "compose-invalid",
                    title = "Compose does not start the file",
                    why = "What cannot be started cannot be deployed."),
            @Failure(
                    code = "compose-not-allowed",
                    title = "The Compose file asks for more than the app needs",
                    why =
                            "Devices, host folders, extra capabilities and host networks take down the"
                                    + " wall around the container, and the grader does not give them."),
            @Failure(
                    code = "no-healthcheck",
                    title = "The service has no healthcheck",
                    why =
                            "Without one, \"running\" is all that anybody can know, and an update"
                                    + " switches to a release that may not answer yet."),
            @Failure(
                    code = "not-healthy-in-compose",
                    title = "The service does not become healthy",
                    why =
                            "An update waits for the new release to be healthy. One that never is,"
                                    + " is never used."),
            @Failure(
                    code = "blind-healthcheck",
                    title = "The healthcheck does not see that the app is unwell",
                    why =
                            "A check that cannot fail is worse than none: it vouches for an app that"
                                    + " does not work.")
        })
public record HealthyInCompose() implements DeploymentCheck {

    @Override
    public String requirement() {
        return "healthy under Compose";
    }

    @Override
    public Outcome examine(DeploymentEvidence evidence) {
        if (!evidence.unavailable().isEmpty()) {
            return Outcome.unavailable(evidence.unavailable());
        }
        if (!evidence.reading().forbidden().isEmpty()) {
            String first = evidence.reading().forbidden().get(0);
            return Outcome.failed("compose-not-allowed")
                    .observed(String.join(", ", evidence.reading().forbidden()))
                    .expected("a service that needs its image and nothing of the machine")
                    .at(evidence.file().named(first, first))
                    .next("Take it out. The image brings all that the app needs.");
        }
        if (!evidence.reading().problem().isEmpty()) {
            return invalid(evidence, evidence.reading().problem());
        }
        if (evidence.container().isEmpty()) {
            return invalid(
                    evidence, evidence.start().map(DeploymentEvidence.Start::problem).orElse(""));
        }
        DeploymentEvidence.Start start = evidence.start().orElseThrow();
        ServiceContainer container = evidence.container().orElseThrow();
        if (container.healthTest().isEmpty() || container.healthTest().get(0).equals("NONE")) {
            return Outcome.failed("no-healthcheck")
                    .observed("no healthcheck in the Compose file and none in the image")
                    .expected("a healthcheck that asks the app")
                    .at(evidence.file().at("image"))
                    .next(
                            "Add healthcheck: to the service, in exec form and with a program that"
                                    + " the image has. The app's README says how it checks itself.");
        }
        if (!container.healthy()) {
            return unhealthy(evidence, start, container);
        }
        if (start.staysWell()) {
            return Outcome.blocked("the app stays healthy after it was made to answer 503");
        }
        if (start.brokenHealth() == 0) {
            return Outcome.failed("blind-healthcheck")
                    .observed("the check still succeeds after the app was made to answer 503")
                    .expected("an exit code other than 0 while /health answers 503")
                    .at(evidence.file().at("test"))
                    .next("Let the check ask the app's health endpoint and pass its answer on.");
        }
        return Outcome.passed(
                String.format(Locale.ROOT, "healthy after %.1f s", start.took().toMillis() / 1e3));
    }

    private static Outcome invalid(DeploymentEvidence evidence, String problem) {
        return Outcome.failed("compose-invalid")
                .observed(problem)
                .expected("docker compose up starts it")
                .at(evidence.file().named(problem, "services"))
                .next("docker compose config, beside the file, says the same and where.");
    }

    private static Outcome unhealthy(
            DeploymentEvidence evidence, DeploymentEvidence.Start start, ServiceContainer last) {
        String after = String.format(Locale.ROOT, " after %.1f s", start.took().toMillis() / 1e3);
        String state =
                last.running() ? last.health() + after : "ended, exit code " + last.exitCode();
        List<String> said =
                List.of(last.healthLog().strip(), start.log().strip()).stream()
                        .filter(text -> !text.isEmpty())
                        .toList();
        String interval = evidence.reading().interval();
        boolean waiting = last.running() && last.health().equals("starting");
        return Outcome.failed("not-healthy-in-compose")
                .observed(state + (said.isEmpty() ? "" : ": " + String.join(" | ", said)))
                .expected("healthy within " + start.budget().toSeconds() + " s")
                .at(evidence.file().at("test"))
                .next(
                        waiting
                                ? "The first check comes after one interval, "
                                        + (interval.isEmpty() ? "30s if none is given" : interval)
                                        + ". An update waits as long: make it shorter."
                                : "The check runs inside the container: its program has to be in the"
                                        + " image, and to exit with 0.");
    }
}
