package dev.multistage.grader.check;

import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.dockerfile.ShellNode;
import dev.multistage.grader.dockerfile.ShellScript;
import dev.multistage.grader.dockerfile.ShellWord;
import dev.multistage.grader.dockerfile.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds the RUN lines that install a project's packages. */
final class InstallSteps {

    /** Subcommands that install, by the package managers of a language. */
    private static final Map<String, Map<String, Set<String>>> MANAGERS =
            Map.of(
                    "npm",
                    Map.of(
                            "npm",
                            Set.of("ci", "install", "i", "add", "clean-install", "ic", "in"),
                            "pnpm",
                            Set.of("install", "i", "add", "fetch"),
                            // yarn alone installs
                            "yarn",
                            Set.of("install", "add", ""),
                            "bun",
                            Set.of("install", "i", "add")),
                    "pip",
                    Map.of(
                            "pip",
                            Set.of("install", "download", "wheel"),
                            "pip3",
                            Set.of("install", "download", "wheel"),
                            "uv",
                            Set.of("sync", "pip"),
                            "poetry",
                            Set.of("install")));

    /** Programs that start what follows them. */
    private static final Set<String> WRAPPERS =
            Set.of(
                    "corepack",
                    "npx",
                    "env",
                    "exec",
                    "time",
                    "command",
                    "nice",
                    "sudo",
                    "python",
                    "python3",
                    "timeout");

    /** What package managers print when they have installed something. */
    private static final Pattern PRINTED =
            Pattern.compile(
                    "added \\d+ packages|Packages: \\+\\d+|Successfully installed |Installed \\d+"
                            + " package");

    private InstallSteps() {}

    /** Returns the names that {@link #lines} knows. */
    static Set<String> known() {
        return MANAGERS.keySet();
    }

    /**
     * Returns the lines that install packages of the project and that the image is built with.
     * Tools that are installed for the whole system ({@code npm install -g}) do not count.
     *
     * @param manager {@code npm} or {@code pip}, which stand for their rivals as well
     */
    static Set<Integer> lines(Dockerfile dockerfile, String manager) {
        Map<String, Set<String>> commands = MANAGERS.get(manager);
        Set<Integer> lines = new TreeSet<>();
        for (Stage stage : dockerfile.reachable(dockerfile.finalStage())) {
            for (Instruction instruction : stage.instructions()) {
                if (instruction.keyword() == Keyword.RUN && installs(instruction, commands)) {
                    lines.add(instruction.startLine());
                }
            }
        }
        return lines;
    }

    /** Returns whether this is what a package manager prints. */
    static boolean printed(String output) {
        return PRINTED.matcher(output).find();
    }

    private static boolean installs(Instruction run, Map<String, Set<String>> commands) {
        if (run.jsonForm().isPresent()) {
            List<String> words = run.jsonForm().get();
            return installs(words, commands)
                    || (words.size() == 3
                            && words.get(1).equals("-c")
                            && installs(ShellScript.parse(words.get(2)), commands));
        }
        return run.script().map(script -> installs(script, commands)).orElse(false);
    }

    private static boolean installs(ShellScript script, Map<String, Set<String>> commands) {
        for (ShellNode.Command command : script.commands()) {
            if (installs(command.words().stream().map(ShellWord::value).toList(), commands)) {
                return true;
            }
        }
        return script.opaque().stream()
                .anyMatch(part -> installs(List.of(part.text().split("[\\s;&|()]+")), commands));
    }

    private static boolean installs(List<String> words, Map<String, Set<String>> commands) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String program = word.substring(word.lastIndexOf('/') + 1);
            if (commands.containsKey(program)) {
                List<String> rest = words.subList(i + 1, words.size());
                return commands.get(program).contains(subcommand(rest)) && !isGlobal(rest);
            }
            boolean passedOver =
                    WRAPPERS.contains(program) || word.startsWith("-") || word.contains("=");
            if (!passedOver) {
                return false;
            }
        }
        return false;
    }

    private static String subcommand(List<String> arguments) {
        List<String> words = new ArrayList<>(arguments);
        words.removeIf(word -> word.startsWith("-"));
        return words.isEmpty() ? "" : words.get(0);
    }

    private static boolean isGlobal(List<String> arguments) {
        return arguments.contains("-g")
                || arguments.contains("--global")
                || arguments.contains("--location=global");
    }
}
