package dev.multistage.grader.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.report.Columns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How commands behave on terminals of all kinds, and away from them. */
class MannersTest {

    private static final Attached TERMINAL = new Attached(true, true, true);
    private static final Attached PIPE = new Attached(false, false, false);

    @TempDir private Path home;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Attached attached, Map<String, String> environment, String... args) {
        return run(attached, environment, StandardCharsets.UTF_8, args);
    }

    private int run(
            Attached attached, Map<String, String> environment, Charset charset, String... args) {
        out.reset();
        err.reset();
        Session session =
                new Session(
                        home,
                        environment,
                        new PrintStream(out, true, charset),
                        new PrintStream(err, true, charset),
                        attached,
                        charset);
        return Workbench.run(session, args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--color never hint --help", "hint --color never --help"})
    void takesItsOptionsBeforeAndBehindTheCommand(String command) {
        assertEquals(0, run(TERMINAL, Map.of(), command.split(" ")));
        assertFalse(out().contains("\u001b"), out());
        assertTrue(out().contains("--plain"), out());
        assertEquals(0, run(TERMINAL, Map.of(), command.replace("never", "always").split(" ")));
        assertTrue(out().contains("\u001b["), out());
        assertEquals(2, run(TERMINAL, Map.of(), command.replace("never", "blue").split(" ")));
    }

    @Test
    void plainTextHasWordsForSigns() throws IOException {
        Path app =
                Files.createDirectories(home.resolve("exercises/exercise-03-static-go-binary/app"));
        Files.writeString(app.resolve("Dockerfile"), "FROM golang:1.26\nRUN \u001b[31mx\u0007\n");
        assertEquals(0, run(TERMINAL, Map.of(), "lint", "exercise-3", "--plain"));
        assertTrue(out().contains("mistake"), out());
        assertFalse(out().contains("\u001b"), out());
        assertEquals(1, run(TERMINAL, Map.of(), "--plain", "exercise-4"));
        assertTrue(out().lines().anyMatch(line -> line.startsWith("FAIL  ")), out());
        assertTrue(out().contains("0 of 15") || out().contains("0 of 1"), out());
        assertTrue(out().chars().allMatch(c -> c == '\n' || c >= 0x20), out());
        assertFalse(err().contains("\r"), err());
    }

    @Test
    void doesNotRewriteLinesOnADumbTerminal() {
        run(TERMINAL, Map.of("TERM", "dumb"), "exercise-4");
        assertFalse(err().contains("\r"), err());
        assertTrue(out().contains("x FAIL"), out());
    }

    @Test
    void coloursEachStreamByWhereItGoes() {
        run(new Attached(true, true, false), Map.of(), "exercise-4");
        assertTrue(out().contains("\u001b["), out());
        assertFalse(err().contains("\u001b"), err());
        run(new Attached(true, false, true), Map.of(), "exercise-4");
        assertFalse(out().contains("\u001b"), out());
    }

    @Test
    void writesDocumentsInUnicodeWhateverTheTerminalShows() throws IOException {
        Path file = home.resolve("Dockerfile");
        Files.writeString(
                file, "FROM debian:12\nRUN apt-get update && apt-get install -y größer\n");
        String[] command = {"lint", file.toString(), "--format", "json"};
        run(PIPE, Map.of(), StandardCharsets.UTF_8, command);
        String wanted = out();
        assertTrue(wanted.contains("größer"), wanted);
        run(PIPE, Map.of("MULTISTAGE_PLAIN", "1"), StandardCharsets.US_ASCII, command);
        assertEquals(wanted, out());
    }

    @Test
    void breaksWhatIsTooLongInPlainTextWhoeverWroteIt() {
        Session session =
                new Session(
                        home,
                        Map.of("MULTISTAGE_PLAIN", "1"),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        TERMINAL,
                        StandardCharsets.UTF_8);
        session.out().println("  indented " + "word ".repeat(40) + "日".repeat(100) + "\tend\r");
        session.out().print("Really? ");
        session.out().flush();
        assertTrue(out().endsWith("\nReally? "), out());
        assertTrue(out().startsWith("  indented word word"), out());
        out().lines().forEach(line -> assertTrue(Columns.of(line) <= 80, line));
        assertEquals(40, out().split("word", -1).length - 1);
        assertEquals(100, out().chars().filter(c -> c == '日').count());
    }

    @Test
    void breaksErrorsAtBlanksOnANarrowTerminal() {
        String[] command = {"exercise-3", "--format", "nix"};
        assertEquals(2, run(PIPE, Map.of("COLUMNS", "40"), command));
        String whole = err();
        assertEquals(2, run(TERMINAL, Map.of("COLUMNS", "40"), command));
        err().lines().forEach(line -> assertTrue(Columns.of(line) <= 40, line));
        assertTrue(err().lines().count() > whole.lines().count(), err());
        assertEquals(whole.replaceAll("\\s+", " "), err().replaceAll("\\s+", " "));
    }

    @Test
    void showsAStackTraceOnlyOnRequest() {
        assertEquals(2, run(PIPE, Map.of(), "list", "--nonsense"));
        assertEquals(2, run(PIPE, Map.of(), "hint", "exercise-99"));
        assertFalse(err().contains("\tat "), err());
        assertEquals(2, run(PIPE, Map.of(), "hint", "exercise-99", "--verbose"));
        assertTrue(err().contains("\tat "), err());
    }
}
