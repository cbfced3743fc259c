package dev.multistage.grader.grading;

import dev.multistage.grader.check.ConfiguredFromOutside;
import dev.multistage.grader.check.ContainerCheck;
import dev.multistage.grader.check.ContainerEvidence;
import dev.multistage.grader.check.HealthcheckWorks;
import dev.multistage.grader.check.ImageEvidence;
import dev.multistage.grader.check.Outcome;
import dev.multistage.grader.check.ReadOnlyRoot;
import dev.multistage.grader.check.VerifiesTls;
import dev.multistage.grader.container.ContainerState;
import dev.multistage.grader.container.HttpAnswer;
import dev.multistage.grader.container.RunningContainer;
import dev.multistage.grader.container.TlsServer;
import dev.multistage.grader.docker.ContainerRequest;
import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.exercise.Criterion;
import dev.multistage.grader.exercise.Declaration;
import dev.multistage.grader.image.Image;
import dev.multistage.grader.image.LiveFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The container in which an image is tried. All checks share one start: it has a read-only root if
 * any check demands that, and is started again with a writable one only if it does not come up.
 */
final class Trial implements AutoCloseable {

    private static final List<String> PROXIES =
            List.of(
                    "HTTP_PROXY",
                    "HTTPS_PROXY",
                    "ALL_PROXY",
                    "http_proxy",
                    "https_proxy",
                    "all_proxy");

    private static final int LOG_BYTES = 4_000;
    private static final int PROCESSES = 128;
    private static final double CPUS = 1.0;
    private static final int MANY_REFUSALS = 10;
    private static final int FOLDER_MODE = 0755;
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(500);

    private final ContainerEvidence evidence;

    private Trial(ContainerEvidence evidence) {
        this.evidence = evidence;
    }

    static Trial start(
            Engine engine,
            String image,
            Declaration declaration,
            List<Criterion> criteria,
            ImageEvidence evidence,
            Optional<TlsServer> tls)
            throws InterruptedException {
        boolean readOnly = criteria.stream().anyMatch(c -> c.check() instanceof ReadOnlyRoot);
        String bundle = tls.isPresent() ? VerifiesTls.bundle(evidence.image()) : "";
        Optional<TlsServer> server = bundle.isEmpty() ? Optional.empty() : tls;
        Map<String, String> outside = outside(criteria);
        RunningContainer container = null;
        try {
            Optional<ContainerRequest.Probing> probing = probing(criteria, evidence.image());
            ContainerRequest request =
                    request(
                            image,
                            declaration,
                            readOnly,
                            server,
                            bundle,
                            evidence,
                            outside,
                            probing);
            container = engine.start(request);
            ContainerEvidence.Start start = await(container, declaration, false, "");
            if (readOnly && !start.healthy() && mayWrite(start)) {
                String log = start.log();
                container.close();
                container =
                        engine.start(
                                request(
                                        image,
                                        declaration,
                                        false,
                                        server,
                                        bundle,
                                        evidence,
                                        outside,
                                        probing));
                ContainerEvidence.Start writable = await(container, declaration, true, log);
                // unhealthy either way: the read-only root is not to blame
                start =
                        writable.healthy()
                                ? writable
                                : new ContainerEvidence.Start(
                                        false,
                                        writable.took(),
                                        writable.budget(),
                                        writable.last(),
                                        writable.state(),
                                        writable.log(),
                                        false,
                                        "");
            }
            boolean rootIsReadOnly = readOnly && !start.readOnlyFailed();
            ContainerEvidence.Again again =
                    variables ->
                            engine.start(
                                    request(
                                            image,
                                            declaration,
                                            rootIsReadOnly,
                                            server,
                                            bundle,
                                            evidence,
                                            variables,
                                            Optional.empty()));
            return new Trial(
                    new ContainerEvidence(evidence, container, start, server, bundle, again));
        } catch (RuntimeException | InterruptedException failure) {
            if (container != null) {
                container.close();
            }
            throw failure;
        }
    }

    /** Returns the criteria in the order in which their checks can share one container. */
    static List<Criterion> inTurn(List<Criterion> criteria) {
        return criteria.stream()
                .sorted(Comparator.comparingInt(c -> ((ContainerCheck) c.check()).turn()))
                .toList();
    }

    /** Lets a check examine the container. */
    Outcome examine(ContainerCheck check) throws InterruptedException {
        if (check.needsHealth() && !evidence.start().healthy()) {
            return Outcome.blocked("the app is not up");
        }
        return check.examine(evidence);
    }

    @Override
    public void close() {
        evidence.container().close();
    }

