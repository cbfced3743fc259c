package dev.multistage.grader.watch;

import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseInMemory;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Submission;
import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.GradedImage;
import dev.multistage.grader.grading.GradingListener;
import dev.multistage.grader.grading.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A loop with a clock that only a test moves, files in a folder, and work that ends when a test
 * says so.
 */
public final class Watched implements Work, Pages {

    final List<String> log = new ArrayList<>();
    final WatchLoop loop;
    private final Path root;
    private final Catalogue catalogue = catalogue();
    private long nanos;
    private int engineJob;
    private int textJob;
    private int grades;

    Watched(Path root) {
        this.root = root;
        for (Exercise exercise : catalogue.exercises()) {
            write(exercise, "Dockerfile", "FROM scratch\n");
        }
        loop =
                new WatchLoop(
                        exercise("3"),
                        this,
                        this,
                        this::folder,
                        () -> nanos,
                        () -> Instant.ofEpochSecond(0, nanos));
    }

    /** Returns a course of three exercises. */
    public static Catalogue catalogue() {
        CourseInMemory course = new CourseInMemory();
        for (String folder :
                List.of("exercise-02-two-stages", "exercise-03-static", "exercise-04-node")) {
            course.with(
                    "exercises/" + folder + "/exercise.json",
                    """
                    {"format": "multistage/exercise/v1", "title": "Ship nothing but the binary", "language": "go",
                     "minutes": 15, "port": 8080,
                     "rubric": [{"id": "build", "points": 40, "check": {"check": "builds"}},
                                {"id": "size", "points": 60, "check": {"check": "image-size", "megabytes": 10}}]}
                    """);
        }
        return Catalogue.of(course);
    }

    Exercise exercise(String id) {
        return catalogue.find(id).orElseThrow();
    }

    Path folder(Exercise exercise) {
        return root.resolve(exercise.path()).resolve("app");
    }

    void write(Exercise exercise, String name, String text) {
        try {
            Files.createDirectories(folder(exercise));
            Files.writeString(folder(exercise).resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the Dockerfile at hand, as an editor does; the system tells of it. */
    void save(String text) {
        write(loop.exercise(), "Dockerfile", text);
        loop.accept(new WatchEvent.Touched());
    }

    /** Lets time pass, in which everything that is due is done and text is judged at once. */
    void pass(long millis) {
        long end = nanos + millis * 1_000_000;
        loop.tick();
        judgeTexts();
        while (loop.deadline() <= end) {
            nanos = Math.max(nanos, loop.deadline());
            loop.tick();
            judgeTexts();
        }
        nanos = end;
        loop.tick();
    }

    private void judgeTexts() {
        if (textJob != 0) {
            int job = textJob;
            textJob = 0;
            loop.accept(new WatchEvent.Judged(job, List.of()));
        }
    }

    void press(Key key) {
        loop.accept(new WatchEvent.Pressed(key));
    }

    /** Lets the grade that runs end. */
    void gradeEnds(long bytes) {
        int job = engineJob;
        engineJob = 0;
        loop.accept(new WatchEvent.Graded(job, grade(loop.exercise(), bytes), "Attempt 2."));
    }

    /** Lets the work end that was cancelled. */
    void cancelEnds() {
        int job = engineJob;
        engineJob = 0;
        loop.accept(new WatchEvent.Failed(job, ""));
    }

    void pageEnds(String text) {
        int job = engineJob;
        engineJob = 0;
        loop.accept(new WatchEvent.Written(job, text));
    }

    int grades() {
        return grades;
    }

    /** A grade of nothing but an image's size. */
    public static Grade grade(Exercise exercise, long bytes) {
        return new Grade(
                exercise,
                "app",
                "sha256:0",
                Optional.empty(),
                List.of(
                        new Finding(
                                "size",
                                "image-size",
                                "T01",
                                bytes > 10_000_000 ? Finding.Status.FAILED : Finding.Status.PASSED,
                                Finding.Because.NONE,
                                bytes > 10_000_000 ? "image-too-large" : "",
                                bytes > 10_000_000 ? 0 : 60,
                                60,
                                "image of at most 10 MB",
                                bytes > 10_000_000 ? "The image is too large" : "",
                                bytes / 1_000_000 + ".0 MB",
                                "at most 10.0 MB",
                                List.of(),
                                "Every byte is pushed.",
                                "Start from a smaller base.",
                                "exercise-3#1")),
                List.of(),
                List.of(
                        new GradedImage(
                                "Dockerfile",
                                "sha256:1",
                                bytes,
                                OptionalLong.empty(),
                                List.of(),
                                List.of(),
                                List.of())),
                new Timing(0, 0, 0, 0, 0, 2.1),
                List.of(),
                Optional.empty());
    }

    @Override
    public void judge(int job, Submission submission) {
        textJob = job;
    }

    @Override
    public void grade(int job, Submission submission) {
        if (engineJob != 0) {
            throw new IllegalStateException("two things at once in the engine");
        }
        engineJob = job;
        grades++;
        log.add("grade " + new String(submission.files().get("Dockerfile")).strip());
    }

    @Override
    public void write(int job, Page page, Submission submission) {
        engineJob = job;
        log.add("write " + page);
    }

    @Override
    public void cancel() {
        log.add("cancel");
    }

    @Override
    public BuildProgress.State progress() {
        return BuildProgress.State.NONE;
    }

    @Override
    public List<CourseLine> course() {
        return catalogue.exercises().stream()
                .map(exercise -> new CourseLine(exercise, CourseLine.Standing.OPEN, ""))
                .toList();
    }

    @Override
    public String hint(Exercise exercise, List<Finding> findings) {
        return "hint for " + findings.size();
    }

    @Override
    public String reset(Exercise exercise) {
        log.add("reset " + exercise.id());
        return "Reset.";
    }

    @Override
    public String lesson(Exercise exercise) {
        return "opened";
    }

    @Override
    public OptionalLong lastBytes(Exercise exercise) {
        return OptionalLong.of(30_000_000);
    }

    @Override
    public String write(Page page, Submission submission, GradingListener listener) {
        throw new UnsupportedOperationException("the loop asks for jobs only");
    }
}
