package dev.multistage.grader.check;

import dev.multistage.grader.image.Leftover;
import dev.multistage.grader.image.LeftoverCategory;
import java.util.List;

/** Demands that no compiler, SDK or build tool is in the image, recognised by content. */
@Describes(
        name = "no-toolchain",
        reference = "T05",
        summary = "No compiler, SDK or build tool is in the image.",
        failures = {
            @Failure(
                    code = "toolchain-left",
                    title = "Build tools are in the image",
                    why =
                            "Nothing runs them in production. They are most of the bytes, and everything"
                                    + " that an intruder needs to build more tools.")
        })
public record NoToolchain() implements ImageCheck {

    @Override
    public String requirement() {
        return "no compiler or build tool in the image";
    }

    @Override
    public Outcome examine(ImageEvidence evidence) {
        List<Leftover> tools = evidence.leftovers().own(LeftoverCategory.TOOLCHAIN);
        if (tools.isEmpty()) {
            return Outcome.passed("none");
        }
        return Outcome.failed("toolchain-left")
                .observed(LeftoverPlaces.inWords(tools))
                .expected("none of them")
                .at(LeftoverPlaces.of(evidence, tools))
                .next(
                        "Keep them in a stage that only builds, and start the final stage from a base"
                                + " without them.");
    }
}
