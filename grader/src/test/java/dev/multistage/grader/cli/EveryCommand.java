package dev.multistage.grader.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.report.Columns;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** How to run each command once, and what must not be in what it prints. */
final class EveryCommand {

    /** Run as they are; {@code %s} is the workspace. */
    static final List<String> WITHOUT_ENGINE =
            List.of(
                    "exercise-3",
                    "exercise-4",
                    "list",
                    "hint exercise-3 --all",
                    "solution exercise-3",
                    "status",
                    "next",
                    "history exercise-3",
                    "reset exercise-3",
                    "export",
                    "import no-such-file",
                    "lint exercise-3",
                    "checks",
                    "checks runs-as-root",
                    "completion bash",
                    "man",
                    "author",
                    "author schema",
                    "author new Not_A_Slug --language go",
                    "author verify --static exercise-99",
                    "author measure exercise-99",
                    "author claims --static");

    /** Run where there is an engine. */
    static final List<String> WITH_ENGINE =
            List.of(
                    "exercise-3 --solution --verbose",
                    "build exercise-3 --solution",
                    "explain exercise-3 --solution",
                    "compare exercise-3 exercise-3 --solution",
                    "setup",
                    "doctor",
                    "bases",
                    "bases build alpine:3.23",
                    "clean");

    /** Not to be run here: they stay until somebody ends them, or write a site. */
    static final Set<String> ONLY_HELP = Set.of("watch", "serve", "site", "site build");

    /** Commands that write what programs read, whose lines are as long as they are. */
    private static final Set<String> DOCUMENTS = Set.of("completion", "man", "author schema");

    /** Arrows, boxes, bars, check marks and stars: what is drawn, not said. */
    private static final Pattern SIGN = Pattern.compile("[\u2190-\u23ff\u2500-\u2bff]");

    private EveryCommand() {}

    /** What a command printed. */
    record Said(String text, String err) {}

    /** Returns the names of all commands, from the tree; the first is empty. */
    static List<String> names() {
        List<String> names = new ArrayList<>();
        Session session =
                session(
                        Path.of(""),
                        true,
                        StandardCharsets.UTF_8,
                        Map.of(),
                        new ByteArrayOutputStream(),
                        new ByteArrayOutputStream());
        collect(new CommandLine(new GradeCommand(session), new CommandFactory(session)), "", names);
        return names;
    }

    private static void collect(CommandLine line, String name, List<String> names) {
        names.add(name);
        line.getSubcommands()
                .forEach((sub, below) -> collect(below, (name + " " + sub).strip(), names));
    }

    /** Returns the command that a command line runs. */
    static String command(String run) {
        return names().stream()
                .filter(name -> (run + " ").startsWith(name + " ") || name.isEmpty())
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .orElseThrow();
    }

    /** Runs it in all surroundings that are no place for colours, and looks at what it prints. */
    static void check(Path home, String run) {
        String[] arguments = run.split(" ");
        for (Map<String, String> environment :
                List.of(
                        Map.of("NO_COLOR", "1"),
                        Map.of("TERM", "dumb"),
                        Map.<String, String>of())) {
            boolean terminal = !environment.isEmpty();
            Said said = run(home, terminal, StandardCharsets.UTF_8, environment, arguments);
            assertFalse((said.text() + said.err()).contains("\u001b"), run + environment + said);
        }
        ascii(home, run, arguments);
        plain(home, run, arguments);
    }

    /** The same of help, which is the same on all terminals without colour. */
    static void checkHelp(Path home, String run) {
        ascii(home, run, run.split(" "));
        plain(home, run, run.split(" "));
    }

    private static void ascii(Path home, String run, String[] arguments) {
        Said ascii = run(home, true, StandardCharsets.US_ASCII, Map.of("NO_COLOR", "1"), arguments);
        if (!DOCUMENTS.contains(command(run))) {
            assertTrue((ascii.text() + ascii.err()).chars().allMatch(c -> c < 0x7f), run + ascii);
        }
        assertFalse((ascii.text() + ascii.err()).contains("\u001b"), run + ascii);
    }

    private static void plain(Path home, String run, String[] arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--plain");
        Map<String, String> wide = Map.of("COLUMNS", "200", "CLICOLOR_FORCE", "1");
        Said said = run(home, true, StandardCharsets.UTF_8, wide, all.toArray(String[]::new));
        boolean document = DOCUMENTS.contains(command(run)) && !run.contains("--help");
        String text = (document ? "" : said.text()) + said.err();
        assertFalse((said.text() + said.err()).contains("\u001b"), run + said);
        assertFalse(text.contains("\r"), run + said);
        assertFalse(SIGN.matcher(text).find(), run + said);
        text.lines().forEach(line -> assertTrue(Columns.of(line) <= 80, run + ": " + line));
    }

    static Said run(Path home, boolean terminal, Charset charset, String... arguments) {
        return run(home, terminal, charset, Map.of(), arguments);
    }

    private static Said run(
            Path home,
            boolean terminal,
            Charset charset,
            Map<String, String> environment,
            String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (Session session = session(home, terminal, charset, environment, out, err)) {
            Workbench.run(session, arguments);
        }
        return new Said(out.toString(charset), err.toString(charset));
    }

    private static Session session(
            Path home,
            boolean terminal,
            Charset charset,
            Map<String, String> environment,
            ByteArrayOutputStream out,
            ByteArrayOutputStream err) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("CI", "true");
        return new Session(
                home,
                variables,
                new PrintStream(out, true, charset),
                new PrintStream(err, true, charset),
                new Attached(false, terminal, terminal),
                charset);
    }
}
