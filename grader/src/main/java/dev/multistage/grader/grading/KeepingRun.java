package dev.multistage.grader.grading;

import dev.multistage.grader.check.BuildCheck;
import dev.multistage.grader.check.BuildEvidence;
import dev.multistage.grader.docker.BuildResult;
import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.exercise.Declaration;
import dev.multistage.grader.exercise.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the images of a submission and keeps them, without judging them. */
final class KeepingRun {

    private final Submission submission;
    private final Options options;
    private final GradingListener listener;
    private final EngineSource engines;
    private final Declaration declaration;
    private final Verdicts verdicts;
    private final TextJudging texts;

    KeepingRun(
            Submission submission,
            Options options,
            GradingListener listener,
            EngineSource engines) {
        this.submission = submission;
        this.options = options;
        this.listener = listener;
        this.engines = engines;
        this.declaration = submission.exercise().declaration();
        this.verdicts = new Verdicts(submission.exercise());
        this.texts = new TextJudging(submission, options, verdicts);
    }

    List<Kept> build() throws InterruptedException {
        texts.judge();
        Map<String, Dockerfile> dockerfiles = texts.dockerfiles();
        List<Kept> kept = new ArrayList<>();
        for (String file : declaration.dockerfiles()) {
            if (!dockerfiles.containsKey(file)) {
                kept.add(Kept.failed(file, defect(file)));
            }
        }
        Engine engine = dockerfiles.isEmpty() ? null : open();
        for (Map.Entry<String, Dockerfile> entry : dockerfiles.entrySet()) {
            String tag =
                    declaration.dockerfiles().size() == 1
                            ? options.keepTag()
                            : Naming.variantTag(options.keepTag(), entry.getKey());
            ImageBuilding building =
                    new ImageBuilding(
                            engine,
                            submission,
                            options,
                            listener,
                            entry.getKey(),
                            entry.getValue());
            BuildResult result = building.build(tag);
            if (result instanceof BuildResult.Built && !building.empty(tag)) {
                GradedImage image = building.graded(building.evidence(tag), List.of(), result);
                kept.add(
                        new Kept(
                                entry.getKey(),
                                tag,
                                image.unpackedBytes(),
                                image.lines(),
                                Optional.empty()));
            } else {
                BuildEvidence evidence =
                        result instanceof BuildResult.Built
                                ? BuildVerdict.emptyImage(entry.getKey(), entry.getValue())
                                : BuildVerdict.of(entry.getKey(), entry.getValue(), result);
                String line =
                        evidence.where().isEmpty()
                                ? ""
                                : entry.getKey() + ":" + evidence.where().get(0).line() + ": ";
                kept.add(
                        Kept.failed(
                                entry.getKey(),
                                line
                                        + evidence.observed()
                                        + "\n"
                                        + String.join("\n", evidence.log())));
            }
        }
        return kept;
    }

    private String defect(String file) {
        return verdicts.criteria(file, BuildCheck.class).stream()
                .findFirst()
                .flatMap(
                        criterion ->
                                verdicts.findings().stream()
                                        .filter(f -> f.criterion().equals(criterion.id()))
                                        .map(Finding::observed)
                                        .findFirst())
                .orElse(file + " cannot be built");
    }

    private Engine open() throws InterruptedException {
        Engine engine = engines.open();
        engine.sweep();
        return engine;
    }
}
