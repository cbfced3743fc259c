package dev.multistage.grader.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.multistage.grader.author.Defect;
import dev.multistage.grader.author.Proof;
import dev.multistage.grader.author.Variant;
import dev.multistage.grader.author.Verification;
import dev.multistage.grader.docker.DockerEngine;
import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.EngineSetup;
import dev.multistage.grader.docker.ProgressListener;
import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseDirectory;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Workspace;
import dev.multistage.grader.report.JsonReport;
import dev.multistage.grader.report.Style;
import dev.multistage.grader.report.TextReport;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every exercise on the real engine, as {@code author verify} proves it: the starter fails as
 * declared, right answers pass, mistakes get their codes. {@code -Dexercise=exercise-5} leaves it
 * at that one.
 */
class CourseIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final CourseDirectory FILES = new CourseDirectory(ROOT);
    private static Engine engine;

    @BeforeAll
    static void findAnEngine() throws InterruptedException {
        engine =
                DockerEngine.connect(
                        new EngineSetup((packages, purpose) -> true, ProgressListener.NONE)
                                .ensure());
    }

    @AfterAll
    static void leaveIt() {
        engine.close();
    }

    static Stream<Exercise> exercises() {
        String only = System.getProperty("exercise", "");
        return Catalogue.of(FILES).exercises().stream()
                .filter(exercise -> only.isEmpty() || exercise.id().toString().equals(only));
    }

    static Stream<Variant> variants() {
        return exercises().flatMap(exercise -> Variant.of(exercise).stream());
    }

    /** On the method, not the class: other classes must not run beside this one. */
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}")
    @MethodSource("variants")
    void getsWhatItMustGet(Variant variant) throws InterruptedException {
        Options options =
                new Options(
                        new Workspace(ROOT).nonce(),
                        false,
                        (packages, purpose) -> true,
                        "",
                        ROOT.resolve("grader/target/cache"));
        Proof proof = Verification.prove(variant, engine, options, GradingListener.NONE);
        assertEquals("", SchemaCheck.problems(new JsonReport("test").render(proof.grade())));
        List<Defect> defects = proof.defects().stream().filter(d -> !d.warning()).toList();
        assertEquals(List.of(), defects, () -> said(proof.grade()));
    }

    private static String said(Grade grade) {
        return "\n" + new TextReport(Style.PLAIN).render(grade);
    }
}
