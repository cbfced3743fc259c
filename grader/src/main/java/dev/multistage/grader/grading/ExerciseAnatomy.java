package dev.multistage.grader.grading;

import dev.multistage.grader.base.ResolvedBase;
import dev.multistage.grader.check.BuildEvidence;
import dev.multistage.grader.docker.BuildResult;
import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.Owner;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Stage;
import dev.multistage.grader.exercise.Submission;
import dev.multistage.grader.explain.Anatomy;
import dev.multistage.grader.explain.Material;
import dev.multistage.grader.explain.Remark;
import dev.multistage.grader.explain.Subject;
import dev.multistage.grader.image.Image;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the image of a submission and takes it apart. */
final class ExerciseAnatomy {

    private final EngineSource engines;
    private final Submission submission;
    private final String file;
    private final Options options;
    private final GradingListener listener;

    ExerciseAnatomy(
            EngineSource engines,
            Submission submission,
            String file,
            Options options,
            GradingListener listener) {
        this.engines = engines;
        this.submission = submission;
        this.file = file;
        this.options = options;
        this.listener = listener;
    }

    /** What is done with an image while the engine still has it. */
    interface WhileThere {
        Anatomy look(Engine engine, String tag, Anatomy anatomy);
    }

    Anatomy of(String name, WhileThere more) throws InterruptedException {
        DockerfileReading reading = DockerfileReading.of(submission, file, options.nonce());
        if (reading.defect().isPresent()) {
            throw unreadable(reading.defect().get());
        }
        Dockerfile dockerfile = reading.dockerfile().orElseThrow();
        Engine engine = engines.open();
        engine.sweep();
        ImageBuilding building =
                new ImageBuilding(engine, submission, options, listener, file, dockerfile);
        Optional<BuildEvidence> hindered = building.prepare();
        if (hindered.isPresent()) {
            throw unreadable(hindered.get());
        }
        List<ResolvedBase> bases = building.bases();
        listener.begins("building " + file);
        String tag = Owner.newTag();
        try {
            BuildResult result = building.build(tag);
            BuildEvidence outcome = building.verdict(tag, result);
            if (!outcome.built()) {
                throw unreadable(outcome);
            }
            listener.begins("looking into the image");
            List<String> notes = new ArrayList<>(result.notes());
            bases.stream()
                    .filter(ResolvedBase::standIn)
                    .map(base -> base.reference() + " is " + base.origin())
                    .forEach(notes::add);
            Material material =
                    Material.of(name, Subject.Kind.EXERCISE, building.analyse(tag))
                            .builtFrom(building.path(), dockerfile)
                            .onBase(Explainer.baseDiffIds(engine, dockerfile))
                            .with(building.developmentPackages())
                            .withBuild(ImageBuilding.runs(result.steps()), building.misses())
                            .advising(advice(building, dockerfile))
                            .noting(notes);
            return more.look(engine, tag, follow(engine, building, Anatomy.of(material)));
        } finally {
            engine.remove(tag);
        }
    }

    private List<Remark> advice(ImageBuilding building, Dockerfile dockerfile) {
        // of a Dockerfile that is only to be read, advice would give answers away
        return submission.exercise().declaration().editable().contains(file)
                ? StaticAdvice.about(dockerfile, building.path(), Optional.of(building.context()))
                : List.of();
    }

    private UnreadableException unreadable(BuildEvidence evidence) {
        return new UnreadableException(
                KeepingRun.inWords(file, evidence)
                        + "\nOnly an image that can be built can be explained.");
    }

    /** Gets the images of the stages, from the build cache, that leftovers were copied from. */
    private Anatomy follow(Engine engine, ImageBuilding building, Anatomy anatomy)
            throws InterruptedException {
        Map<Stage, Image> stages = new LinkedHashMap<>();
        Anatomy followed = anatomy;
        for (Optional<Stage> next = followed.stageToFollow();
                next.isPresent();
                next = followed.stageToFollow()) {
            Stage stage = next.get();
            listener.begins("looking into stage " + stage.label());
            String tag = Owner.newTag();
            try {
                if (!(building.buildStage(tag, stage) instanceof BuildResult.Built)) {
                    return followed;
                }
                stages.put(stage, building.analyse(tag));
            } finally {
                engine.remove(tag);
            }
            followed = anatomy.withStages(stages);
        }
        return followed;
    }
}
