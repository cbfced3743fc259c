package dev.multistage.grader.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Completion for fish, which picocli 4.7 cannot write. */
final class FishCompletion {

    private final StringBuilder out = new StringBuilder();

    private FishCompletion() {}

    /** Returns a script for this command and all below it. */
    static String script(CommandSpec root) {
        FishCompletion fish = new FishCompletion();
        fish.out
                .append("# Completion of ")
                .append(root.name())
                .append(" for fish. Made by: ./")
                .append(root.name())
                .append(" completion fish\n")
                .append(
                        """
                        # the words so far that name a command: "bases build" of "grade --plain bases build --all"
                        function __grade_command
                            set -l known %s
                            set -l command
                            for word in (commandline -opc)[2..]
                                if contains -- (string join -- ' ' $command $word) $known
                                    set -a command $word
                                end
                            end
                            string join -- ' ' $command
                        end
                        function __grade_at
                            test "$(__grade_command)" = "$argv"
                        end
                        """
                                .formatted(known(root)));
        fish.command(root, new ArrayList<>());
        return fish.out.toString();
    }

    private static String known(CommandSpec root) {
        StringJoiner known = new StringJoiner(" ");
        collect(root, "", known);
        return known.toString();
    }

    private static void collect(CommandSpec command, String path, StringJoiner known) {
        for (Map.Entry<String, CommandLine> sub : visible(command)) {
            known.add(quoted(path + sub.getKey()));
            collect(sub.getValue().getCommandSpec(), path + sub.getKey() + " ", known);
        }
    }

    private static List<Map.Entry<String, CommandLine>> visible(CommandSpec command) {
        return command.subcommands().entrySet().stream()
                .filter(sub -> !sub.getValue().getCommandSpec().usageMessage().hidden())
                .toList();
    }

    private void command(CommandSpec command, List<String> path) {
        String here = "complete -c grade -n " + quoted("__grade_at " + String.join(" ", path));
        List<Map.Entry<String, CommandLine>> subcommands = visible(command);
        for (Map.Entry<String, CommandLine> sub : subcommands) {
            line(
                    here,
                    "-f -a " + quoted(sub.getKey()),
                    first(sub.getValue().getCommandSpec().usageMessage().description()));
        }
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                line(here, names(option) + value(option), first(option.description()));
            }
        }
        for (PositionalParamSpec positional : command.positionalParameters()) {
            String words = candidates(positional);
            if (!words.isEmpty()) {
                boolean only =
                        positional.type().isEnum() || positional.paramLabel().equals("<exercise>");
                String files = only ? "-f " : ""; // others take a file as well
                line(here, files + "-a " + quoted(words), first(positional.description()));
            }
        }
        if (command.positionalParameters().isEmpty()) {
            out.append(here).append(" -f\n");
        }
        for (Map.Entry<String, CommandLine> sub : subcommands) {
            List<String> below = new ArrayList<>(path);
            below.add(sub.getKey());
            command(sub.getValue().getCommandSpec(), below);
        }
    }

    private void line(String here, String what, String description) {
        out.append(here)
                .append(' ')
                .append(what)
                .append(" -d ")
                .append(quoted(description))
                .append('\n');
    }

    private static String names(OptionSpec option) {
        StringJoiner names = new StringJoiner(" ");
        for (String name : option.names()) {
            names.add(
                    name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
        }
        return names.toString();
    }

    private static String value(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        String words = candidates(option);
        return words.isEmpty() ? " -r -F" : " -x -a " + quoted(words);
    }

    private static String candidates(ArgSpec argument) {
        return argument.completionCandidates() == null
                ? ""
                : String.join(" ", argument.completionCandidates());
    }

    private static String first(String[] description) {
        return description.length == 0
                ? ""
                : description[0].replaceAll("\\$\\{[^}]*}|%n", "").strip();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
