package dev.multistage.grader.check;

import dev.multistage.grader.dockerfile.Stage;
import java.util.List;

/**
 * Demands that the final image is made by several stages. Stages that contribute nothing do not
 * count.
 *
 * @param stages how many at least
 */
@Describes(
        name = "minimum-stages",
        reference = "T03",
        summary =
                "The image is made in several stages, so that what builds it does not ship with it.",
        failures = {
            @Failure(
                    code = "single-stage",
                    title = "One stage builds and runs the program",
                    why =
                            "Everything that the build needs stays in the image that you ship:"
                                    + " compilers, headers, caches, sources."),
            @Failure(
                    code = "too-few-stages",
                    title = "Too few stages make up the image",
                    why = "A stage that the final image takes nothing from does not help it.")
        })
public record MinimumStages(int stages) implements DockerfileCheck {

    public MinimumStages {
        if (stages < 2) {
            throw new IllegalArgumentException("\"stages\" is at least 2, not " + stages);
        }
    }

    @Override
    public String requirement() {
        return "at least " + stages + " stages";
    }

    @Override
    public Outcome examine(DockerfileEvidence evidence) {
        List<Stage> all = evidence.dockerfile().stages();
        List<Stage> used = evidence.dockerfile().reachable(evidence.dockerfile().finalStage());
        if (used.size() >= stages) {
            return Outcome.passed(used.size() + " stages");
        }
        Stage last = evidence.dockerfile().finalStage();
        String observed =
                (used.size() == 1 ? "1 stage" : used.size() + " stages")
                        + (all.size() > used.size()
                                ? " (" + (all.size() - used.size()) + " more contribute nothing)"
                                : "");
        Outcome.FailureBuilder failure =
                Outcome.failed(used.size() == 1 ? "single-stage" : "too-few-stages")
                        .observed(observed)
                        .expected(requirement())
                        .at(evidence.at(last.from()));
        return failure.next(
                "Name the stage that builds (FROM … AS build), start a second FROM with a small base"
                        + " below it, and take only the result over with COPY --from=build.");
    }
}
