package dev.multistage.site.serve;

import dev.multistage.grader.docker.BuildStep;
import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseDirectory;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Workspace;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.GradingListener;
import dev.multistage.grader.grading.Timing;
import dev.multistage.grader.site.LiveGrading;
import dev.multistage.grader.site.PortInUseException;
import dev.multistage.grader.site.Serving;
import dev.multistage.grader.site.SiteProgram;
import dev.multistage.site.SiteGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** The whole course, served for a browser; its grades end when a test says so. */
final class ServedCourse implements AutoCloseable, LiveGrading {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final Path workspace;
    private final Serving serving;
    private SiteProgram.Served served;
    private volatile CountDownLatch end = new CountDownLatch(1);

    ServedCourse(Path workspace) throws Exception {
        this.workspace = workspace;
        this.serving =
                new Serving(
                        new Workspace(workspace), Catalogue.of(new CourseDirectory(ROOT)), 0, this);
        this.served = start(serving);
    }

    private static SiteProgram.Served start(Serving serving) throws Exception {
        return CourseServer.start(
                serving,
                new FreshPages(serving.workspace().root(), () -> ServedPages.of(Made.SITE)));
    }

    /** Made once for all tests. */
    private static final class Made {
        static final SiteGenerator.Site SITE = make();

        private static SiteGenerator.Site make() {
            try {
                return new SiteGenerator().make(ROOT);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Returns the paths of all generated pages. */
    static Set<String> pages() {
        return Made.SITE.files().keySet().stream()
                .filter(path -> path.endsWith(".html"))
                .collect(Collectors.toSet());
    }

    String address(String path) {
        return served.address() + path;
    }

    /** Kills the server as a crash would, as far as pages can tell. */
    void stop() {
        served.close();
    }

    /** Starts another server at the same address. */
    void restart(int port) throws Exception {
        Serving again =
                new Serving(serving.workspace(), serving.catalogue(), port, serving.grading());
        for (int i = 0; ; i++) {
            try {
                served = start(again);
                return;
            } catch (PortInUseException stillClosing) {
                if (i == 100) {
                    throw stillClosing;
                }
                Thread.sleep(50); // a port becomes free without a word
            }
        }
    }

    int port() {
        return served.address().getPort();
    }

    @Override
    public Grade grade(Exercise exercise, GradingListener listener) throws InterruptedException {
        BuildStep step =
                new BuildStep(
                        "sha256:1",
                        "[build 2/3] RUN go build",
                        List.of(),
                        false,
                        false,
                        Duration.ofSeconds(2),
                        2,
                        "",
                        null);
        listener.begins("building Dockerfile");
        listener.started(step);
        listener.printed(step, "compiling\u001b[31m main.go\n");
        end.await();
        end = new CountDownLatch(1);
        listener.completed(step);
        return new Grade(
                exercise,
                "app",
                "",
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                new Timing(0, 0, 0, 0, 0, 0),
                List.of(),
                Optional.empty());
    }

    /** Lets the grade that is under way end. */
    void endGrade() {
        end.countDown();
    }

    /** Writes an attempt as the grader does: beside its place, then renamed. */
    void attempt(String exercise, int number, String json) throws Exception {
        Path folder =
                Files.createDirectories(workspace.resolve(".grade/attempts").resolve(exercise));
        Path draft = folder.resolve(".draft.tmp");
        Files.writeString(draft, json);
        Files.move(
                draft,
                folder.resolve(String.format(Locale.ROOT, "%06d.json", number)),
                StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        served.close();
    }
}
