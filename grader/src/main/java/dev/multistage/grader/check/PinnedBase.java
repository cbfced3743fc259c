package dev.multistage.grader.check;

import dev.multistage.grader.dockerfile.ImageReference;
import dev.multistage.grader.dockerfile.ImageUse;
import java.util.ArrayList;
import java.util.List;

/** Demands that every base image has a tag other than {@code latest}, or a digest. */
@Describes(
        name = "pinned-base",
        reference = "T18",
        summary = "Every base image is named with a tag other than latest, or with a digest.",
        failures = {
            @Failure(
                    code = "unpinned-base",
                    title = "A base image is not pinned",
                    why =
                            "Without a tag, or with latest, tomorrow's build may stand on another"
                                    + " image than today's.")
        })
public record PinnedBase() implements DockerfileCheck {

    @Override
    public String requirement() {
        return "base images with a fixed tag";
    }

    @Override
    public Outcome examine(DockerfileEvidence evidence) {
        List<String> names = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        for (ImageUse use : evidence.dockerfile().externalImages()) {
            ImageReference reference = use.reference();
            boolean pinned =
                    reference.digest().isPresent()
                            || reference.tag().filter(tag -> !tag.equals("latest")).isPresent();
            if (!pinned) {
                int line = use.position().line();
                names.add(use.asWritten());
                places.add(
                        Place.line(evidence.file(), line, line, evidence.dockerfile().line(line)));
            }
        }
        if (names.isEmpty()) {
            return Outcome.passed("all pinned");
        }
        return Outcome.failed("unpinned-base")
                .observed(String.join(", ", names))
                .expected("a tag other than latest, for example golang:1.26-alpine")
                .at(places)
                .next(
                        "Write the version that you tested with behind the name, as in node:24-alpine.");
    }
}
