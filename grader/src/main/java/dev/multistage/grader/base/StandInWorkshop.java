package dev.multistage.grader.base;

import dev.multistage.grader.docker.BuildListener;
import dev.multistage.grader.docker.BuildRequest;
import dev.multistage.grader.docker.BuildResult;
import dev.multistage.grader.docker.BuildStep;
import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.ImageDescription;
import dev.multistage.grader.docker.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Makes stand-ins: what is missing of those that were ordered and of those that they stand on, as
 * much at a time as the machine has cores for. A name that a real image holds is never given to a
 * stand-in.
 */
final class StandInWorkshop {

    /** A recipe that hangs is given up after this. */
    private static final Duration BUDGET = Duration.ofMinutes(30);

    /** How much of a failed step's output an error message shows. */
    private static final int LAST_WORDS = 1000;

    private static final long LOG_BYTES = 16_000_000;
    private static final long DISK_BYTES = 16_000_000_000L;
    private static final String PATH =
            "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Engine engine;
    private final StandInCatalogue catalogue;
    private final CacheDirectory cache;
    private final HostTools tools;
    private final String prefix;

    /**
     * @param prefix stands before every name, so that tests touch no official name; empty otherwise
     */
    StandInWorkshop(
            Engine engine,
            StandInCatalogue catalogue,
            CacheDirectory cache,
            HostTools tools,
            String prefix) {
        this.engine = engine;
        this.catalogue = catalogue;
        this.cache = cache;
        this.tools = tools;
        this.prefix = prefix;
    }

    /**
     * A wish for a stand-in.
     *
     * @param name the name it is wanted under: its own or one of its aliases
     */
    record Order(StandIn standIn, String name) {}

    /** Returns the name that an image has in this engine. */
    String localName(String name) {
        return prefix + name;
    }

    /** Makes what is missing. Returns when all of it is there. */
    void make(Collection<Order> orders, ProgressListener progress) throws InterruptedException {
        ProgressListener one = oneAtATime(progress);
        try (CacheDirectory.Lock lock = cache.lock(one)) {
            // another process may have made them while this one waited for the lock
            Map<String, StandIn> missing = new LinkedHashMap<>();
            orders.forEach(order -> addMissing(order.standIn(), missing));
            if (!missing.isEmpty()) {
                tools.require(toolsFor(missing.values()), one);
                makeAll(missing, one);
            }
            for (Order order : orders) {
                giveName(order);
            }
        } catch (IOException failed) {
            throw new BaseUnavailableException(
                    "Stand-ins could not be made: " + failed.getMessage(),
                    "Check the space and the rights of " + cache.root() + ".",
                    failed);
        }
    }

    private static ProgressListener oneAtATime(ProgressListener progress) {
        Object turn = new Object();
        return (what, done, total) -> {
            synchronized (turn) {
                progress.advanced(what, done, total);
            }
        };
    }

    /** Adds a stand-in and what it stands on, lowest first, if the engine lacks it. */
    private void addMissing(StandIn standIn, Map<String, StandIn> missing) {
        if (missing.containsKey(standIn.name()) || isThere(standIn)) {
            return;
        }
        standIn.bases().values().forEach(base -> addMissing(catalogue.get(base), missing));
        missing.put(standIn.name(), standIn);
    }

    private boolean isThere(StandIn standIn) {
        Optional<ImageDescription> image = engine.describe(localName(standIn.name()));
        return image.isPresent() && !catalogue.isOutdated(standIn, image.get());
    }

    private Set<HostTools.Tool> toolsFor(Collection<StandIn> missing) {
        EnumSet<HostTools.Tool> needed = EnumSet.noneOf(HostTools.Tool.class);
        for (StandIn standIn : missing) {
            if (standIn.isMinimalDebian()) {
                needed.add(HostTools.Tool.MMDEBSTRAP);
            }
            for (String name : standIn.downloads().values()) {
                needed.add(HostTools.Tool.PIP);
                if (catalogue.download(name).form() == Download.Form.ALPINE_DISK) {
                    needed.add(HostTools.Tool.DEBUGFS);
                }
            }
        }
        return needed;
    }

