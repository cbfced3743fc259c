package dev.multistage.grader.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Collects what the doctor looks at on this machine; changes nothing. */
final class SymptomCollector {

    /** How long all questions over the network may take together. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /** A small image that every registry of Docker's kind has or mirrors. */
    private static final String ASKED_IMAGE = "/distribution/docker.io/library/alpine:3.23/json";

    private final Path cache;

    /** Looks at the grader's cache in this folder. */
    SymptomCollector(Path cache) {
        this.cache = cache;
    }

    /**
     * Returns the facts. Takes as long as the slowest server that is asked, a few seconds at most.
     */
    Symptoms collect() throws InterruptedException {
        ExecutorService threads =
                Executors.newCachedThreadPool(
                        task -> {
                            Thread thread = new Thread(task, "doctor");
                            thread.setDaemon(true);
                            return thread;
                        });
        try {
            return collect(threads);
        } finally {
            threads.shutdownNow();
        }
    }

    private Symptoms collect(ExecutorService threads) throws InterruptedException {
        ProxySettings proxies = ProxySettings.of(System.getenv());
        Programs programs = Programs.ofThisMachine();
        Future<List<Reachability>> packages =
                threads.submit(() -> packageRegistries(threads, programs, proxies));
        EngineSearch search = EngineLocator.ofThisMachine().search();
        Asked asked = search.endpoint().map(this::ask).orElse(Asked.NOTHING);
        long end = System.nanoTime() + PATIENCE.toNanos();
        return new Symptoms(
                Machine.ofThisOne(),
                search,
                asked.report,
                asked.problem,
                DockerCommand.find(programs),
                engineDisk(search, asked),
                DiskSpace.at(cache),
                proxies,
                ProxySettings.of(buildProxies()),
                asked.registry,
                result(packages, end),
                StartedEngine.find(),
                asked.leftovers);
    }

    private record Asked(
            Optional<EngineReport> report,
            String problem,
            Optional<Reachability> registry,
            int leftovers) {
        static final Asked NOTHING = new Asked(Optional.empty(), "", Optional.empty(), 0);
    }

    private Asked ask(EngineEndpoint endpoint) {
        try (EngineHttp http = new EngineHttp(endpoint)) {
            JsonNode version = http.get("/version");
            JsonNode info = http.get("/info");
            EngineReport report = EngineReport.of(version, info, Instant.now());
            return new Asked(
                    Optional.of(report), "", Optional.of(registry(http)), Leftovers.count(http));
        } catch (EngineException unwell) {
            return new Asked(Optional.empty(), unwell.getMessage(), Optional.empty(), 0);
        }
    }

    /** The engine is asked to ask: pulls go its way, not this process's. */
    private static Reachability registry(EngineHttp http) {
        String name = "image registry";
        try {
            EngineHttp.Answer answer =
                    http.send(
                            EngineHttp.request("GET", ASKED_IMAGE).build(), Reachability.PATIENCE);
            if (answer.status() < 400) {
                return new Reachability(name, "docker.io", true, "");
            }
            String said = EngineErrors.bounded(EngineHttp.message(answer.body()));
            return new Reachability(name, "docker.io", false, said);
        } catch (EngineException silent) {
            return new Reachability(
                    name,
                    "docker.io",
                    false,
                    "no answer within " + Reachability.PATIENCE.toSeconds() + " s");
        }
    }

    private static DiskSpace engineDisk(EngineSearch search, Asked asked) {
        Path folder = Path.of(asked.report.map(EngineReport::folder).orElse("/var/lib/docker"));
        boolean here =
                search.endpoint().map(EngineEndpoint::local).orElse(true)
                        && Files.isDirectory(folder);
        return here ? DiskSpace.at(folder) : DiskSpace.elsewhere(folder);
    }

    private static Map<String, String> buildProxies() {
        String folder = System.getenv().getOrDefault("DOCKER_CONFIG", "");
        Path own = Path.of(System.getProperty("user.home"), ".docker");
        JsonNode proxies =
                new DockerContexts(folder.isEmpty() ? own : Path.of(folder))
                        .configuration()
                        .at("/proxies/default");
        Map<String, String> found = new LinkedHashMap<>();
        found.put("HTTP_PROXY", proxies.path("httpProxy").asText());
        found.put("HTTPS_PROXY", proxies.path("httpsProxy").asText());
        found.put("NO_PROXY", proxies.path("noProxy").asText());
        return found;
    }

    private static List<Reachability> packageRegistries(
            ExecutorService threads, Programs programs, ProxySettings proxies)
            throws InterruptedException {
        List<Future<Reachability>> asked = new ArrayList<>();
        for (Map.Entry<String, URI> client :
                new PackageRegistries(programs).addresses().entrySet()) {
            asked.add(
                    threads.submit(
                            () ->
                                    Reachability.connect(
                                            client.getKey(), client.getValue(), proxies)));
        }
        List<Reachability> answers = new ArrayList<>();
        for (Future<Reachability> one : asked) {
            try {
                answers.add(one.get());
            } catch (ExecutionException bug) {
                throw new IllegalStateException(bug);
            }
        }
        return answers;
    }

    private static List<Reachability> result(Future<List<Reachability>> asked, long end)
            throws InterruptedException {
        try {
            return asked.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException slow) {
            return List.of();
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
