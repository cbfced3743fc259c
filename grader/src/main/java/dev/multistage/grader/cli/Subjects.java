package dev.multistage.grader.cli;

import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Submission;
import dev.multistage.grader.explain.Anatomy;
import dev.multistage.grader.explain.Explanation;
import dev.multistage.grader.grading.Explainer;
import dev.multistage.grader.grading.Options;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds what a person named: an exercise, an image of the engine, or an archive. */
final class Subjects {

    private final Session session;
    private final EngineOptions engine;
    private final Explainer explainer;

    Subjects(Session session, EngineOptions engine) {
        this.session = session;
        this.engine = engine;
        this.explainer = new Explainer(() -> session.engine(engine.mayInstall()), session.cache());
    }

    private Subjects(Subjects from, Explainer explainer) {
        this.session = from.session;
        this.engine = from.engine;
        this.explainer = explainer;
    }

    /** Returns this, which also works out how many bytes are downloaded. */
    Subjects withDownload() {
        return new Subjects(this, explainer.withDownload());
    }

    /**
     * Explains what was named.
     *
     * @param solution whether the reference solution of an exercise is meant
     * @throws UsageException if there is nothing of this name
     */
    Explanation explain(String named, boolean solution, Explainer.Given given)
            throws InterruptedException {
        boolean image = !named.equals("-") && archive(named).isEmpty();
        if (image) {
            session.expectEngine(engine.mayInstall());
        }
        if (!image || solution || session.catalogue().find(named).isPresent()) {
            return take(named, solution, given).explain();
        }
        return explainer.explanation(named, given).orElseThrow(() -> nothingCalled(named));
    }

    /**
     * Takes apart what was named.
     *
     * @param solution whether the reference solution of an exercise is meant
     * @throws UsageException if there is nothing of this name
     */
    Anatomy take(String named, boolean solution, Explainer.Given given)
            throws InterruptedException {
        if (named.equals("-")) {
            return explainer.archive("standard input", System.in, given);
        }
        Optional<Exercise> exercise = session.catalogue().find(named);
        if (exercise.isPresent()) {
            return exercise(exercise.get(), solution, given);
        }
        if (solution) {
            throw new UsageException(
                    "--solution belongs to an exercise, and " + named + " is none");
        }
        Optional<Path> archive = archive(named);
        if (archive.isPresent()) {
            return explainer.archive(named, archive.get(), given);
        }
        return explainer.image(named, given).orElseThrow(() -> nothingCalled(named));
    }

    private UsageException nothingCalled(String named) {
        return new UsageException(
                "there is no exercise, no file and no image \""
                        + named
                        + "\""
                        + session.catalogue()
                                .nearest(named)
                                .map(id -> "; did you mean " + id + "?")
                                .orElse(""));
    }

    private Anatomy exercise(Exercise exercise, boolean solution, Explainer.Given given)
            throws InterruptedException {
        String file = dockerfile(exercise, given);
        Submission submission =
                solution
                        ? Submission.ofSolution(exercise)
                        : Submission.ofFolder(exercise, session.workspace().app(exercise));
        boolean several = exercise.declaration().dockerfiles().size() > 1;
        return explainer.exercise(
                exercise.id() + (solution ? " --solution" : "") + (several ? ", " + file : ""),
                submission,
                file,
                options(),
                session.terminal());
    }

    private static String dockerfile(Exercise exercise, Explainer.Given given) {
        List<String> dockerfiles = exercise.declaration().dockerfiles();
        String file =
                given.dockerfile()
                        .map(path -> path.getFileName().toString())
                        .orElse(dockerfiles.get(0));
        if (!dockerfiles.contains(file)) {
            throw new UsageException(
                    exercise.id()
                            + " has no "
                            + file
                            + "; it has "
                            + String.join(", ", dockerfiles));
        }
        return file;
    }

    private Options options() {
        return new Options(
                session.workspace().nonce(),
                engine.offline(),
                session.consent(engine.mayInstall()),
                "",
                session.cache());
    }

    /**
     * Takes apart the attempt before and the one at hand.
     *
     * @throws UsageException if there is no attempt before, or nothing of this name
     */
    List<Anatomy> lastTwo(String named) throws InterruptedException {
        Exercise exercise = session.exercise(named);
        Anatomy now = exercise(exercise, false, Explainer.Given.NOTHING);
        Submission submission = Submission.ofFolder(exercise, session.workspace().app(exercise));
        Anatomy before =
                explainer
                        .attemptBefore(
                                submission, exercise.declaration().dockerfiles().get(0), options())
                        .orElseThrow(
                                () ->
                                        new UsageException(
                                                "no attempt before this one is remembered: change"
                                                        + " the Dockerfile, and grade or explain it"
                                                        + " again"));
        return List.of(before, now);
    }

    private static Optional<Path> archive(String named) {
        try {
            return Optional.of(Path.of(named)).filter(Files::exists);
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }
}
