package dev.multistage.grader.check;

import dev.multistage.grader.image.Leftover;
import dev.multistage.grader.image.LeftoverCategory;
import java.util.ArrayList;
import java.util.List;

/** Demands that package managers left no caches and indexes in the image. */
@Describes(
        name = "no-package-cache",
        reference = "T06",
        summary = "Package managers left no downloads and no package lists in the image.",
        failures = {
            @Failure(
                    code = "package-cache-left",
                    title = "A package manager left its cache in the image",
                    why =
                            "The cache helps the next installation, and there is none in a running"
                                    + " container.")
        })
public record NoPackageCache() implements ImageCheck {

    @Override
    public String requirement() {
        return "no package manager's cache";
    }

    @Override
    public Outcome examine(ImageEvidence evidence) {
        List<Leftover> caches =
                new ArrayList<>(evidence.leftovers().own(LeftoverCategory.PACKAGE_CACHE));
        caches.addAll(evidence.leftovers().own(LeftoverCategory.PACKAGE_INDEX));
        if (caches.isEmpty()) {
            return Outcome.passed("none");
        }
        return Outcome.failed("package-cache-left")
                .observed(LeftoverPlaces.inWords(caches))
                .expected("none of them")
                .at(LeftoverPlaces.of(evidence, caches))
                .next(caches.get(0).firstMove());
    }
}
