package dev.multistage.grader.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Lets a shell complete commands, options and exercises. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a script with which a shell completes commands, options and exercises, for grade"
                    + " and ./grade.",
            "",
            "  bash   source <(./grade completion bash)",
            "  zsh    source <(./grade completion zsh)",
            "  fish   ./grade completion fish | source",
            "",
            "To keep it, put the line into ~/.bashrc, ~/.zshrc or ~/.config/fish/config.fish, with the"
                    + " path of grade."
        })
final class CompletionCommand implements Callable<Integer> {

    /** Shells. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    private final Session session;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "bash|zsh|fish", description = "the shell")
    private Shell shell;

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        CommandLine grade = spec.root().commandLine();
        complete(grade.getCommandSpec(), new ExerciseNames(session));
        session.document(
                switch (shell) {
                    // picocli's script is for both: it tells them apart by itself
                    case bash, zsh -> anyPath(ours(AutoComplete.bash("grade", grade), shell));
                    case fish -> FishCompletion.script(grade.getCommandSpec());
                });
        return ExitCode.PASSED;
    }

    /** picocli's head tells how to install a file that nobody has here. */
    private static String ours(String script, Shell shell) {
        int code = script.indexOf("\nif [ -n \"$BASH_VERSION\" ]");
        return "# Completion of grade in bash and zsh, made by picocli: source <(./grade completion "
                + shell
                + ")\n"
                + script.substring(Math.max(0, code));
    }

    /** picocli counts words from the one that is "grade", so ./grade would complete no exercise. */
    private static String anyPath(String script) {
        String head = "function _complete_grade() {\n";
        return script.replace(
                head,
                head
                        + "  COMP_LINE=grade${COMP_LINE#\"${COMP_WORDS[0]}\"}\n"
                        + "  COMP_WORDS[0]=grade\n");
    }

    /**
     * Tells what is completed: exercises wherever a command takes one, and constants as people type
     * them, {@code --format json} and not {@code JSON}.
     */
    private static void complete(CommandSpec command, ExerciseNames exercises) {
        for (OptionSpec option : List.copyOf(command.options())) {
            if (option.type().isEnum()
                    && option.scopeType() == ScopeType.LOCAL
                    && option.group() == null) {
                List<String> words = new ArrayList<>();
                for (Object constant : option.type().getEnumConstants()) {
                    words.add(constant.toString().toLowerCase(Locale.ROOT));
                }
                command.remove(option);
                command.addOption(OptionSpec.builder(option).completionCandidates(words).build());
            }
        }
        for (PositionalParamSpec taken : List.copyOf(command.positionalParameters())) {
            if (taken.paramLabel().contains("exercise") && taken.group() == null) {
                command.remove(taken);
                command.addPositional(
                        PositionalParamSpec.builder(taken).completionCandidates(exercises).build());
            }
        }
        command.subcommands().values().forEach(sub -> complete(sub.getCommandSpec(), exercises));
    }
}
