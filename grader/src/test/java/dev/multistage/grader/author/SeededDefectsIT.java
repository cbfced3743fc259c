package dev.multistage.grader.author;

import static dev.multistage.grader.author.CourseCopy.SOLUTION;
import static dev.multistage.grader.author.CourseCopy.THREE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.docker.DockerEngine;
import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.EngineSetup;
import dev.multistage.grader.docker.ProgressListener;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.grading.GradingListener;
import dev.multistage.grader.grading.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Defects of an exercise that show only when its variants are graded. */
class SeededDefectsIT {

    private static Engine engine;

    @TempDir private Path folder;

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

    @Test
    void reportsAMistakeThatPasses() throws Exception {
        String right = "FROM golang:1.26-alpine AS build\n";
        CourseCopy course = new CourseCopy(folder);
        String reference = course.text(SOLUTION + "/app/Dockerfile");
        course.write(
                SOLUTION + "/mistakes/one-stage/app/Dockerfile",
                reference.replace("EXPOSE 8080", "LABEL mistake=none\nEXPOSE 8080"));
        assertTrue(reference.contains(right));
        assertReports(
                prove(course, Variant.Kind.MISTAKE, "one-stage"),
                SOLUTION + "/mistakes/one-stage/mistake.json:1: ",
                "the mistake passes");
    }

    @Test
    void reportsCodesThatAreDeclaredAndCodesThatAreNot() throws Exception {
        CourseCopy course = new CourseCopy(folder);
        course.write(
                SOLUTION + "/mistakes/root-on-scratch/mistake.json",
                "{ \"title\": \"Root\",\n  \"codes\": [\n    \"shell-form\"] }");
        List<Defect> defects = prove(course, Variant.Kind.MISTAKE, "root-on-scratch");
        assertReports(
                defects,
                SOLUTION + "/mistakes/root-on-scratch/mistake.json:3: ",
                "declared is the code shell-form");
        assertReports(
                defects,
                SOLUTION + "/mistakes/root-on-scratch/mistake.json:2: ",
                "the grade has the code runs-as-root, which is not declared");
    }

    @Test
    void reportsAStarterThatIsSolvedAlready() throws Exception {
        CourseCopy course = new CourseCopy(folder);
        course.write(
                THREE + "/app/Dockerfile",
                course.text(SOLUTION + "/alternatives/distroless/app/Dockerfile"));
        assertReports(
                prove(course, Variant.Kind.STARTER, ""),
                THREE + "/exercise.json:16: ",
                "the starter passes");
    }

    @Test
    void reportsAnAlternativeThatFails() throws Exception {
        CourseCopy course = new CourseCopy(folder);
        course.replace(
                SOLUTION + "/alternatives/distroless/app/Dockerfile",
                "EXPOSE 8080",
                "USER 0\nEXPOSE 8080");
        assertReports(
                prove(course, Variant.Kind.ALTERNATIVE, "distroless"),
                SOLUTION + "/alternatives/distroless/app/Dockerfile:17: ",
                "the alternative does not pass: runs-as-root");
    }

    private static List<Defect> prove(CourseCopy course, Variant.Kind kind, String name)
            throws InterruptedException, IOException {
        Verification verification = new Verification(course.files());
        Exercise exercise =
                verification.exercises().stream()
                        .filter(e -> e.path().equals(THREE))
                        .findFirst()
                        .orElseThrow();
        Options options =
                new Options(
                        "seededdefects2345678",
                        false,
                        (packages, purpose) -> true,
                        "",
                        Path.of("target/cache").toAbsolutePath());
        return Verification.prove(
                        new Variant(exercise, kind, name), engine, options, GradingListener.NONE)
                .defects();
    }

    private static void assertReports(List<Defect> defects, String place, String says) {
        assertEquals(
                1,
                defects.stream()
                        .map(Defect::toString)
                        .filter(text -> text.startsWith(place) && text.contains(says))
                        .count(),
                () -> place + says + " is not once among " + defects);
    }
}
