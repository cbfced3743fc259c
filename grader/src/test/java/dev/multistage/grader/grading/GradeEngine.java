package dev.multistage.grader.grading;

import dev.multistage.grader.docker.DockerEngine;
import dev.multistage.grader.docker.EngineSetup;
import dev.multistage.grader.docker.ProgressListener;
import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseDirectory;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Submission;
import dev.multistage.grader.exercise.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The engine of this machine and the course of this checkout, for tests that grade. */
final class GradeEngine {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private GradeEngine() {}

    static DockerEngine connect() throws InterruptedException {
        return DockerEngine.connect(
                new EngineSetup((packages, purpose) -> true, ProgressListener.NONE).ensure());
    }

    static Exercise exercise(String id) {
        return Catalogue.of(new CourseDirectory(ROOT)).find(id).orElseThrow();
    }

    /** Returns the reference solution with another Dockerfile. */
    static Submission solutionWith(Exercise exercise, String dockerfile) {
        Map<String, byte[]> files = new HashMap<>(Submission.ofSolution(exercise).files());
        files.put("Dockerfile", dockerfile.getBytes(StandardCharsets.UTF_8));
        return new Submission(exercise, "app", files, Map.of());
    }

    /** Returns the reference solution's Dockerfile. */
    static String solution(Exercise exercise) {
        byte[] dockerfile = Submission.ofSolution(exercise).files().get("Dockerfile");
        return new String(dockerfile, StandardCharsets.UTF_8);
    }

    static Options options() {
        return new Options(
                new Workspace(ROOT).nonce(),
                false,
                (packages, purpose) -> true,
                "",
                ROOT.resolve("grader/target/cache"));
    }
}
