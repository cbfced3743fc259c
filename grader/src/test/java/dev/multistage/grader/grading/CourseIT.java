package dev.multistage.grader.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.multistage.grader.docker.DockerEngine;
import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.EngineSetup;
import dev.multistage.grader.docker.ProgressListener;
import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseDirectory;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Submission;
import dev.multistage.grader.exercise.Workspace;
import dev.multistage.grader.report.JsonReport;
import dev.multistage.grader.report.Style;
import dev.multistage.grader.report.TextReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every exercise on the real engine: the starter fails as declared, right answers pass, mistakes
 * get their codes. {@code -Dexercise=exercise-5} leaves it at that one.
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

    static Stream<Arguments> alternatives() {
        return exercises()
                .flatMap(e -> e.alternatives().stream().map(name -> Arguments.of(e, name)));
    }

    static Stream<Arguments> mistakes() {
        return exercises().flatMap(e -> e.mistakes().stream().map(name -> Arguments.of(e, name)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exercises")
    void theSolutionPasses(Exercise exercise) throws InterruptedException {
        passes(Submission.ofSolution(exercise));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("alternatives")
    void everyAlternativePasses(Exercise exercise, String name) throws InterruptedException {
        passes(Submission.ofAlternative(exercise, name));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("mistakes")
    void everyMistakeGetsItsCodes(Exercise exercise, String name)
            throws InterruptedException, IOException {
        Set<String> declared = new TreeSet<>();
        String file = exercise.solutionPath() + "/mistakes/" + name + "/mistake.json";
        new ObjectMapper()
                .readTree(FILES.read(file).orElseThrow())
                .path("codes")
                .forEach(code -> declared.add(code.asText()));
        fails(Submission.ofMistake(exercise, name), declared);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exercises")
    void theStarterFailsAsDeclared(Exercise exercise) throws InterruptedException {
        fails(Submission.ofStarter(exercise), new TreeSet<>(exercise.declaration().starterFails()));
    }

    private static void passes(Submission submission) throws InterruptedException {
        Grade grade = grade(submission);
        if (grade.status() != Grade.Status.PASSED) {
            fail(said(grade));
        }
    }

    private static void fails(Submission submission, Set<String> codes)
            throws InterruptedException {
        Grade grade = grade(submission);
        assertEquals(Grade.Status.FAILED, grade.status(), () -> said(grade));
        assertEquals(codes, grade.codes(), () -> said(grade));
    }

    private static Grade grade(Submission submission) throws InterruptedException {
        Options options =
                new Options(
                        new Workspace(ROOT).nonce(),
                        false,
                        (packages, purpose) -> true,
                        "",
                        ROOT.resolve("grader/target/cache"));
        Grade grade = new Grader(() -> engine).grade(submission, options, GradingListener.NONE);
        assertEquals("", SchemaCheck.problems(new JsonReport("test").render(grade)));
        return grade;
    }

    private static String said(Grade grade) {
        return "\n" + new TextReport(Style.PLAIN).render(grade);
    }
}
