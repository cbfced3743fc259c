package dev.multistage.grader.grading;

import dev.multistage.grader.check.BuildCheck;
import dev.multistage.grader.check.BuildEvidence;
import dev.multistage.grader.check.ContextCheck;
import dev.multistage.grader.check.ContextEvidence;
import dev.multistage.grader.check.DockerfileCheck;
import dev.multistage.grader.check.DockerfileEvidence;
import dev.multistage.grader.check.MinimumStages;
import dev.multistage.grader.check.Outcome;
import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.docker.EngineException;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Problem;
import dev.multistage.grader.exercise.Criterion;
import dev.multistage.grader.exercise.Declaration;
import dev.multistage.grader.exercise.Submission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges what needs no engine: the text of every Dockerfile, and the build context. */
final class TextJudging {

    private final Submission submission;
    private final Options options;
    private final Declaration declaration;
    private final Verdicts verdicts;
    private final Map<String, Dockerfile> dockerfiles = new LinkedHashMap<>();
    private final List<Finding> advice = new ArrayList<>();

    TextJudging(Submission submission, Options options, Verdicts verdicts) {
        this.submission = submission;
        this.options = options;
        this.declaration = submission.exercise().declaration();
        this.verdicts = verdicts;
    }

    /** Returns the Dockerfiles that can be built, by name. */
    Map<String, Dockerfile> dockerfiles() {
        return dockerfiles;
    }

    /** Returns advice on them, beside the rubric. */
    List<Finding> advice() {
        return advice;
    }

    /** Parses every Dockerfile and judges its text; those that can be built are remembered. */
    void judge() {
        for (String file : declaration.dockerfiles()) {
            DockerfileReading reading = DockerfileReading.of(submission, file, options.nonce());
            if (reading.defect().isPresent()) {
                putBuild(file, reading.defect().get());
            }
            reading.context().ifPresent(context -> judgeContext(file, context));
            if (reading.dockerfile().isPresent()) {
                DockerfileEvidence evidence =
                        new DockerfileEvidence(file, reading.dockerfile().get());
                boolean misspelt = misspeltStage(evidence.dockerfile()).isPresent();
                for (Criterion criterion : verdicts.criteria(file, DockerfileCheck.class)) {
                    verdicts.put(
                            criterion,
                            misspelt && criterion.check() instanceof MinimumStages
                                    ? Outcome.blocked("a stage's name is misspelt")
                                    : ((DockerfileCheck) criterion.check()).examine(evidence));
                }
                if (reading.defect().isEmpty()) {
                    dockerfiles.put(file, reading.dockerfile().get());
                    advice.addAll(
                            Advising.about(
                                    declaration,
                                    file,
                                    reading.dockerfile().get(),
                                    reading.context()));
                }
            }
        }
    }

    private void judgeContext(String file, FilteredContext context) {
        ContextEvidence evidence = new ContextEvidence(file, context);
        for (Criterion criterion : verdicts.criteria(file, ContextCheck.class)) {
            verdicts.put(criterion, ((ContextCheck) criterion.check()).examine(evidence));
        }
    }

    /** Returns the first stage that is named but not there, or not yet. */
    static Optional<Problem> misspeltStage(Dockerfile dockerfile) {
        return dockerfile.problems().stream()
                .filter(
                        problem ->
                                problem.code() == Problem.Code.UNDEFINED_STAGE
                                        || problem.code() == Problem.Code.LATER_STAGE)
                .findFirst();
    }

    /** Records how the build of a Dockerfile went. */
    void putBuild(String file, BuildEvidence evidence) {
        if (!evidence.built() && !declaration.editable().contains(file)) {
            throw new EngineException(
                    "the exercise's own "
                            + file
                            + " could not be built: "
                            + evidence.observed()
                            + "\n"
                            + String.join("\n", evidence.log()),
                    "Run it again. If it stays so: ./grade doctor");
        }
        for (Criterion criterion : verdicts.criteria(file, BuildCheck.class)) {
            verdicts.put(criterion, ((BuildCheck) criterion.check()).examine(evidence));
        }
    }
}
