package dev.multistage.grader.base;

import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.ImageDescription;
import dev.multistage.grader.docker.ProgressListener;
import dev.multistage.grader.dockerfile.ImageReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is in the engine already. */
final class EngineImages implements BaseSource {

    private final Engine engine;
    private final StandInCatalogue catalogue;
    private final String prefix;

    EngineImages(Engine engine, StandInCatalogue catalogue, String prefix) {
        this.engine = engine;
        this.catalogue = catalogue;
        this.prefix = prefix;
    }

    @Override
    public Map<String, Answer> find(Map<String, ImageReference> wanted, ProgressListener progress) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        wanted.forEach((written, reference) -> answers.put(written, find(written, reference)));
        return answers;
    }

    private Answer find(String written, ImageReference reference) {
        String name = prefix.isEmpty() ? written : prefix + reference.familiar();
        Optional<ImageDescription> image = engine.describe(name);
        if (image.isEmpty()) {
            return new Missing("it is not in the engine", "");
        }
        if (isOutdated(reference, image.get())) {
            return new Missing("the engine has a stand-in of an earlier version", "");
        }
        boolean standIn = StandIn.isStandIn(image.get());
        String origin =
                standIn
                        ? "a stand-in, made on this machine from packages"
                        : "was in the engine already";
        return new Found(resolved(written, name, reference, image.get(), standIn, origin));
    }

    private boolean isOutdated(ImageReference reference, ImageDescription image) {
        return catalogue
                .find(reference)
                .filter(standIn -> catalogue.isOutdated(standIn, image))
                .isPresent();
    }

    /** Puts together what is known of an image that the engine has. */
    static ResolvedBase resolved(
            String written,
            String name,
            ImageReference reference,
            ImageDescription image,
            boolean standIn,
            String origin) {
        String digest = standIn ? image.id() : digest(reference, image);
        return new ResolvedBase(written, name, image.id(), digest, standIn, origin);
    }

    private static String digest(ImageReference reference, ImageDescription image) {
        if (reference.digest().isPresent()) {
            return reference.digest().get();
        }
        return image.repoDigests().stream()
                .map(ImageReference::parse)
                .filter(known -> StandInCatalogue.sameRepository(known, reference))
                .flatMap(known -> known.digest().stream())
                .findFirst()
                .orElse(image.id());
    }
}
