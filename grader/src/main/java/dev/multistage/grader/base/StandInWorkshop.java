package dev.multistage.grader.base;

import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.ImageDescription;
import dev.multistage.grader.docker.ProgressListener;
import java.io.IOException;
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
            orders.forEach(this::giveName);
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
        Semaphore turns = new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));
        try (WorkPlan plan = new WorkPlan()) {
            for (StandIn standIn : missing.values()) {
                for (String name : standIn.downloads().values()) {
                    Download download = catalogue.download(name);
                    plan.add(name, List.of(), () -> downloads.fetch(download, progress));
                }
                StandInMaking making =
                        new StandInMaking(
                                engine, catalogue, cache, downloads, host, prefix, progress);
                plan.add(
                        standIn.name(),
                        needed(standIn, missing),
                        () -> {
                            turns.acquire();
                            try {
                                making.make(standIn);
                                return standIn;
                            } finally {
                                turns.release();
                            }
                        });
            }
            plan.await();
        }
    }

    private static List<String> needed(StandIn standIn, Map<String, StandIn> missing) {
        List<String> needed = new ArrayList<>(standIn.downloads().values());
        standIn.bases().values().stream().filter(missing::containsKey).forEach(needed::add);
        return needed;
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
