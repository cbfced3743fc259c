package dev.multistage.grader.grading;

import dev.multistage.grader.check.BuildEvidence;
import dev.multistage.grader.context.ContextException;
import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.context.IgnoreSyntaxException;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.DockerfileSyntaxException;
import dev.multistage.grader.dockerfile.Problem;
import dev.multistage.grader.exercise.Submission;
import java.util.List;
import java.util.Optional;

/**
 * A submission's Dockerfile and what it is built with, read.
 *
 * @param dockerfile what it says, unless it cannot be parsed
 * @param context what the build is sent, unless that cannot be told
 * @param defect why it cannot be built; empty if it may
 */
record DockerfileReading(
        Optional<Dockerfile> dockerfile,
        Optional<FilteredContext> context,
        Optional<BuildEvidence> defect) {

    private static final String IGNORE_FILE = ".dockerignore";

    static DockerfileReading of(Submission submission, String file, String nonce) {
        Optional<byte[]> content = submission.content(file);
        if (content.isEmpty()) {
            String reason =
                    submission.defects().getOrDefault(file, "there is no " + file + " in app/");
            return broken(BuildVerdict.missing(submission.exercise().id().toString(), reason));
        }
        Dockerfile dockerfile;
        try {
            dockerfile = Dockerfile.parse(content.get());
        } catch (DockerfileSyntaxException broken) {
            return broken(BuildVerdict.syntax(file, broken));
        }
        Optional<BuildEvidence> defect =
                dockerfile.problems().stream()
                        .filter(Problem::certain)
                        .findFirst()
                        .map(found -> BuildVerdict.problem(file, dockerfile, found));
        if (submission.defects().containsKey(IGNORE_FILE)) {
            String reason = submission.defects().get(IGNORE_FILE);
            return new DockerfileReading(
                    Optional.of(dockerfile),
                    Optional.empty(),
                    defect.or(() -> Optional.of(BuildVerdict.ignoreFile(reason, 0))));
        }
        try {
            FilteredContext context =
                    SubmissionContext.of(submission, file, nonce, List.of(), dockerfile);
            return new DockerfileReading(Optional.of(dockerfile), Optional.of(context), defect);
        } catch (IgnoreSyntaxException broken) {
            return new DockerfileReading(
                    Optional.of(dockerfile),
                    Optional.empty(),
                    defect.or(
                            () ->
                                    Optional.of(
                                            BuildVerdict.ignoreFile(
                                                    broken.getMessage(), broken.line()))));
        } catch (ContextException unusable) {
            return new DockerfileReading(
                    Optional.of(dockerfile),
                    Optional.empty(),
                    defect.or(
                            () -> Optional.of(BuildVerdict.ignoreFile(unusable.getMessage(), 0))));
        }
    }

    private static DockerfileReading broken(BuildEvidence defect) {
        return new DockerfileReading(Optional.empty(), Optional.empty(), Optional.of(defect));
    }
}
