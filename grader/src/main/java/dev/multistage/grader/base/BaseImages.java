package dev.multistage.grader.base;

import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.ImageDescription;
import dev.multistage.grader.docker.InstallConsent;
import dev.multistage.grader.docker.ProgressListener;
import dev.multistage.grader.dockerfile.ImageReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gets the base images that a Dockerfile names into the engine: those that are there already are
 * used, others are pulled, and where no registry can be reached a stand-in is made.
 */
public final class BaseImages {

    private final Engine engine;
    private final StandInCatalogue catalogue;
    private final StandInWorkshop workshop;
    private final List<BaseSource> sources;

    BaseImages(
            Engine engine, StandInCatalogue catalogue, StandInWorkshop workshop, boolean offline) {
        this.engine = engine;
        this.catalogue = catalogue;
        this.workshop = workshop;
        // a mirror in the room and a kit file will stand between the registries and the stand-ins
        List<BaseSource> order = new ArrayList<>();
        order.add(new EngineImages(engine, catalogue, workshop.localName("")));
        if (!offline) {
            order.add(new Registries(engine));
        }
        order.add(new StandIns(engine, catalogue, workshop));
        this.sources = List.copyOf(order);
    }

    /** Reads what every later call needs; meant to be called beside other work. */
    public static void warmUp() {
        StandInCatalogue.load();
    }

    /**
     * Returns the base images of this engine.
     *
     * @param consent asked before packages are installed on this machine
     * @param offline whether to leave registries alone
     */
    public static BaseImages of(Engine engine, InstallConsent consent, boolean offline) {
        StandInCatalogue catalogue = StandInCatalogue.load();
        StandInWorkshop workshop =
                new StandInWorkshop(
                        engine,
                        catalogue,
                        CacheDirectory.ofThisUser(),
                        HostTools.ofThisMachine(consent),
                        "");
        return new BaseImages(engine, catalogue, workshop, offline);
    }

    /**
     * Sees to it that these images are in the engine, and returns them in the same order. A name
     * that is no image name is left out: the builder says what is wrong with it, and where.
     *
     * @param references names as FROM and {@code --from} write them; {@code scratch} and names of
     *     stages are not among them
     * @throws BaseUnavailableException if one is not to be had
     */
    public List<ResolvedBase> resolve(Collection<String> references, ProgressListener progress)
            throws InterruptedException {
        Map<String, ImageReference> missing = new LinkedHashMap<>();
        for (String written : references) {
            parse(written).ifPresent(parsed -> missing.put(written, parsed));
        }
        Set<String> order = new LinkedHashSet<>(missing.keySet());
        Map<String, ResolvedBase> found = new LinkedHashMap<>();
        Map<String, List<BaseSource.Missing>> reasons = new LinkedHashMap<>();
        for (BaseSource source : sources) {
            if (missing.isEmpty()) {
                break;
            }
            source.find(Map.copyOf(missing), progress)
                    .forEach(
                            (written, answer) -> {
                                if (answer instanceof BaseSource.Found here) {
                                    found.put(written, here.base());
                                    missing.remove(written);
                                } else if (answer instanceof BaseSource.Missing not) {
                                    reasons.computeIfAbsent(written, w -> new ArrayList<>())
                                            .add(not);
                                }
                            });
        }
        if (!missing.isEmpty()) {
            throw unavailable(missing.keySet(), reasons);
        }
        return order.stream().map(found::get).toList();
    }

    private static Optional<ImageReference> parse(String written) {
        try {
            return Optional.of(ImageReference.parse(written));
        } catch (ImageReference.InvalidReferenceException noImageName) {
            return Optional.empty();
        }
    }

    /** Returns every base image that has a stand-in, and what the engine has of it. */
    public List<BaseListing> list() {
        return catalogue.standIns().stream().map(this::listing).toList();
    }

    private BaseListing listing(StandIn standIn) {
        Optional<ImageDescription> image = engine.describe(workshop.localName(standIn.name()));
        BaseListing.Origin origin =
                image.map(
                                there ->
                                        StandIn.isStandIn(there)
                                                ? BaseListing.Origin.STAND_IN
                                                : BaseListing.Origin.REAL)
                        .orElse(BaseListing.Origin.ABSENT);
        return new BaseListing(
                standIn.name(),
                standIn.aliases(),
                origin,
                image.map(ImageDescription::engineSize).orElse(0L),
                standIn.official(),
                standIn.made());
    }

    private static BaseUnavailableException unavailable(
            Set<String> names, Map<String, List<BaseSource.Missing>> reasons) {
        // the cause is the image that every source was asked for; others were perhaps not tried
        String name =
                names.stream()
                        .sorted(Comparator.comparingInt(n -> -reasons.get(n).size()))
                        .findFirst()
                        .orElseThrow();
        List<BaseSource.Missing> why = reasons.get(name);
        String message =
                "The base image "
                        + name
                        + " cannot be had: "
                        + why.stream()
                                .map(BaseSource.Missing::reason)
                                .collect(Collectors.joining("; "))
                        + ".";
        String remedy =
                why.stream()
                        .map(BaseSource.Missing::remedy)
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .collect(Collectors.joining("\n"));
        return new BaseUnavailableException(message, remedy);
    }
}
