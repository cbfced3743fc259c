package dev.multistage.grader.grading;

import dev.multistage.grader.check.BuildEvidence;
import dev.multistage.grader.check.Place;
import dev.multistage.grader.docker.BuildResult;
import dev.multistage.grader.docker.BuildStep;
import dev.multistage.grader.docker.EngineException;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.DockerfileSyntaxException;
import dev.multistage.grader.dockerfile.ImageUse;
import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.dockerfile.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says of a build, in the learner's terms, how it went. */
final class BuildVerdict {

    private BuildVerdict() {}

    static BuildEvidence missing(String exercise, String reason) {
        return new BuildEvidence(
                false,
                "dockerfile-missing",
                reason,
                List.of(),
                List.of(),
                "Write the file, or bring the shipped one back: ./grade reset " + exercise);
    }

    static BuildEvidence syntax(String file, DockerfileSyntaxException problem) {
        return new BuildEvidence(
                false,
                "dockerfile-syntax",
                problem.getMessage(),
                problem.line() > 0
                        ? List.of(
                                Place.line(
                                        file, problem.line(), problem.line(), problem.quotedLine()))
                        : List.of(),
                List.of(),
                "Correct that line; the Dockerfile reference lists every instruction and its form.");
    }

    /** A .dockerignore that no build accepts; the line is 0 if the whole file is meant. */
    static BuildEvidence ignoreFile(String reason, int line) {
        return new BuildEvidence(
                false,
                "dockerignore-syntax",
                reason,
                line > 0 ? List.of(Place.line(".dockerignore", line, line, "")) : List.of(),
                List.of(),
                "Correct .dockerignore: one pattern a line, as in the Docker documentation.");
    }

    static BuildEvidence problem(String file, Dockerfile dockerfile, Problem problem) {
        boolean stage =
                switch (problem.code()) {
                    case UNDEFINED_STAGE, LATER_STAGE, CIRCULAR_STAGES, DUPLICATE_STAGE -> true;
                    case FROM_VARIABLE,
                            INVALID_BASE,
                            INVALID_EXPANSION,
                            INVALID_TRIGGER,
                            INVALID_MOUNT,
                            INVALID_SIGNAL,
                            INVALID_FRONTEND ->
                            false;
                };
        return new BuildEvidence(
                false,
                stage ? "undefined-stage" : "dockerfile-syntax",
                problem.message(),
                List.of(
                        Place.line(
                                file,
                                problem.line(),
                                problem.line(),
                                dockerfile.line(problem.line()))),
                List.of(),
                stage
                        ? "Check the stage's name: it is what stands behind AS in its FROM line."
                        : "Correct that line.");
    }

    /** A name behind {@code --from} that is neither a stage nor an image that can be had. */
    static BuildEvidence unknownStage(String file, Dockerfile dockerfile, ImageUse use) {
        int line = use.position().line();
        return new BuildEvidence(
                false,
                "undefined-stage",
                "there is no stage \"" + use.asWritten() + "\"",
                List.of(Place.line(file, line, line, dockerfile.line(line))),
                List.of(),
                "Check the stage's name: it is what stands behind AS in its FROM line.");
    }

    /** A base image that nobody has, with a name near to one that exists. */
    static BuildEvidence misspeltBase(
            String file, Dockerfile dockerfile, ImageUse use, String meant) {
        int line = use.position().line();
        return new BuildEvidence(
                false,
                "build-failed",
                "there is no image " + use.asWritten(),
                List.of(Place.line(file, line, line, dockerfile.line(line))),
                List.of(),
                "Did you mean " + meant + "?");
    }

    /** An image without a layer: FROM scratch, and nothing copied. */
    static BuildEvidence emptyImage(String file, Dockerfile dockerfile) {
        Instruction from = dockerfile.finalStage().from();
        return new BuildEvidence(
                false,
                "build-failed",
                "the image is empty",
                List.of(Place.line(file, from.startLine(), from.endLine(), from.text())),
                List.of(),
                "Copy the program into the final stage: COPY --from=… PROGRAM /");
    }

    /** A base image that this course built from a submission. */
    static BuildEvidence builtBase(String file, Dockerfile dockerfile, ImageUse use) {
        int line = use.position().line();
        return new BuildEvidence(
                false,
                "built-base",
                use.asWritten() + " is an image that ./grade built",
                List.of(Place.line(file, line, line, dockerfile.line(line))),
                List.of(),
                "Start from a base image, and build the program from its sources.");
    }

    static BuildEvidence of(String file, Dockerfile dockerfile, BuildResult result) {
        if (result instanceof BuildResult.Failed failed) {
            return failed(file, dockerfile, failed);
        }
        List<BuildStep> steps = result.steps().stream().filter(step -> !step.internal()).toList();
        long cached = steps.stream().filter(BuildStep::cached).count();
        return BuildEvidence.ok(
                String.format(
                        Locale.ROOT,
                        "%.1f s, %d of %d steps from the cache",
                        result.duration().toMillis() / 1e3,
                        cached,
                        steps.size()));
    }

    private static BuildEvidence failed(
            String file, Dockerfile dockerfile, BuildResult.Failed failed) {
        int line = failed.line() > 0 ? failed.line() : lineOfSource(dockerfile, failed.message());
        List<Place> where =
                line > 0 ? List.of(Place.line(file, line, line, dockerfile.line(line))) : List.of();
        List<String> log =
                failed.step() == null || failed.step().log().isBlank()
                        ? List.of()
                        : Arrays.asList(failed.step().log().strip().split("\n"));
        String code;
        String next;
        switch (failed.reason()) {
            case SYNTAX -> {
                code = "dockerfile-syntax";
                next = "Correct that line.";
            }
            case MISSING_SOURCE -> {
                code = "copy-source-missing";
                next =
                        "Check the path: COPY reads below the app folder (and .dockerignore may hide"
                                + " it), COPY --from reads in the other stage.";
            }
            case OVER_TIME, OVER_DISK, OVER_LOG -> {
                code = Grade.OVER_BUDGET;
                next =
                        "Look at the step above: it does not end, or does far more than it needs to.";
            }
            case STAGES -> {
                code = "undefined-stage";
                next = "Check the stage's name: it is what stands behind AS in its FROM line.";
            }
            case COMMAND, OTHER -> {
                code = "build-failed";
                next = "Read what the step printed, correct the line and build again.";
            }
            case UNSUPPORTED, ENGINE, BASE_UNAVAILABLE ->
                    throw new EngineException(
                            failed.message(), "Run it again. If it stays so: ./grade doctor");
            default -> throw new IllegalStateException(failed.reason().name());
        }
        return new BuildEvidence(false, code, failed.message(), where, log, next);
    }

    /**
     * Finds the COPY or ADD that asks for the file in a message such as {@code "/dist": not found}:
     * older engines do not say which step it was.
     */
    private static int lineOfSource(Dockerfile dockerfile, String message) {
        Matcher quoted = Pattern.compile("\"/?([^\"]+)\"").matcher(message);
        if (!quoted.find()) {
            return 0;
        }
        return dockerfile.instructions().stream()
                .filter(i -> i.keyword() == Keyword.COPY || i.keyword() == Keyword.ADD)
                .filter(
                        i ->
                                i.sources().stream()
                                        .map(source -> source.replaceFirst("^(\\./|/)+", ""))
                                        .anyMatch(quoted.group(1)::equals))
                .mapToInt(Instruction::startLine)
                .findFirst()
                .orElse(0);
    }
}
