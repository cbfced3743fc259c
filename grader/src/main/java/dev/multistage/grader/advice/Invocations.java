package dev.multistage.grader.advice;

import dev.multistage.grader.advice.Invocation.Argument;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Expansion;
import dev.multistage.grader.dockerfile.ShellNode;
import dev.multistage.grader.dockerfile.ShellNode.Command;
import dev.multistage.grader.dockerfile.ShellNode.Link;
import dev.multistage.grader.dockerfile.ShellScript;
import dev.multistage.grader.dockerfile.ShellWord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns shell commands into {@link Invocation}s. */
final class Invocations {

    private static final Set<String> WRAPPERS =
            Set.of("sudo", "env", "exec", "command", "nice", "time", "nohup", "eatmydata", "doas");

    private final Dockerfile dockerfile;
    private final Map<String, String> variables;

    /**
     * @param variables what the instruction sees of ENV and ARG
     */
    Invocations(Dockerfile dockerfile, Map<String, String> variables, String home) {
        this.dockerfile = dockerfile;
        this.variables = new HashMap<>(variables);
        this.variables.putIfAbsent("HOME", home);
    }

    List<Invocation> of(ShellScript script) {
        List<Invocation> found = new ArrayList<>();
        Map<String, String> exported = new HashMap<>();
        for (Command command : script.commands()) {
            if (command.words().isEmpty()) {
                remember(command.assignments(), exported);
                continue;
            }
            if (command.words().get(0).is("export")) {
                remember(command.arguments(), exported);
            }
            of(command, exported).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    /** What a script sets is known to what follows; it hides a variable of the Dockerfile. */
    private void remember(List<ShellWord> assignments, Map<String, String> exported) {
        for (ShellWord word : assignments) {
            Argument argument = argument(word);
            int equals = argument.value().indexOf('=');
            if (equals > 0) {
                String name = argument.value().substring(0, equals);
                if (argument.known()) {
                    exported.put(name, argument.value().substring(equals + 1));
                    variables.put(name, argument.value().substring(equals + 1));
                } else {
                    variables.remove(name);
                }
            }
        }
    }

    private Optional<Invocation> of(Command command, Map<String, String> exported) {
        Map<String, String> environment = new HashMap<>(exported);
        put(command.assignments(), environment);
        List<ShellWord> words = command.words();
        boolean sudo = false;
        int at = 0;
        while (at < words.size() - 1 && WRAPPERS.contains(words.get(at).value())) {
            sudo |= Set.of("sudo", "doas").contains(words.get(at).value());
            at++;
            while (at < words.size() - 1
                    && (words.get(at).value().startsWith("-") || words.get(at).isAssignment())) {
                put(List.of(words.get(at)), environment);
                at++;
            }
        }
        Argument program = argument(words.get(at));
        if (!program.known()) {
            return Optional.empty();
        }
        String name = program.value().substring(program.value().lastIndexOf('/') + 1);
        Span span = Span.between(words.get(at).start(), words.get(words.size() - 1).end());
        return Optional.of(
                new Invocation(
                        name,
                        words.subList(at + 1, words.size()).stream().map(this::argument).toList(),
                        environment,
                        span,
                        command.conditional() || command.link() == Link.OR,
                        command.link() == Link.PIPE,
                        output(command),
                        sudo));
    }

    private void put(List<ShellWord> assignments, Map<String, String> into) {
        for (ShellWord word : assignments) {
            Argument argument = argument(word);
            int equals = argument.value().indexOf('=');
            if (equals > 0) {
                into.put(
                        argument.value().substring(0, equals),
                        argument.value().substring(equals + 1));
            }
        }
    }

    private Optional<String> output(Command command) {
        return command.redirections().stream()
                .filter(
                        redirection ->
                                Set.of(">", ">>", "1>", ">|").contains(redirection.operator()))
                .map(ShellNode.Redirection::target)
                .map(this::argument)
                .filter(Argument::known)
                .map(Argument::value)
                .findFirst();
    }

    private Argument argument(ShellWord word) {
        boolean pattern = word.pattern();
        if (word.literal()) {
            return new Argument(word.text(), word.value(), true, pattern);
        }
        String text = word.text();
        if (text.startsWith("~/") || text.equals("~")) {
            text = variables.get("HOME") + text.substring(1);
        }
        if (text.contains("$(") || text.contains("`") || text.contains("$((")) {
            return new Argument(word.text(), word.value(), false, pattern);
        }
        try {
            Expansion expansion = dockerfile.expand(text, variables);
            boolean known = expansion.undefined().isEmpty();
            return new Argument(
                    word.text(), known ? expansion.text() : word.value(), known, pattern);
        } catch (IllegalArgumentException unreadable) {
            return new Argument(word.text(), word.value(), false, pattern);
        }
    }

    /** Returns the invocation that a JSON array starts. */
    static Optional<Invocation> of(List<String> words, Span span) {
        List<String> rest = words;
        while (rest.size() > 1 && Set.of("exec", "env").contains(name(rest.get(0)))) {
            rest = rest.subList(1, rest.size());
        }
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Invocation(
                        name(rest.get(0)),
                        rest.subList(1, rest.size()).stream()
                                .map(word -> new Argument(word, word, true, false))
                                .toList(),
                        Map.of(),
                        span,
                        false,
                        false,
                        Optional.empty(),
                        false));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
