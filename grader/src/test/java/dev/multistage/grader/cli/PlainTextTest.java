package dev.multistage.grader.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No command leaves an escape byte in a log, and none a long line or a sign in plain text. Commands
 * that need an engine are in {@link PlainTextIT}.
 */
class PlainTextTest {

    @TempDir private Path home;

    @BeforeEach
    void aHostileDockerfile() throws IOException {
        Path app = home.resolve("exercises/exercise-03-static-go-binary/app");
        Files.createDirectories(app);
        Files.writeString(
                app.resolve("Dockerfile"),
                "FROM golang:latest\nRUN echo '\u001b[31m\u001b]0;x\u0007 \u202e日本語' "
                        + "x".repeat(200)
                        + "\nRUN apt-get update\nFROM nowhere-stage AS \u009b31m\n");
    }

    static Iterable<String> commands() {
        return EveryCommand.names();
    }

    static Iterable<String> runs() {
        return EveryCommand.WITHOUT_ENGINE;
    }

    @Test
    void everyCommandIsTriedSomewhere() {
        TreeSet<String> tried = new TreeSet<>(EveryCommand.ONLY_HELP);
        EveryCommand.WITHOUT_ENGINE.forEach(run -> tried.add(EveryCommand.command(run)));
        EveryCommand.WITH_ENGINE.forEach(run -> tried.add(EveryCommand.command(run)));
        TreeSet<String> missing = new TreeSet<>(EveryCommand.names());
        missing.removeAll(tried);
        assertEquals(new TreeSet<String>(), missing, "add them to EveryCommand");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpIsPlain(String command) {
        EveryCommand.checkHelp(home, (command + " --help").strip());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void whatItPrintsIsPlain(String run) {
        EveryCommand.check(home, run);
    }

    @Test
    void aWrongCommandLineIsToldOfPlainly() {
        EveryCommand.check(home, "hint exercise-99");
        EveryCommand.check(home, "--nonsense" + "\u001b[31m".repeat(50));
        EveryCommand.check(home, "lint " + "no-such-file".repeat(20));
    }

    @Test
    void theCheckSeesWhatItLooksFor() {
        EveryCommand.Said colored =
                EveryCommand.run(
                        home, true, StandardCharsets.UTF_8, "list", "--help", "--color", "always");
        assertTrue(colored.text().contains("\u001b"), colored.text());
    }
}
