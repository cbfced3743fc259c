package dev.multistage.grader.check;

import dev.multistage.grader.container.Rollout;
import dev.multistage.grader.container.RunningContainer;
import dev.multistage.grader.container.Traffic;
import java.util.Locale;
import java.util.Optional;

/**
 * Demands that a new release takes over from the old one without losing a request. The new
 * container is started beside the old one; when its healthcheck says so, requests go to it; then
 * the old one is stopped, with requests still under way.
 *
 * @param path what clients ask for all the time
 * @param slow what they ask the old release for just before it is stopped, and which takes a while
 */
@Describes(
        name = "rolling-update",
        reference = "T24",
        summary = "A new release takes over and no request is lost.",
        failures = {
            @Failure(
                    code = "not-scalable",
                    title = "Two releases cannot run side by side",
                    why =
                            "If the old container has to go before the new one can come, every update"
                                    + " is an outage."),
            @Failure(
                    code = "requests-lost",
                    title = "The update lost requests",
                    why =
                            "Somebody got an error because you shipped. People learn to ship at night,"
                                    + " and then not at all.")
        })
public record RollingUpdate(String path, String slow) implements DeploymentCheck {

    public RollingUpdate {
        if (path == null || !path.startsWith("/") || slow == null || !slow.startsWith("/")) {
            throw new IllegalArgumentException("\"path\" and \"slow\" start with \"/\"");
        }
    }

    @Override
    public String requirement() {
        return "updated without losing a request";
    }

    @Override
    public Outcome examine(DeploymentEvidence evidence) {
        Optional<Outcome> impossible = DeploymentCheck.impossible(evidence);
        if (impossible.isPresent()) {
            return impossible.get();
        }
        if (!evidence.reading().unscalable().isEmpty()) {
            boolean port = evidence.reading().unscalable().startsWith("port");
            return Outcome.failed("not-scalable")
                    .observed(evidence.reading().unscalable())
                    .expected("the new container starts beside the old one")
                    .at(evidence.file().at(port ? "ports" : "container_name"))
                    .next(
                            port
                                    ? "Name the container's port only (ports: [\"8080\"]): each replica"
                                            + " gets a free port of the host, and a proxy stands in front."
                                    : "Leave the name to Compose.");
        }
        if (evidence.rollout().isEmpty()) {
            return Outcome.blocked("the first release never became healthy");
        }
        return judge(evidence, evidence.rollout().get());
    }

    private static Outcome judge(DeploymentEvidence evidence, Rollout rollout) {
        if (!rollout.problem().isEmpty()) {
            return Outcome.failed("not-scalable")
                    .observed(rollout.problem())
                    .expected("the new container starts beside the old one and becomes healthy")
                    .at(evidence.file().at("services"))
                    .next("Look for what only one container can have: a name, a port, a file.");
        }
        Traffic.Result traffic = rollout.traffic();
        String stopped = rollout.stop().map(RollingUpdate::words).orElse("");
        boolean slowLost = rollout.slow().stream().anyMatch(answer -> !answer.ok());
        if (traffic.losses().isEmpty() && !slowLost) {
            return Outcome.passed(
                    traffic.answered() + " of " + traffic.sent() + " requests; " + stopped);
        }
        Traffic.Loss first = traffic.losses().get(0);
        boolean killed = rollout.stop().map(RunningContainer.Stop::killed).orElse(false);
        return Outcome.failed("requests-lost")
                .observed(
                        String.format(
                                Locale.ROOT,
                                "%d of %d requests lost, the first to %s: %s, %s after %.1f s; %s",
                                traffic.sent() - traffic.answered(),
                                traffic.sent(),
                                first.replica(),
                                first.request(),
                                first.reason(),
                                first.after().toMillis() / 1e3,
                                stopped))
                .expected("an answer to each, also to those under way at SIGTERM")
                .at(evidence.file().at(killed ? "stop_grace_period" : "command"))
                .next(
                        killed
                                ? "It was killed "
                                        + rollout.graceSeconds()
                                        + " s after SIGTERM. Longest request < time the app drains <"
                                        + " stop_grace_period: which of the two is not so?"
                                : "It ended by itself, before its requests did. Which setting says how"
                                        + " long it may drain, and does the signal reach it?");
    }

    private static String words(RunningContainer.Stop stop) {
        return String.format(
                Locale.ROOT,
                stop.killed()
                        ? "old release killed after %.1f s"
                        : "old release ended after %.1f s",
                stop.took().toMillis() / 1e3);
    }
}
