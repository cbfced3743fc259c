package dev.multistage.grader.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.check.BuildEvidence;
import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseInMemory;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Submission;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DockerfileReadingTest {

    private static final String FOLDER = "exercises/exercise-01-read-the-layers";

    private static Exercise exercise(String editable) {
        return Catalogue.of(
                        new CourseInMemory()
                                .with(
                                        FOLDER + "/exercise.json",
                                        """
                                        {"format": "multistage/exercise/v1", "title": "T", "language": "go", "minutes": 1,
                                         "port": 80, "editable": [%s],
                                         "rubric": [{"id": "build", "points": 100, "check": {"check": "builds"}}]}
                                        """
                                                .formatted(editable))
                                .with(FOLDER + "/app/Dockerfile", "FROM debian:trixie\n"))
                .find("1")
                .orElseThrow();
    }

    private static DockerfileReading read(Exercise exercise, Map<String, String> files) {
        Map<String, byte[]> bytes = new java.util.HashMap<>();
        files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return DockerfileReading.of(
                new Submission(exercise, "app", bytes, Map.of()), "Dockerfile", "n0nce");
    }

    @Test
    void takesTheCoursesDockerfileWhereOnlyAnswersAreEditable() {
        DockerfileReading reading =
                read(exercise("\"answers.json\""), Map.of("answers.json", "{}"));
        assertTrue(reading.defect().isEmpty());
        assertEquals("FROM debian:trixie", reading.dockerfile().orElseThrow().line(1));
        assertTrue(reading.context().isPresent());
    }

    @Test
    void missesADockerfileThatTheLearnerDeleted() {
        DockerfileReading reading = read(exercise("\"Dockerfile\""), Map.of());
        assertEquals("dockerfile-missing", reading.defect().orElseThrow().code());
    }

    @Test
    void saysWhichLineOfTheIgnoreFileIsMalformed() {
        BuildEvidence defect =
                read(
                                exercise("\"Dockerfile\", \".dockerignore\""),
                                Map.of("Dockerfile", "FROM scratch\n", ".dockerignore", "a\n[\n"))
                        .defect()
                        .orElseThrow();
        assertEquals("dockerignore-syntax", defect.code());
        assertEquals(2, defect.where().get(0).line());
    }

    @Test
    void refusesAnIgnoreFileThatIsHuge() {
        BuildEvidence defect =
                read(
                                exercise("\"Dockerfile\", \".dockerignore\""),
                                Map.of(
                                        "Dockerfile",
                                        "FROM scratch\n",
                                        ".dockerignore",
                                        "a\n".repeat(200_000)))
                        .defect()
                        .orElseThrow();
        assertEquals("dockerignore-syntax", defect.code());
    }
}
