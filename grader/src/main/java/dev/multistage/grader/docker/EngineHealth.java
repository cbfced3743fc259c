package dev.multistage.grader.docker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Judges an engine that answers: the doctor's part for what is inside it. */
final class EngineHealth {

    private static final long MEMORY_COMFORTABLE = 2_000_000_000L;
    private static final Duration SKEW_NOTICED = Duration.ofSeconds(5);

    private EngineHealth() {}

    /** Judges what an engine says. */
    static List<Diagnosis> judge(EngineReport engine, Optional<StartedEngine> started) {
        List<Diagnosis> said = new ArrayList<>();
        said.add(buildKit(engine));
        said.add(architecture(engine));
        said.add(memory(engine));
        said.add(clock(engine));
        said.add(protection(engine, started));
        if (engine.rootless()) {
            said.add(
                    Diagnosis.warning(
                            "rootless",
                            "The engine runs without root: limits on memory and processes hold only"
                                    + " with control groups version 2 and systemd.",
                            ""));
        }
        return said;
    }

    private static Diagnosis buildKit(EngineReport engine) {
        String name = "BuildKit";
        if (engine.product().equals("Podman")) {
            return Diagnosis.problem(
                    name,
                    "Podman builds with Buildah, not with BuildKit.",
                    "Use a Docker engine: Docker Desktop, Colima, or the package docker.io.");
        }
        if (!ApiVersion.parse(engine.apiVersion()).atLeast(1, 39)) {
            return Diagnosis.problem(
                    name,
                    "Docker " + engine.version() + " is too old to build with BuildKit.",
                    "Update Docker to 20.10 or newer.");
        }
        if (engine.majorVersion() == 26 && engine.containerdStore()) {
            return Diagnosis.problem(
                    name,
                    "Docker 26 with the containerd image store cannot build over its API (moby"
                            + " issue 47717).",
                    "Update Docker to 28, or switch \"containerd-snapshotter\" off in daemon.json.");
        }
        if (engine.majorVersion() < 23) {
            return Diagnosis.ok(
                    name,
                    "The engine's own BuildKit is from before 2023: heredocs and COPY --link need a"
                            + " newer Dockerfile frontend, which the grader looks for by itself.");
        }
        return Diagnosis.ok(name, "The engine builds with BuildKit over its API.");
    }

    private static Diagnosis architecture(EngineReport engine) {
        String name = "architecture";
        if (engine.platform().equals("linux/amd64")) {
            return Diagnosis.ok(name, engine.platform() + ".");
        }
        if (!engine.platform().startsWith("linux/")) {
            return Diagnosis.problem(
                    name,
                    "The engine runs " + engine.platform() + " containers.",
                    "Switch it to Linux containers (Docker Desktop's menu).");
        }
        return Diagnosis.warning(
                name,
                engine.platform()
                        + ": base images must be pulled here; the stand-ins for machines without a"
                        + " registry are for linux/amd64 only.",
                "");
    }

    private static Diagnosis memory(EngineReport engine) {
        String observed = "The engine has " + gigabytes(engine.memoryBytes()) + ".";
        return engine.memoryBytes() >= MEMORY_COMFORTABLE
                ? Diagnosis.ok("memory", observed)
                : Diagnosis.warning(
                        "memory",
                        observed + " The Node exercises need about two.",
                        "Docker Desktop: Settings, Resources. Colima: colima start --memory 4");
    }

    private static Diagnosis clock(EngineReport engine) {
        Duration skew = engine.clockSkew().abs();
        if (skew.compareTo(SKEW_NOTICED) < 0) {
            return Diagnosis.ok("clock", "The engine's clock agrees with this machine's.");
        }
        return Diagnosis.warning(
                "clock",
                "The engine's clock is "
                        + skew.toSeconds()
                        + " s "
                        + (engine.clockSkew().isNegative() ? "behind" : "ahead of")
                        + " this machine's: certificates may seem invalid.",
                "Restart the engine's virtual machine (Docker Desktop, colima restart), or set the"
                        + " clock.");
    }

    private static Diagnosis protection(EngineReport engine, Optional<StartedEngine> started) {
        String groups = "Control groups version " + engine.controlGroups();
        return started.map(StartedEngine::limits)
                .filter(BuildLimits.Applied::complete)
                .map(
                        limits ->
                                groups
                                        + "; the grader started this engine and limits builds to "
                                        + gigabytes(limits.memoryBytes())
                                        + " and "
                                        + limits.processes()
                                        + " processes.")
                .map(observed -> Diagnosis.ok("build limits", observed))
                .orElseGet(
                        () ->
                                Diagnosis.ok(
                                        "build limits",
                                        groups
                                                + "; build steps have no limit on memory here: the"
                                                + " grader watches time and disk."));
    }

    static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