    private void makeAll(Map<String, StandIn> missing, ProgressListener progress)
            throws IOException, InterruptedException {
        HostRegistries host = HostRegistries.ofThisMachine();
        Downloads downloads = new Downloads(cache);
        // two builds keep two cores busy; more only take the disk from each other
        Semaphore builds = new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));
        try (WorkPlan plan = new WorkPlan()) {
            for (StandIn standIn : missing.values()) {
                for (String name : standIn.downloads().values()) {
                    plan.add(
                            name,
                            List.of(),
                            () -> downloads.fetch(catalogue.download(name), progress));
                }
                List<String> needed = new ArrayList<>(standIn.downloads().values());
                standIn.bases().values().stream().filter(missing::containsKey).forEach(needed::add);
                plan.add(
                        standIn.name(),
                        needed,
                        () -> {
                            builds.acquire();
                            try {
                                return makeOne(standIn, host, downloads, progress);
                            } finally {
                                builds.release();
                            }
                        });
            }
            plan.await();
        }
    }

    private Path makeOne(
            StandIn standIn, HostRegistries host, Downloads downloads, ProgressListener progress)
            throws IOException, InterruptedException {
        String what = "making " + standIn.name();
        progress.advanced(what, 0, 0);
        Path work = cache.workDirectory("stand-in");
        try {
            if (standIn.isMinimalDebian()) {
                importDebian(standIn, host, work, what, progress);
            } else {
                build(standIn, host, work, downloads, what, progress);
            }
        } finally {
            CacheDirectory.removeTree(work);
        }
        progress.advanced(what, 1, 1);
        return work;
    }

    private void importDebian(
            StandIn standIn, HostRegistries host, Path work, String what, ProgressListener progress)
            throws IOException {
        List<String> changes = new ArrayList<>(List.of(PATH, "CMD [\"bash\"]"));
        labels(standIn).forEach((name, value) -> changes.add("LABEL " + name + "=" + value));
        String suite = standIn.arguments().get("SUITE");
        try (var tar = DebianRootFilesystem.open(suite, host, work, what, progress)) {
            engine.importRootFilesystem(tar, localName(standIn.name()), changes);
        }
    }

    private void build(
            StandIn standIn,
            HostRegistries host,
            Path work,
            Downloads downloads,
            String what,
            ProgressListener progress)
            throws IOException, InterruptedException {
        RecipeContext context = new RecipeContext();
        context.with("Dockerfile", StandInCatalogue.resource(standIn.dockerfile() + ".Dockerfile"));
        context.withDirectory("settings").withDirectory("settings/certificates");
        host.files().forEach((name, content) -> context.with("settings/" + name, content));
        for (var wanted : standIn.downloads().entrySet()) {
            Download download = catalogue.download(wanted.getValue());
            Path wheel = downloads.fetch(download, progress);
            context.with(
                    wanted.getKey(),
                    download.form() == Download.Form.ALPINE_DISK
                            ? AlpineDisk.rootFilesystem(wheel, work)
                            : wheel);
        }
        for (String file : standIn.files()) {
            context.with(file, StandInCatalogue.resource(file));
        }
        Map<String, String> arguments = new LinkedHashMap<>(host.proxies());
        arguments.putAll(standIn.arguments());
        standIn.bases().forEach((argument, base) -> arguments.put(argument, localName(base)));
        BuildRequest request =
                new BuildRequest(
                        context,
                        "Dockerfile",
                        localName(standIn.name()),
                        standIn.target(),
                        arguments,
                        labels(standIn),
                        false,
                        BUDGET,
                        LOG_BYTES,
                        DISK_BYTES);
        BuildResult result = engine.build(request, steps(what, progress));
        if (result instanceof BuildResult.Failed failed) {
            throw failed(standIn, failed);
        }
    }

    private static BaseUnavailableException failed(StandIn standIn, BuildResult.Failed failed) {
        BuildStep step = failed.step();
        String log = step == null ? "" : step.log().strip();
        String why = log.isEmpty() ? failed.message() : log;
        return new BaseUnavailableException(
                "The stand-in for "
                        + standIn.name()
                        + " could not be made"
                        + (step == null ? "" : ", at " + brief(step.name()))
                        + ":\n"
                        + why.substring(Math.max(0, why.length() - LAST_WORDS)),
                "Check that the package registries can be reached: ./grade doctor");
    }

    private static BuildListener steps(String what, ProgressListener progress) {
        return new BuildListener() {
            @Override
            public void started(BuildStep step) {
                if (!step.internal()) {
                    progress.advanced(what + ": " + brief(step.name()), 0, 0);
                }
            }
        };
    }

    private static String brief(String step) {
        String line = step.replaceAll("--mount=\\S+", "").replaceAll("\\s+", " ");
        return line.length() > 60 ? line.substring(0, 59) + "…" : line;
    }

    private Map<String, String> labels(StandIn standIn) {
        return Map.of(
                StandIn.LABEL,
                standIn.name(),
                StandIn.RECIPE_LABEL,
                catalogue.recipeDigest(standIn));
    }

    private void giveName(Order order) {
        String wanted = localName(order.name());
        String own = localName(order.standIn().name());
        Optional<ImageDescription> holder = engine.describe(wanted);
        boolean held = holder.isPresent() && !StandIn.isStandIn(holder.get());
        if (!wanted.equals(own) && !held) {
            engine.tag(own, wanted);
        }
    }
}
