package dev.multistage.grader.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorNewCommandTest {

    @TempDir private Path home;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void makeACourse() throws IOException {
        Files.createDirectories(home.resolve("exercises"));
        Files.createDirectories(home.resolve("solutions"));
    }

    @Test
    void writesAnExerciseThatIsListedAtOnce() {
        assertEquals(0, run("author", "new", "trim-the-fat", "--language", "go"), this::err);
        assertTrue(Files.exists(home.resolve("exercises/exercise-01-trim-the-fat/exercise.json")));
        assertEquals(2, run("author", "new", "trim-the-fat", "--language", "go"));
    }

    @Test
    void aFolderThatIsInTheWayIsAMistakeOfWhoeverTypes() throws IOException {
        Files.createDirectories(home.resolve("solutions/exercise-01-trim-the-fat"));
        assertEquals(2, run("author", "new", "trim-the-fat", "--language", "go"), this::err);
        assertTrue(err().contains("already a folder solutions/exercise-01-trim-the-fat"), err());
    }

    private int run(String... arguments) {
        PrintStream out =
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        PrintStream complaints = new PrintStream(err, true, StandardCharsets.UTF_8);
        return Workbench.run(
                new Session(
                        home,
                        Map.of(),
                        out,
                        complaints,
                        new Attached(false, false, false),
                        StandardCharsets.UTF_8),
                arguments);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
