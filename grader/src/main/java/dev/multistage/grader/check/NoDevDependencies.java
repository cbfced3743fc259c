package dev.multistage.grader.check;

import dev.multistage.grader.image.Leftover;
import dev.multistage.grader.image.LeftoverCategory;
import java.util.List;

/** Demands that packages which only development needs are not in the image, by the lock file. */
@Describes(
        name = "no-dev-dependencies",
        reference = "T09",
        summary = "Packages that only development needs are not in the image.",
        failures = {
            @Failure(
                    code = "dev-dependencies-left",
                    title = "Development dependencies are in the image",
                    why =
                            "Test frameworks, linters and compilers are larger than the program, and each"
                                    + " is code that somebody has to patch.")
        })
public record NoDevDependencies() implements ImageCheck {

    @Override
    public String requirement() {
        return "no development dependencies";
    }

    @Override
    public Outcome examine(ImageEvidence evidence) {
        List<Leftover> packages = evidence.leftovers().own(LeftoverCategory.DEV_DEPENDENCY);
        if (packages.isEmpty()) {
            return Outcome.passed("none");
        }
        return Outcome.failed("dev-dependencies-left")
                .observed(LeftoverPlaces.inWords(packages))
                .expected("only what the program needs to run")
                .at(LeftoverPlaces.of(evidence, packages))
                .next(packages.get(0).firstMove());
    }
}
