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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A name that nobody has, in all commands that build. */
@Timeout(120)
class MisspeltBaseIT {

    @TempDir private Path home;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void misspellABase() throws IOException {
        Path app = home.resolve("exercises/exercise-02-two-stages/app");
        Files.createDirectories(app);
        Files.writeString(app.resolve("Dockerfile"), "# for the tea room\nFROM alpnie:3.23\n");
    }

    @ParameterizedTest
    @CsvSource({"build,1", "explain,2"})
    void aTypoIsTheLearnersAndHasALine(String command, int code) {
        assertEquals(code, run(command, "exercise-2"), this::err);
        assertTrue(err().contains("Dockerfile:2: "), err());
        assertTrue(err().contains("alpine:3.23"), err());
    }

    @Test
    void soItIsInAGrade() {
        assertEquals(1, run("exercise-2"), this::err);
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("alpine:3.23"));
    }

    private int run(String... arguments) {
        Session session =
                new Session(
                        home,
                        Map.of("MULTISTAGE_CACHE", home.resolve("cache").toString()),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new Attached(false, false, false),
                        StandardCharsets.UTF_8);
        return Workbench.run(session, arguments);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
