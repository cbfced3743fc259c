package dev.multistage.grader.docker;

import dev.multistage.grader.docker.EngineAttempt.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that an engine answers: finds the one there is, starts the one that is installed, and
 * installs one on Debian and Ubuntu where this process is root and the user agrees. Anywhere else
 * it says exactly what to do.
 */
public final class EngineSetup {

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 100;

    private final EngineLocator locator;
    private final Machine machine;
    private final Programs programs;
    private final DebianPackages packages;
    private final EngineDaemon daemon;
    private final InstallConsent consent;
    private final ProgressListener progress;
    private Optional<EngineSearch> searched = Optional.empty();

    /**
     * Sets up the engine of this machine.
     *
     * @param consent is asked before anything is installed
     * @param progress hears of every step
     */
    public EngineSetup(InstallConsent consent, ProgressListener progress) {
        this(
                EngineLocator.ofThisMachine(),
                Machine.ofThisOne(),
                Programs.ofThisMachine(),
                new EngineDaemon(EngineDaemon.Place.usual(), progress),
                consent,
                progress);
    }

    EngineSetup(
            EngineLocator locator,
            Machine machine,
            Programs programs,
            EngineDaemon daemon,
            InstallConsent consent,
            ProgressListener progress) {
        this.locator = locator;
        this.machine = machine;
        this.programs = programs;
        this.packages = new DebianPackages(programs, 2);
        this.daemon = daemon;
        this.consent = consent;
        this.progress = progress;
    }

    /**
     * Returns an engine that answers now, if there is one; installs and starts nothing. What was
     * found, or not, is remembered for the next {@link #ensure()}.
     */
    public Optional<EngineEndpoint> running() {
        searched = Optional.of(locator.search());
        return searched.flatMap(EngineSearch::endpoint);
    }

    /**
     * Returns an engine that answers. Costs milliseconds where one runs.
     *
     * @throws EngineException if there is none, with the commands that would change that
     */
    public EngineEndpoint ensure() throws InterruptedException {
        EngineSearch search = searched.orElseGet(locator::search);
        searched = Optional.empty();
        Optional<EngineEndpoint> found = search.endpoint();
        if (found.isPresent()) {
            return found.get();
        }
        if (search.chosen()) {
            throw EngineAdvice.chosen(search);
        }
        if (search.any(Result.PERMISSION_DENIED)) {
            throw EngineAdvice.permission(search);
        }
        boolean installed = installed();
        if (!machine.linux() || !machine.root() || !(installed || machine.debian())) {
            throw EngineAdvice.none(search, machine, installed);
        }
        if (!installed) {
            install();
        }
        start();
        EngineSearch again = locator.search();
        return again.endpoint()
                .orElseThrow(
                        () ->
                                again.any(Result.NO_ANSWER)
                                        ? EngineAdvice.silent(again)
                                        : EngineAdvice.none(again, machine, true));
    }

    private boolean installed() throws InterruptedException {
        return machine.linux()
                && programs.run(List.of("sh", "-c", "command -v dockerd"), line -> {}) == 0;
    }

    private void install() throws InterruptedException {
        List<String> wanted = new ArrayList<>(DebianPackages.ENGINE);
        if (!consent.agrees(List.copyOf(wanted), "the Docker engine")) {
            throw EngineAdvice.refused(wanted);
        }
        wanted.addAll(packages.known(DebianPackages.ENGINE_EXTRAS));
        packages.install(wanted, progress);
    }

    private void start() throws InterruptedException {
        if (machine.systemd()) {
            progress.advanced("starting the Docker engine (systemctl start docker)", 0, 0);
            List<String> said = new ArrayList<>();
            int code = programs.run(List.of("systemctl", "start", "docker"), said::add);
            if (code == 0) {
                await();
                return;
            }
            if (said.stream().noneMatch(EngineSetup::hasNoUnit)) {
                throw new EngineException(
                        "The Docker engine could not be started: "
                                + EngineErrors.bounded(String.join(" ", said)),
                        "See why: journalctl -u docker -n 20");
            }
        }
        mountControlGroups();
        daemon.start();
    }

    /** A package without its unit, or a systemd that does not run services here. */
    private static boolean hasNoUnit(String line) {
        return line.contains("not found")
                || line.contains("not loaded")
                || line.contains("Failed to connect to bus");
    }

    private void await() throws InterruptedException {
        long end = System.nanoTime() + START_PATIENCE.toNanos();
        while (locator.search().endpoint().isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS); // an engine does not say when it listens
        }
    }

    private void mountControlGroups() throws InterruptedException {
        if (controlGroupsMounted() || !machine.debian()) {
            return;
        }
        List<String> missing = packages.missing(DebianPackages.CONTROL_GROUPS);
        if (!missing.isEmpty() && consent.agrees(missing, "mounting the control groups")) {
            packages.install(missing, progress);
        }
        // a failure shows in the daemon's log
        programs.run(List.of("cgroupfs-mount"), line -> {});
    }

    private static boolean controlGroupsMounted() {
        try {
            return Files.readAllLines(Path.of("/proc/mounts")).stream()
                    .map(line -> line.split(" "))
                    .anyMatch(fields -> fields.length > 2 && fields[2].startsWith("cgroup"));
        } catch (IOException unknown) {
            return true;
        }
    }
}
