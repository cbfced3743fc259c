package dev.multistage.grader.docker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command that speaks Compose files, version 2 or later: a plugin of the {@code docker} command
 * or a program of its own. Version 1, in Python, is another program: it waits for no health and
 * knows no {@code config --format json}.
 *
 * @param words the command to which arguments are added
 * @param version its version, for example {@code 2.26.1}
 */
public record ComposeCommand(List<String> words, String version) {

    /** Names the program to use, where it is not found by itself. */
    public static final String VARIABLE = "MULTISTAGE_COMPOSE";

    private static final Pattern VERSION = Pattern.compile("\\bv?([0-9]+)(\\.[0-9][\\w.+~-]*)");

    public ComposeCommand {
        words = List.copyOf(words);
    }

    /** Looks for it on this machine: the variable, the plugin, a program on the PATH. */
    public static Optional<ComposeCommand> installed() throws InterruptedException {
        return installed(Programs.ofThisMachine(), System.getenv().getOrDefault(VARIABLE, ""));
    }

    static Optional<ComposeCommand> installed(Programs programs, String named)
            throws InterruptedException {
        List<List<String>> candidates = new ArrayList<>();
        if (!named.isBlank()) {
            candidates.add(List.of(named));
        }
        candidates.add(List.of("docker", "compose"));
        candidates.add(List.of("docker-compose"));
        for (List<String> candidate : candidates) {
            Optional<ComposeCommand> found = ask(programs, candidate);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Takes a program that was fetched, if it runs here. */
    public static Optional<ComposeCommand> of(Path program) throws InterruptedException {
        return ask(Programs.ofThisMachine(), List.of(program.toString()));
    }

    private static Optional<ComposeCommand> ask(Programs programs, List<String> words)
            throws InterruptedException {
        List<String> asked = new ArrayList<>(words);
        asked.addAll(List.of("version", "--short"));
        StringBuilder said = new StringBuilder();
        if (programs.run(asked, line -> said.append(line).append('\n')) != 0) {
            return Optional.empty();
        }
        Matcher version = VERSION.matcher(said);
        return version.find() && Integer.parseInt(version.group(1)) >= 2
                ? Optional.of(new ComposeCommand(words, version.group(1) + version.group(2)))
                : Optional.empty();
    }
}
