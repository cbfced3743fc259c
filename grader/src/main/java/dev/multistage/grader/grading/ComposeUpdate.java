package dev.multistage.grader.grading;

import dev.multistage.grader.check.DeploymentEvidence;
import dev.multistage.grader.check.RollingUpdate;
import dev.multistage.grader.container.HttpAnswer;
import dev.multistage.grader.container.HttpProbe;
import dev.multistage.grader.container.Rollout;
import dev.multistage.grader.container.RunningContainer;
import dev.multistage.grader.container.ServiceContainer;
import dev.multistage.grader.container.Traffic;
import dev.multistage.grader.docker.ComposeProject;
import dev.multistage.grader.exercise.Declaration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Starts the first release of a Compose project and has the second take over: first start, then
 * switch, then stop, as {@code order: start-first} of Swarm and every Kubernetes Deployment do it.
 * Compose itself has no such command; its {@code --scale} and {@code --no-recreate} give the parts.
 */
final class ComposeUpdate {

    /** An update waits so long for each release, and so does the grade. */
    private static final Duration HEALTHY = Duration.ofSeconds(25);

    private static final Duration SLOW_REQUEST = Duration.ofSeconds(30);
    private static final Duration CHECK = Duration.ofSeconds(5);

    /** So that the slow requests have arrived before the signal does. */
    private static final long ARRIVAL_MILLIS = 250;

    private static final int SLOW_REQUESTS = 2;
    private static final int SOME_ANSWERS = 30;
    private static final int LOG_BYTES = 2_000;

    private final ComposeProject project;
    private final Declaration declaration;

    ComposeUpdate(ComposeProject project, Declaration declaration) {
        this.project = project;
        this.declaration = declaration;
    }

    /** Starts the first release and waits until its healthcheck has spoken. */
    DeploymentEvidence.Start start(Release release) throws InterruptedException {
        long begun = System.nanoTime();
        String problem = project.up(release.reference(), 1);
        Optional<ServiceContainer> container =
                project.containers().stream().reduce((one, later) -> later);
        if (container.isPresent() && problem.isEmpty()) {
            container = Optional.of(project.await(container.get(), HEALTHY, settled()));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        String log =
                container
                        .filter(one -> !one.healthy() && !one.healthTest().isEmpty())
                        .map(one -> project.log(one, LOG_BYTES))
                        .orElse("");
        return new DeploymentEvidence.Start(
                problem,
                problem.isEmpty() ? container : Optional.empty(),
                took,
                HEALTHY,
                log,
                -1,
                -1);
    }

    /**
     * Returns when there is nothing more to wait for. A container that has no healthcheck has none
     * to wait for, and one whose check fails may still recover.
     */
    private static Predicate<ServiceContainer> settled() {
        return one ->
                one.healthy()
                        || one.health().equals("unhealthy")
                        || one.health().isEmpty()
                        || !one.running();
    }

    /** Replaces the old container by one of the next release while clients send requests. */
    Rollout update(ServiceContainer old, Release next, RollingUpdate how)
            throws InterruptedException {
        try (Traffic traffic = Traffic.start(project.host(), how.path())) {
            traffic.announce("the old release", old.port());
            traffic.awaitAnswers(SOME_ANSWERS, CHECK);
            String problem = project.up(next.reference(), 2);
            if (!problem.isEmpty()) {
                return Rollout.failed(problem);
            }
            Optional<ServiceContainer> fresh =
                    project.containers().stream().filter(c -> !c.id().equals(old.id())).findFirst();
            if (fresh.isEmpty()) {
                return Rollout.failed("Compose started no second container");
            }
            ServiceContainer up = project.await(fresh.get(), HEALTHY, settled());
            if (!up.healthy()) {
                return Rollout.failed("the second container is " + up.health());
            }
            traffic.announce("the new release", up.port());
            traffic.awaitAnswers(SOME_ANSWERS, CHECK);
            List<CompletableFuture<HttpAnswer>> slow = new ArrayList<>();
            for (int i = 0; i < SLOW_REQUESTS; i++) {
                slow.add(traffic.ask("the old release", old.port(), how.slow(), SLOW_REQUEST));
            }
            TimeUnit.MILLISECONDS.sleep(ARRIVAL_MILLIS); // an arrival cannot be seen
            traffic.withdraw(old.port());
            RunningContainer.Stop stop = project.stop(old);
            List<HttpAnswer> answers = slow.stream().map(CompletableFuture::join).toList();
            traffic.awaitAnswers(SOME_ANSWERS, CHECK);
            return new Rollout("", traffic.end(), answers, Optional.of(stop), old.graceSeconds());
        }
    }

    /** Makes the app unwell, looks whether it is, and runs its healthcheck; adds what both said. */
    DeploymentEvidence.Start broken(DeploymentEvidence.Start start) throws InterruptedException {
        Optional<ServiceContainer> running =
                project.containers().stream().filter(ServiceContainer::healthy).findFirst();
        if (declaration.breaks() == null || running.isEmpty()) {
            return start;
        }
        ServiceContainer container = running.get();
        ask(container, declaration.breaks().method(), declaration.breaks().path());
        int answer = ask(container, "GET", declaration.health()).status();
        int exitCode = project.execute(container, command(container), CHECK);
        return new DeploymentEvidence.Start(
                start.problem(),
                start.container(),
                start.took(),
                start.budget(),
                start.log(),
                exitCode,
                answer);
    }

    private HttpAnswer ask(ServiceContainer container, String method, String path) {
        return HttpProbe.send(
                project.host(), container.port(), method, path, Map.of(), new byte[0], CHECK);
    }

    /** Returns the healthcheck's command as the engine runs it. */
    private static List<String> command(ServiceContainer container) {
        List<String> test = container.healthTest();
        return test.get(0).equals("CMD-SHELL")
                ? List.of("/bin/sh", "-c", String.join(" ", test.subList(1, test.size())))
                : test.subList(1, test.size());
    }
}
