package dev.multistage.grader.base;

import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.ImageDescription;
import dev.multistage.grader.docker.ProgressListener;
import dev.multistage.grader.dockerfile.ImageReference;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The last source: images made here from packages. */
final class StandIns implements BaseSource {

    private final Engine engine;
    private final StandInCatalogue catalogue;
    private final StandInWorkshop workshop;

    StandIns(Engine engine, StandInCatalogue catalogue, StandInWorkshop workshop) {
        this.engine = engine;
        this.catalogue = catalogue;
        this.workshop = workshop;
    }

    @Override
    public Map<String, Answer> find(Map<String, ImageReference> wanted, ProgressListener progress)
            throws InterruptedException {
        Map<String, Answer> answers = new LinkedHashMap<>();
        Map<String, StandIn> known = new LinkedHashMap<>();
        wanted.forEach(
                (written, reference) ->
                        known(reference)
                                .ifPresentOrElse(
                                        standIn -> known.put(written, standIn),
                                        () -> answers.put(written, missing(reference))));
        if (known.isEmpty()) {
            return answers;
        }
        String platform = engine.info().platform();
        if (!platform.equals(StandIn.PLATFORM)) {
            Missing elsewhere =
                    new Missing(
                            "stand-ins are for " + StandIn.PLATFORM + " and this is " + platform,
                            "Pull the image where there is a network: docker pull NAME");
            known.keySet().forEach(written -> answers.put(written, elsewhere));
            return answers;
        }
        // nothing is worth a minute of making if another of these images is not to be had anyway
        if (answers.isEmpty()) {
            workshop.make(asked(wanted, known), progress);
            known.forEach(
                    (written, standIn) ->
                            answers.put(written, made(written, wanted.get(written), standIn)));
        }
        return answers;
    }

    private Optional<StandIn> known(ImageReference reference) {
        return reference.effectiveTag().flatMap(tag -> catalogue.find(reference));
    }

    private static Set<StandInWorkshop.Order> asked(
            Map<String, ImageReference> wanted, Map<String, StandIn> known) {
        Set<StandInWorkshop.Order> orders = new LinkedHashSet<>();
        known.forEach(
                (written, standIn) ->
                        orders.add(
                                new StandInWorkshop.Order(
                                        standIn, wanted.get(written).withoutDigest().familiar())));
        return orders;
    }

    private Answer made(String written, ImageReference reference, StandIn standIn) {
        String name = workshop.localName(reference.withoutDigest().familiar());
        ImageDescription image =
                engine.describe(name)
                        .orElseThrow(
                                () ->
                                        new BaseUnavailableException(
                                                "The stand-in " + name + " was made and is gone.",
                                                "Start again: ./grade bases build " + written));
        boolean pinned = reference.digest().isPresent();
        String used = pinned || !name.equals(reference.familiar()) ? name : written;
        String origin =
                "a stand-in, made on this machine from packages"
                        + (pinned ? ", because the digest cannot be pulled" : "");
        return new Found(
                EngineImages.resolved(
                        written, used, reference, image, StandIn.isStandIn(image), origin));
    }

    private Missing missing(ImageReference reference) {
        if (reference.effectiveTag().isEmpty()) {
            return new Missing(
                    "no stand-in can take its place, because it names a digest and no tag",
                    "Write the tag before the digest: NAME:TAG@sha256:…");
        }
        return new Missing(
                "there is no stand-in for it",
                "Use a base that has a stand-in: "
                        + String.join(", ", catalogue.namesNearestTo(reference))
                        + ".");
    }
}
