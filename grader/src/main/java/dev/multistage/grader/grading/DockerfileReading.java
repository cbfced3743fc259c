package dev.multistage.grader.grading;

import dev.multistage.grader.check.BuildEvidence;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.DockerfileSyntaxException;
import dev.multistage.grader.dockerfile.Problem;
import dev.multistage.grader.exercise.Submission;
import java.util.Optional;

/**
 * A submission's Dockerfile, read.
 *
 * @param dockerfile what it says, unless it cannot be parsed
 * @param defect why it cannot be built; empty if it may
 */
record DockerfileReading(Optional<Dockerfile> dockerfile, Optional<BuildEvidence> defect) {

    static DockerfileReading of(Submission submission, String file) {
        byte[] content = submission.files().get(file);
        if (content == null) {
            String reason =
                    submission.defects().getOrDefault(file, "there is no " + file + " in app/");
            return new DockerfileReading(
                    Optional.empty(),
                    Optional.of(
                            BuildVerdict.missing(
                                    submission.exercise().path() + "/app", file, reason)));
        }
        try {
            Dockerfile dockerfile = Dockerfile.parse(content);
            Optional<Problem> problem =
                    dockerfile.problems().stream().filter(Problem::certain).findFirst();
            return new DockerfileReading(
                    Optional.of(dockerfile),
                    problem.map(found -> BuildVerdict.problem(file, dockerfile, found)));
        } catch (DockerfileSyntaxException broken) {
            return new DockerfileReading(
                    Optional.empty(), Optional.of(BuildVerdict.syntax(file, broken)));
        }
    }
}
