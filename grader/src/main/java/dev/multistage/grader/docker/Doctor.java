package dev.multistage.grader.docker;

import dev.multistage.grader.docker.EngineAttempt.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Says what is right and wrong with this machine for grading, and how to mend it. Facts are
 * collected first and judged here, so that every judgement can be tested without the machine that
 * it is about.
 */
public final class Doctor {

    /** A grade of the largest image, with its export, fits into this. */
    private static final long DISK_NEEDED = 2_000_000_000L;

    /** The base images of the whole course and a warm build cache fit into this. */
    private static final long DISK_COMFORTABLE = 10_000_000_000L;

    private Doctor() {}

    /**
     * Looks at this machine and its engine. Takes up to eight seconds where servers do not answer.
     *
     * @param cache the folder of the grader's cache
     */
    public static List<Diagnosis> examine(Path cache) throws InterruptedException {
        return judge(new SymptomCollector(cache).collect());
    }

    /** Judges facts. */
    static List<Diagnosis> judge(Symptoms symptoms) {
        List<Diagnosis> said = new ArrayList<>();
        said.add(engine(symptoms));
        symptoms.engine()
                .ifPresent(engine -> said.addAll(EngineHealth.judge(engine, symptoms.started())));
        symptoms.command().map(DockerCommand::diagnose).ifPresent(said::add);
        said.add(disk("disk of the engine", symptoms.engineDisk()));
        said.add(disk("disk of the cache", symptoms.cacheDisk()));
        said.add(proxies(symptoms));
        symptoms.imageRegistry()
                .map(registry -> imageRegistry(registry, symptoms))
                .ifPresent(said::add);
        symptoms.packageRegistries().stream().map(Doctor::packageRegistry).forEach(said::add);
        if (symptoms.leftovers() > 0) {
            said.add(
                    Diagnosis.warning(
                            "leftovers",
                            symptoms.leftovers() + " containers of grades that were killed.",
                            "The next grade removes them."));
        }
        return List.copyOf(said);
    }

    private static Diagnosis engine(Symptoms symptoms) {
        String name = "engine";
        EngineSearch search = symptoms.search();
        if (symptoms.engine().isPresent()) {
            EngineReport engine = symptoms.engine().get();
            EngineEndpoint endpoint = search.endpoint().orElseThrow();
            return Diagnosis.ok(
                    name,
                    engine.product()
                            + " "
                            + engine.version()
                            + " answers at "
                            + endpoint.uri()
                            + " ("
                            + endpoint.origin()
                            + ").");
        }
        if (!symptoms.engineProblem().isEmpty()) {
            return Diagnosis.problem(name, symptoms.engineProblem(), "Restart the engine.");
        }
        EngineException advice = advice(symptoms, search);
        return Diagnosis.problem(name, advice.getMessage(), advice.remedy());
    }

    private static EngineException advice(Symptoms symptoms, EngineSearch search) {
        if (search.chosen()) {
            return EngineAdvice.chosen(search);
        }
        if (search.any(Result.PERMISSION_DENIED)) {
            return EngineAdvice.permission(search);
        }
        return EngineAdvice.none(search, symptoms.machine(), search.any(Result.REFUSED));
    }

    private static Diagnosis disk(String name, DiskSpace space) {
        if (space.freeBytes() == DiskSpace.UNKNOWN) {
            return Diagnosis.ok(name, space.folder() + " cannot be seen from here.");
        }
        String observed =
                EngineHealth.gigabytes(space.freeBytes()) + " free at " + space.folder() + ".";
        String fix = "See what the course takes: ./grade clean. Everything else: docker system df";
        if (space.freeBytes() < DISK_NEEDED) {
            return Diagnosis.problem(name, observed + " A grade needs two gigabytes.", fix);
        }
        return space.freeBytes() < DISK_COMFORTABLE
                ? Diagnosis.warning(name, observed + " The whole course takes about ten.", fix)
                : Diagnosis.ok(name, observed);
    }

    private static Diagnosis proxies(Symptoms symptoms) {
        String name = "proxy";
        ProxySettings here = symptoms.proxies();
        ProxySettings engine =
                new ProxySettings(symptoms.engine().map(EngineReport::proxies).orElse(Map.of()));
        if (!here.any() && !engine.any() && !symptoms.buildProxies().any()) {
            return Diagnosis.ok(name, "None is set.");
        }
        String observed =
                "This shell: "
                        + words(here)
                        + ". Engine: "
                        + words(engine)
                        + ". Build steps (config.json): "
                        + words(symptoms.buildProxies())
                        + ".";
        if (here.any() && symptoms.engine().isPresent() && !engine.any()) {
            return Diagnosis.warning(
                    name,
                    observed + " The engine pulls without the proxy that this shell has.",
                    "docs.docker.com/engine/daemon/proxy; Docker Desktop: Settings, Resources,"
                            + " Proxies");
        }
        return Diagnosis.ok(name, observed);
    }

    private static String words(ProxySettings proxies) {
        return proxies.any() ? proxies.inWords() : "none";
    }

    private static Diagnosis imageRegistry(Reachability registry, Symptoms symptoms) {
        if (registry.reached()) {
            return Diagnosis.ok(registry.name(), "The engine reaches " + registry.address() + ".");
        }
        String observed =
                "The engine does not reach " + registry.address() + ": " + registry.detail() + ".";
        boolean standIns =
                symptoms.engine().map(e -> e.platform().equals("linux/amd64")).orElse(false);
        return standIns
                ? Diagnosis.warning(
                        registry.name(),
                        observed + " Base images that are not here are made from packages.",
                        "Make them ahead of time: ./grade bases build --all")
                : Diagnosis.warning(
                        registry.name(),
                        observed + " Only base images that are already here can be used.",
                        "Check the network and the engine's proxy.");
    }

    private static Diagnosis packageRegistry(Reachability registry) {
        return registry.reached()
                ? Diagnosis.ok(registry.name(), "reachable at " + registry.address() + ".")
                : Diagnosis.warning(
                        registry.name(),
                        registry.address() + " cannot be reached: " + registry.detail() + ".",
                        "Builds that fetch from there fail. Check the network and the proxy.");
    }
}
