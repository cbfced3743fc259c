package dev.multistage.grader.check;

import dev.multistage.grader.container.ContainerHealth;
import dev.multistage.grader.container.ContainerHealth.Probe;
import dev.multistage.grader.container.ContainerHealth.Status;
import dev.multistage.grader.container.HttpAnswer;
import dev.multistage.grader.container.RunningContainer;
import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.image.ImageConfig.Healthcheck;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Demands a HEALTHCHECK that tells a working app from a broken one. The engine itself runs it, more
 * often than the image says; then the app is broken on purpose.
 */
@Describes(
        name = "healthcheck-works",
        reference = "T22",
        summary =
                "The engine's health check says healthy while the app works, and unhealthy once it is"
                        + " broken.",
        failures = {
            @Failure(
                    code = "healthcheck-missing",
                    title = "The image declares no health check",
                    why =
                            "A process that runs is not a service that answers. Without HEALTHCHECK the"
                                    + " engine only sees the process."),
            @Failure(
                    code = "healthcheck-broken",
                    title = "The health check fails though the app is fine",
                    why =
                            "Whatever waits for a healthy container waits for ever, or starts it again and"
                                    + " again."),
            @Failure(
                    code = "healthcheck-blind",
                    title = "The health check does not notice a broken app",
                    why = "It reports that all is well while every request fails.")
        })
public record HealthcheckWorks() implements ContainerCheck {

    /** The engine's default for a probe, in seconds: Dockerfile reference, HEALTHCHECK. */
    private static final double DEFAULT_TIMEOUT = 30;

    /** How long the grader lets one probe run, in seconds. */
    private static final double LONGEST_TIMEOUT = 10;

    /** The first probe to end may have begun before the question; the second has not. */
    private static final int PROBES = 2;

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int DISTURBS = 90;

    @Override
    public String requirement() {
        return "a health check that tells healthy from broken";
    }

    /** It breaks the app. */
    @Override
    public int turn() {
        return DISTURBS;
    }

    /** Returns what one probe of this check may take while it is graded. */
    public static Duration timeout(Healthcheck declared) {
        double seconds =
                declared.timeoutSeconds() > 0 ? declared.timeoutSeconds() : DEFAULT_TIMEOUT;
        return Duration.ofMillis(Math.round(Math.min(seconds, LONGEST_TIMEOUT) * 1e3));
    }

    @Override
    public Optional<Outcome> examineImage(ImageEvidence evidence) {
        Optional<Healthcheck> declared = evidence.image().config().healthcheck();
        if (declared.isPresent() && !declared.get().isDisabled()) {
            return Optional.empty();
        }
        return Optional.of(
                Outcome.failed("healthcheck-missing")
                        .observed(
                                declared.isPresent()
                                        ? "HEALTHCHECK NONE"
                                        : "no HEALTHCHECK in the image's configuration")
                        .expected("a HEALTHCHECK that asks the app")
                        .at(line(evidence))
                        .next(
                                "Add HEALTHCHECK to the last stage, with a command that is in the image"
                                        + " and ends with 0 only if the app answers."));
    }

    @Override
    public Outcome examine(ContainerEvidence evidence) throws InterruptedException {
        Optional<Outcome> missing = examineImage(evidence.image());
        if (missing.isPresent()) {
            return missing.get();
        }
        RunningContainer container = evidence.container();
        Duration patience = patience(evidence);
        ContainerHealth before = await(container, Status.HEALTHY, patience);
        if (before.status() != Status.HEALTHY) {
            return Outcome.failed("healthcheck-broken")
                    .observed(
                            evidence.app().health()
                                    + " answers 200, but the container is "
                                    + word(before)
                                    + said(before))
                    .expected("healthy")
                    .at(line(evidence.image()))
                    .next(
                            "Run the check's command in the container by hand (docker exec), and write"
                                    + " it as a list of a program that is in the image and its"
                                    + " arguments.");
        }
        if (evidence.app().breaks().isEmpty()) {
            return Outcome.passed("healthy; this app cannot be broken on purpose");
        }
        AppContract.Request breaks = evidence.app().breaks().get();
        container.request(
                breaks.method(), breaks.path(), Map.of(), new byte[0], Duration.ofSeconds(5));
        HttpAnswer health = container.get(evidence.app().health());
        if (health.ok()) {
            return Outcome.blocked("the app stays healthy after " + breaks);
        }
        ContainerHealth after = await(container, Status.UNHEALTHY, patience);
        if (after.status() == Status.UNHEALTHY) {
            return Outcome.passed("healthy, and unhealthy after " + breaks);
        }
        String answered = health.status() == 0 ? "does not answer" : "answers " + health.status();
        return Outcome.failed("healthcheck-blind")
                .observed(
                        "after "
                                + breaks
                                + " "
                                + evidence.app().health()
                                + " "
                                + answered
                                + ", but the container is still "
                                + word(after)
                                + said(after))
                .expected("unhealthy")
                .at(line(evidence.image()))
                .next(
                        "Let the check send a request to "
                                + evidence.app().health()
                                + " and end with a code other than 0 unless the answer is 200.");
    }

    private static Duration patience(ContainerEvidence evidence) {
        return timeout(evidence.image().image().config().healthcheck().orElseThrow())
                .multipliedBy(PROBES)
                .plusSeconds(5);
    }

    /** Looks until the engine says what is waited for, or enough probes have said otherwise. */
    private static ContainerHealth await(
            RunningContainer container, Status wanted, Duration patience)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Set<String> ended = new HashSet<>();
        ContainerHealth health = container.health();
        health.last().map(Probe::started).ifPresent(ended::add);
        int known = ended.size();
        while (health.status() != wanted
                && ended.size() - known < PROBES
                && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis()); // the engine probes at its own pace
            health = container.health();
            health.last().map(Probe::started).ifPresent(ended::add);
        }
        return health;
    }

    private static String word(ContainerHealth health) {
        return switch (health.status()) {
            case NONE -> "without a verdict";
            case STARTING -> "still starting";
            case HEALTHY -> "healthy";
            case UNHEALTHY -> "unhealthy";
        };
    }

    private static String said(ContainerHealth health) {
        return health.last()
                .map(
                        probe ->
                                "; the last probe ended with "
                                        + probe.exitCode()
                                        + (probe.output().isBlank()
                                                ? ""
                                                : ": " + probe.output().strip()))
                .orElse("; no probe has ended");
    }

    private static List<Place> line(ImageEvidence evidence) {
        return List.of(
                evidence.at(
                        evidence.dockerfile()
                                .effective(Keyword.HEALTHCHECK)
                                .orElseGet(() -> evidence.dockerfile().finalStage().from())));
    }
}
