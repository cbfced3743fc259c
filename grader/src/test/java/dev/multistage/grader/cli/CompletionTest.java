package dev.multistage.grader.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Completion as real shells do it, and the manual page as man reads it. */
class CompletionTest {

    @TempDir private Path home;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Session session;

    @BeforeEach
    void start() {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        session =
                new Session(
                        home,
                        Map.of("COLUMNS", "40"),
                        stream,
                        stream,
                        new Attached(false, false, false),
                        StandardCharsets.UTF_8);
    }

    private Path written(String... command) throws IOException {
        assertEquals(0, Workbench.run(session, command));
        Path file = home.resolve(command[command.length - 1]);
        Files.write(file, out.toByteArray());
        return file;
    }

    private static boolean has(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private List<String> said(String... command) throws IOException, InterruptedException {
        assumeTrue(has(command[0]), command[0] + " is not here");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        List<String> lines =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
        assertEquals(0, process.waitFor(), String.join(" ", command));
        return lines;
    }

    private List<String> bash(String line) throws IOException, InterruptedException {
        String script =
                """
                source "$0"
                IFS='_' read -r -a COMP_WORDS <<<"$1_"
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE=${1//_/ } COMP_POINT=${#1}
                "$(complete -p grade | sed 's/.*-F \\([^ ]*\\).*/\\1/')"
                printf '%s\\n' "${COMPREPLY[@]}"
                """;
        return said(
                "bash",
                "-c",
                script,
                written("completion", "bash").toString(),
                line.replace(' ', '_'));
    }

    private List<String> fish(String line) throws IOException, InterruptedException {
        return said(
                        "fish",
                        "--no-config",
                        "-c",
                        "source $argv[1]; complete -C$argv[2]",
                        written("completion", "fish").toString(),
                        line)
                .stream()
                .map(shown -> shown.split("\t")[0])
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "./grade ex, exercise-16",
        "grade hi, hint",
        "./grade hint, hint",
        "grade hint e, exercise-3",
        "grade compare exercise-4 e, exercise-5",
        "grade exercise-3 --so, --solution",
        "grade exercise-3 --format m, markdown",
        "grade explain --format s, sarif",
        "grade hint exercise-3 --color n, never",
        "grade bases b, build",
        "grade watch e, exercise-12",
        "grade reset e, exercise-1",
    })
    void shellsKnowCommandsOptionsAndExercises(String typed, String expected) throws Exception {
        assertTrue(bash(typed).contains(expected), "bash: " + typed);
        out.reset();
        if (has("fish")) {
            assertTrue(fish(typed).contains(expected), "fish: " + typed);
        }
    }

    @Test
    void fishOffersNoExerciseWhereNoneIsTaken() throws Exception {
        assertFalse(fish("grade doctor ").contains("exercise-3"));
        out.reset();
        assertEquals(List.of("build"), fish("grade --plain bases "));
    }

    @Test
    void fishOffersFilesOnlyWhereTheyAreTaken() throws Exception {
        assumeTrue(has("fish"), "fish is not installed");
        for (String line : List.of("grade hint s", "grade watch s", "grade history s")) {
            assertFalse(fish(line).contains("src/"), line);
            out.reset();
        }
        for (String line : List.of("grade lint s", "grade explain s", "grade exercise-3 -o s")) {
            assertTrue(fish(line).contains("src/"), line);
            out.reset();
        }
    }

    @Test
    void zshTakesTheScriptToo() throws Exception {
        String script = "autoload -U compinit; compinit -u; source $1; print -r -- $_comps[grade]";
        List<String> lines =
                said("zsh", "-f", "-c", script, "zsh", written("completion", "zsh").toString());
        assertTrue(lines.get(lines.size() - 1).contains("_complete_grade"), lines.toString());
    }

    @Test
    void theManualPageTellsOfEveryCommandAndOption() throws Exception {
        Path page = written("man");
        String text = Files.readString(page);
        CommandSpec root =
                new CommandLine(new GradeCommand(session), new CommandFactory(session))
                        .getCommandSpec();
        for (String command : root.subcommands().keySet()) {
            assertTrue(text.contains("\n.SS " + command + "\n"), command);
        }
        for (String part :
                List.of("\\-\\-solution", "\\-\\-fail\\-on", "MULTISTAGE_PLAIN", "3 engine")) {
            assertTrue(text.contains(part), part);
        }
        text.lines()
                .forEach(line -> assertTrue(line.matches("(\\.[A-Za-z\\\\].*|[^.'].*)?"), line));
        if (has("mandoc")) {
            assertEquals(
                    List.of(),
                    said(
                            "sh",
                            "-c",
                            "mandoc -T lint -W warning \"$0\" | grep -v 'missing date' || true",
                            page.toString()));
        }
    }
}