    /** Returns the variables that an exercise of configuration gives the shared container. */
    private static Map<String, String> outside(List<Criterion> criteria) {
        return criteria.stream()
                .filter(c -> c.check() instanceof ConfiguredFromOutside)
                .map(c -> ((ConfiguredFromOutside) c.check()).environments().get(0).variables())
                .findFirst()
                .orElse(Map.of());
    }

    private static ContainerRequest request(
            String image,
            Declaration declaration,
            boolean readOnly,
            Optional<TlsServer> server,
            String bundle,
            ImageEvidence evidence,
            Map<String, String> outside,
            Optional<ContainerRequest.Probing> probing) {
        Map<String, String> environment = new LinkedHashMap<>(declaration.environment());
        environment.putAll(outside);
        List<ContainerRequest.CopiedFile> files = new ArrayList<>();
        if (server.isPresent()) {
            environment.put(declaration.tls().variable(), server.get().url());
            // a proxy that the image names would keep the call from the server
            PROXIES.forEach(variable -> environment.put(variable, ""));
            String trusted =
                    new String(
                                    evidence.image().content(bundle).orElse(new byte[0]),
                                    StandardCharsets.US_ASCII)
                            + "\n"
                            + server.get().caPem();
            files.add(
                    new ContainerRequest.CopiedFile(
                            evidence.image().file(bundle).orElseThrow().entry().path(),
                            trusted.getBytes(StandardCharsets.US_ASCII)));
        }
        return new ContainerRequest(
                image,
                declaration.port(),
                environment,
                "",
                readOnly,
                declaration.writable(),
                declaration.budgets().memoryMegabytes() * 1_000_000L,
                CPUS,
                PROCESSES,
                files,
                Duration.ofSeconds(declaration.budgets().startSeconds()),
                owners(declaration.writable(), evidence.image()),
                probing);
    }

    /** Returns in which rhythm the engine probes while the image's health check is graded. */
    private static Optional<ContainerRequest.Probing> probing(
            List<Criterion> criteria, Image image) {
        boolean graded = criteria.stream().anyMatch(c -> c.check() instanceof HealthcheckWorks);
        return image.config()
                .healthcheck()
                .filter(declared -> graded && !declared.isDisabled())
                .map(
                        declared ->
                                new ContainerRequest.Probing(
                                        declared.test(),
                                        PROBE_INTERVAL,
                                        HealthcheckWorks.timeout(declared)));
    }

    /**
     * Returns owners and modes of writable paths as the image has them. A path that the image lacks
     * belongs to root, as a volume that an engine makes would; only {@code /tmp} is everybody's.
     */
    private static Map<String, ContainerRequest.Ownership> owners(
            List<String> writable, Image image) {
        Map<String, ContainerRequest.Ownership> owners = new LinkedHashMap<>();
        for (String path : writable) {
            ContainerRequest.Ownership missing =
                    path.equals("/tmp")
                            ? ContainerRequest.Ownership.OPEN
                            : new ContainerRequest.Ownership(0, FOLDER_MODE);
            owners.put(
                    path,
                    image.file(path)
                            .map(LiveFile::entry)
                            .map(e -> new ContainerRequest.Ownership(e.uid(), e.mode()))
                            .orElse(missing));
        }
        return owners;
    }

    /** Asks the health endpoint until it answers with 2xx, the container ends or time is up. */
    private static ContainerEvidence.Start await(
            RunningContainer container,
            Declaration declaration,
            boolean readOnlyFailed,
            String readOnlyLog)
            throws InterruptedException {
        Duration budget = Duration.ofSeconds(declaration.budgets().startSeconds());
        long begun = System.nanoTime();
        AtomicInteger refusals = new AtomicInteger();
        HttpAnswer last =
                container.await(
                        declaration.health(),
                        budget,
                        answer -> answer.ok() || refused(answer, refusals) > MANY_REFUSALS);
        boolean healthy = last.ok();
        ContainerState state = healthy ? new ContainerState(true, 0, false, "") : container.state();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        String log = healthy ? "" : container.log(LOG_BYTES);
        return new ContainerEvidence.Start(
                healthy, took, budget, last, state, log, readOnlyFailed, readOnlyLog);
    }

    /**
     * Counts answers in a row with 4xx: such a server is up and will not grow a health endpoint.
     */
    private static int refused(HttpAnswer answer, AtomicInteger inARow) {
        boolean refusal = answer.status() >= 400 && answer.status() < 500;
        return refusal ? inARow.incrementAndGet() : inARow.getAndSet(0);
    }

    /** A read-only root may be the reason: the program ended, or says so itself. */
    private static boolean mayWrite(ContainerEvidence.Start start) {
        String log = start.log().toLowerCase(Locale.ROOT);
        return !start.state().running()
                || start.last().status() >= 500
                || log.contains("read-only")
                || log.contains("readonly")
                || log.contains("erofs")
                || log.contains("permission denied");
    }
}
