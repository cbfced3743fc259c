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
            kept.add(keep(building, entry.getKey(), tag));
        }
        return kept;
    }

    private static Kept keep(ImageBuilding building, String file, String tag)
            throws InterruptedException {
        Optional<BuildEvidence> hindered = building.prepare();
        if (hindered.isPresent()) {
            return Kept.failed(file, inWords(file, hindered.get()));
        }
        BuildResult result = building.build(tag);
        BuildEvidence outcome = building.verdict(tag, result);
        if (!outcome.built()) {
            return Kept.failed(file, inWords(file, outcome));
        }
        GradedImage image = building.graded(building.evidence(tag), result);
        return new Kept(file, tag, image.unpackedBytes(), image.lines(), Optional.empty());
    }

    /** Returns a failed build in words: line, what happened, the log, what to do. */
    static String inWords(String file, BuildEvidence evidence) {
        String line =
                evidence.where().isEmpty() ? file : file + ":" + evidence.where().get(0).line();
        String log = String.join("\n", evidence.log());
        return line
                + ": "
                + evidence.observed()
                + (log.isEmpty() ? "" : "\n" + log)
                + (evidence.next().isEmpty() ? "" : "\n" + evidence.next());
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
