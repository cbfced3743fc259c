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
import dev.multistage.grader.progress.Progress;
import dev.multistage.grader.progress.Result;
import dev.multistage.grader.progress.Standing;
import dev.multistage.grader.report.Style;
import dev.multistage.grader.report.TextChange;
import dev.multistage.grader.report.TextComparison;
import dev.multistage.grader.report.TextExplanation;
import dev.multistage.grader.watch.CourseLine;
import dev.multistage.grader.watch.Page;
import dev.multistage.grader.watch.Pages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntSupplier;

/** What the keys of watching show: the same as the commands of their names. */
final class WatchPages implements Pages {

    private final Session session;
    private final EngineOptions engine;
    private final Explainer explainer;
    private final List<Exercise> exercises;
    private final Map<String, Integer> hints = new HashMap<>();
    private IntSupplier columns;

    WatchPages(Session session, EngineOptions engine) {
        this.session = session;
        this.engine = engine;
        this.explainer = new Explainer(() -> session.engine(engine.mayInstall()), session.cache());
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
        int shown = hints.merge(exercise.id().toString(), 1, Integer::sum);
        Optional<String> byCode =
                findings.stream()
                        .filter(Finding::failed)
                        .map(finding -> known.byCode().get(finding.code()))
                        .filter(text -> text != null)
                        .findFirst();
        int level = Math.min(known.ladder().size(), byCode.isPresent() ? shown - 1 : shown);
        return level == 0
                ? byCode.orElse("There are no hints.")
                : "Hint "
                        + level
                        + " of "
                        + known.ladder().size()
                        + "\n\n"
                        + known.ladder().get(level - 1);
    }

    @Override
    public String lesson(Exercise exercise) {
        Path file = session.workspace().root().resolve(exercise.path()).resolve("README.md");
        return new Opener(session.environment()).open(file)
                ? "Opened " + file
                : "The lesson: " + file;
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
                new Style(session.style().color(), session.style().unicode(), columns.getAsInt());
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
