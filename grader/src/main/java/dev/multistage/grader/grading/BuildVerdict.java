package dev.multistage.grader.grading;

import dev.multistage.grader.check.BuildEvidence;
import dev.multistage.grader.check.Place;
import dev.multistage.grader.docker.BuildResult;
import dev.multistage.grader.docker.BuildStep;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.DockerfileSyntaxException;
import dev.multistage.grader.dockerfile.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Says of a build, in the learner's terms, how it went. */
final class BuildVerdict {

    private BuildVerdict() {}

    static BuildEvidence missing(String file, String reason) {
        return new BuildEvidence(
                false,
                "dockerfile-missing",
                reason,
                List.of(Place.line(file, 0, 0, "")),
                List.of(),
                "Write "
                        + file
                        + " in the exercise's app folder, or bring the shipped one back: git checkout"
                        + " -- "
                        + file);
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
                        : List.of(Place.line(file, 0, 0, "")),
                List.of(),
                "Correct that line; the Dockerfile reference lists every instruction and its form.");
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
        List<Place> where =
                failed.line() > 0
                        ? List.of(
                                Place.line(
                                        file,
                                        failed.line(),
                                        failed.line(),
                                        dockerfile.line(failed.line())))
                        : List.of();
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
            case COMMAND, OTHER, BASE_UNAVAILABLE, ENGINE -> {
                code = "build-failed";
                next = "Read what the step printed, correct the line and build again.";
            }
            default -> throw new IllegalStateException(failed.reason().name());
        }
        return new BuildEvidence(false, code, failed.message(), where, log, next);
    }
}
