package dev.multistage.grader.cli;

import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Hints;
import dev.multistage.grader.exercise.Submission;
import dev.multistage.grader.explain.Anatomy;
import dev.multistage.grader.explain.Comparison;
import dev.multistage.grader.grading.Explainer;
import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.GradingListener;
import dev.multistage.grader.grading.Options;
import dev.multistage.grader.progress.DiskTrouble;
import dev.multistage.grader.progress.Failing;
import dev.multistage.grader.progress.Hint;
import dev.multistage.grader.progress.Progress;
import dev.multistage.grader.progress.ProgressStore;
import dev.multistage.grader.progress.Resetting;
import dev.multistage.grader.progress.Result;
import dev.multistage.grader.progress.Standing;
import dev.multistage.grader.report.Style;
import dev.multistage.grader.report.TextChange;
import dev.multistage.grader.report.TextComparison;
import dev.multistage.grader.report.TextExplanation;
import dev.multistage.grader.watch.CourseLine;
import dev.multistage.grader.watch.Page;
import dev.multistage.grader.watch.Pages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntSupplier;

/** What the keys of watching show: the same as the commands of their names. */
final class WatchPages implements Pages {

    private final Session session;
    private final EngineOptions engine;
    private final Explainer explainer;
    private final List<Exercise> exercises;
    private IntSupplier columns;

    WatchPages(Session session, EngineOptions engine) {
        this.session = session;
        this.engine = engine;
        this.explainer = new Explainer(() -> session.engine(false), session.cache());
        this.exercises = session.catalogue().exercises();
        this.columns = session.style()::width;
    }

    /** Sets who knows how wide the terminal is. */
    void columns(IntSupplier columns) {
        this.columns = columns;
    }

    /** Returns the first exercise that is not passed; the first of all if all are. */
    Exercise first() {
        Progress progress = session.progress().progress();
        return exercises.stream()
                .filter(exercise -> progress.of(exercise.id()).passed().isEmpty())
                .findFirst()
                .orElse(exercises.get(0));
    }

    @Override
    public List<CourseLine> course() {
        Progress progress = session.progress().progress();
        return exercises.stream()
                .map(exercise -> line(exercise, progress.of(exercise.id())))
                .toList();
    }

    private static CourseLine line(Exercise exercise, Standing standing) {
        CourseLine.Standing word =
                standing.passed().isPresent()
                        ? CourseLine.Standing.PASSED
                        : standing.attempts() > 0
                                ? CourseLine.Standing.TRIED
                                : CourseLine.Standing.OPEN;
        String best =
                standing.best()
                        .map(
                                result ->
                                        result.points()
                                                + "/"
                                                + result.of()
                                                + (result.bytes().isPresent()
                                                        ? "  "
                                                                + Sizes.megabytes(
                                                                        result.bytes().getAsLong())
                                                        : ""))
                        .orElse("");
        return new CourseLine(exercise, word, best);
    }

    @Override
    public String hint(Exercise exercise, List<Finding> findings) {
        Hints known = exercise.hints();
        ProgressStore store = session.progress();
        String id = exercise.id().toString();
        Standing standing = store.progress().of(id);
        List<Failing> failing =
                findings.stream()
                        .filter(Finding::failed)
                        .map(f -> new Failing(f.code(), f.requirement(), f.observed(), f.next()))
                        .toList();
        Optional<Hint> hint =
                Hint.next(known, standing, failing)
                        .or(() -> Hint.ofLevel(known, known.ladder().size()));
        if (hint.isEmpty()) {
            return "There are no hints.";
        }
        if (hint.get().code().isEmpty()) {
            store.raiseHintLevel(id, hint.get().level());
        } else {
            store.noteAnswered(id, hint.get().code());
        }
        String heading =
                hint.get().code().isEmpty()
                        ? "Hint " + hint.get().level() + " of " + known.ladder().size()
                        : "On \"" + hint.get().requirement() + "\"";
        return heading
                + "\n\n"
                + hint.get().text()
                + String.join("", store.takeNotices().stream().map(n -> "\n\n" + n).toList());
    }

    @Override
    public String reset(Exercise exercise) {
        Resetting resetting = Resetting.in(session.workspace());
        List<Exercise> one = List.of(exercise);
        try {
            return resetting.changed(one).isEmpty()
                    ? "Nothing to reset: all is as the course ships it."
                    : resetting
                            .reset(one)
                            .backup()
                            .map(
                                    kept ->
                                            "Reset. Back again: ./grade reset "
                                                    + exercise.id()
                                                    + " --undo")
                            .orElse("Reset.");
        } catch (IOException e) {
            return "Not reset: " + DiskTrouble.words(e);
        }
    }

    @Override
    public String lesson(Exercise exercise) {
        Path file = session.workspace().root().resolve(exercise.path()).resolve("README.md");
        // from the checkout's top: the whole path does not fit on a narrow screen
        String shown = exercise.path() + "/README.md";
        return new Opener(session.environment()).open(file)
                ? "Opened " + shown
                : "The lesson: " + shown;
    }

    @Override
    public OptionalLong lastBytes(Exercise exercise) {
        return session.progress()
                .progress()
                .of(exercise.id())
                .latest()
                .map(Result::bytes)
                .orElse(OptionalLong.empty());
    }

    @Override
    public String write(Page page, Submission submission, GradingListener listener)
            throws InterruptedException {
        Style style =
                new Style(
                        session.style().color(),
                        session.style().unicode(),
                        columns.getAsInt(),
                        session.style().plain());
        Anatomy own = anatomy(submission, listener);
        return page == Page.EXPLANATION
                ? new TextExplanation(style).render(own.explain())
                : new TextComparison(style)
                        .render(
                                Comparison.of(
                                        own,
                                        anatomy(
                                                Submission.ofSolution(submission.exercise()),
                                                listener)));
    }

    private Anatomy anatomy(Submission submission, GradingListener listener)
            throws InterruptedException {
        Exercise exercise = submission.exercise();
        String name = submission.source().equals("app") ? "" : " --" + submission.source();
        return explainer.exercise(
                exercise.id() + name,
                submission,
                exercise.declaration().dockerfiles().get(0),
                new Options(
                        session.workspace().nonce(),
                        engine.offline(),
                        session.consent(false),
                        "",
                        session.cache()),
                listener);
    }

    /** Keeps a grade as an attempt; returns in sentences what that changed. */
    String record(Submission submission, Grade grade) {
        List<String> sentences = new ArrayList<>();
        new AttemptRecording(session)
                .record(submission, grade, sentences::add)
                .ifPresent(recorded -> sentences.add(0, TextChange.of(recorded)));
        return String.join("\n", sentences);
    }
}
