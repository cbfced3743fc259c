package dev.multistage.grader.exercise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionTest {

    private static final String FOLDER = "exercises/exercise-03-static-go-binary";

    @TempDir private Path app;

    private static Exercise exercise() {
        return Catalogue.of(
                        new CourseInMemory()
                                .with(
                                        FOLDER + "/exercise.json",
                                        """
                                        {"format": "multistage/exercise/v1", "title": "T", "language": "go", "minutes": 1, "port": 80,
                                         "rubric": [{"id": "build", "points": 100, "check": {"check": "builds"}}]}
                                        """)
                                .with(FOLDER + "/app/Dockerfile", "FROM starter\n")
                                .with(FOLDER + "/app/.dockerignore", "*.md\n")
                                .with(
                                        "solutions/exercise-03-static-go-binary/app/Dockerfile",
                                        "FROM solution\n"))
                .find("3")
                .orElseThrow();
    }

    @Test
    void takesOnlyEditableFilesFromALearner() throws IOException {
        Files.writeString(app.resolve("Dockerfile"), "FROM learner\n");
        Files.writeString(app.resolve("main.go"), "package cheat\n");
        Submission submission = Submission.ofFolder(exercise(), app);
        assertEquals(1, submission.files().size());
        assertArrayEquals(
                "FROM learner\n".getBytes(StandardCharsets.UTF_8),
                submission.files().get("Dockerfile"));
    }

    @Test
    void overlaysTheSolutionOnTheStarter() {
        Submission submission = Submission.ofSolution(exercise());
        assertEquals("FROM solution\n", text(submission, "Dockerfile"));
        assertEquals("*.md\n", text(submission, ".dockerignore"));
    }

    @Test
    void saysThatTheDockerfileIsAFolder() throws IOException {
        Files.createDirectory(app.resolve("Dockerfile"));
        Submission submission = Submission.ofFolder(exercise(), app);
        assertTrue(submission.defects().get("Dockerfile").contains("is a folder"));
    }

    @Test
    void refusesAHugeFileWithoutReadingIt() throws IOException {
        Files.write(app.resolve("Dockerfile"), new byte[10_000_000]);
        Submission submission = Submission.ofFolder(exercise(), app);
        assertFalse(submission.files().containsKey("Dockerfile"));
        assertTrue(submission.defects().get("Dockerfile").contains("more than 1 MB"));
    }

    @Test
    void hasADigestOfItsFiles() throws IOException {
        Files.writeString(app.resolve("Dockerfile"), "FROM a\n");
        String before = Submission.ofFolder(exercise(), app).digest();
        assertEquals(before, Submission.ofFolder(exercise(), app).digest());
        Files.writeString(app.resolve("Dockerfile"), "FROM b\n");
        assertNotEquals(before, Submission.ofFolder(exercise(), app).digest());
        assertTrue(before.matches("sha256:[0-9a-f]{64}"));
    }

    private static String text(Submission submission, String file) {
        return new String(submission.files().get(file), StandardCharsets.UTF_8);
    }
}
