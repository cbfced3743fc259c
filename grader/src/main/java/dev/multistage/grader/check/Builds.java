package dev.multistage.grader.check;

import java.util.List;

/** Demands that the Dockerfile builds. */
@Describes(
        name = "builds",
        reference = "T21",
        summary = "The Dockerfile builds.",
        failures = {
            @Failure(
                    code = "dockerfile-missing",
                    title = "There is no Dockerfile to build",
                    why = "The grader builds the Dockerfile in the exercise's app folder."),
            @Failure(
                    code = "dockerfile-syntax",
                    title = "Docker cannot read the Dockerfile",
                    why = "The build stops before its first step."),
            @Failure(
                    code = "dockerignore-syntax",
                    title = "Docker cannot use the .dockerignore",
                    why = "The build stops before its first step."),
            @Failure(
                    code = "undefined-stage",
                    title = "A stage is used that does not exist",
                    why =
                            "COPY --from and FROM take a stage that stands above them, or else an"
                                    + " image from a registry."),
            @Failure(
                    code = "copy-source-missing",
                    title = "A file to copy does not exist",
                    why = "COPY reads from the build context, or with --from from another stage."),
            @Failure(
                    code = "build-failed",
                    title = "A build step failed",
                    why = "Nothing after it can be judged."),
            @Failure(
                    code = "built-base",
                    title = "A base image is one that this course built itself",
                    why =
                            "Whoever copies a finished image has not built anything: the image must"
                                    + " come from the exercise's sources."),
            @Failure(
                    code = "over-budget",
                    title = "The build went over its budget",
                    why =
                            "A build has limits of time, disk and output, so that it cannot block the"
                                    + " machine.")
        })
public record Builds() implements BuildCheck {

    @Override
    public String requirement() {
        return "the Dockerfile builds";
    }

    @Override
    public Outcome examine(BuildEvidence evidence) {
        if (evidence.built()) {
            return Outcome.passed(evidence.observed());
        }
        String log =
                evidence.log().isEmpty() ? "" : "\n" + String.join("\n", lastLines(evidence.log()));
        return Outcome.failed(evidence.code())
                .observed(evidence.observed() + log)
                .expected("a build that ends with an image")
                .at(evidence.where())
                .next(evidence.next());
    }

    private static List<String> lastLines(List<String> log) {
        return log.subList(Math.max(0, log.size() - 8), log.size());
    }
}
