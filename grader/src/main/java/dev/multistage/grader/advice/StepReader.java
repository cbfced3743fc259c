package dev.multistage.grader.advice;

import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.dockerfile.ShellScript;
import dev.multistage.grader.dockerfile.Stage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows the instructions of one chain of stages and says what each of them does. */
final class StepReader {

    private static final Set<String> POSIX = Set.of("sh", "bash", "ash", "dash", "ksh", "zsh");

    private final Dockerfile dockerfile;
    private String directory;
    private boolean posix = true;

    StepReader(Dockerfile dockerfile, String directory) {
        this.dockerfile = dockerfile;
        this.directory = directory;
    }

    Step read(Stage stage, Instruction instruction, Map<String, String> variables) {
        List<Invocation> commands = List.of();
        boolean complete = true;
        if (runs(instruction)) {
            if (instruction.jsonForm().isPresent()) {
                commands = ofJson(instruction, variables);
            } else if (!posix) {
                complete = false;
            } else {
                Optional<ShellScript> script = instruction.script();
                complete = script.map(ShellScript::isComplete).orElse(false);
                commands =
                        script.map(new Invocations(dockerfile, variables, "/root")::of)
                                .orElse(List.of());
            }
        }
        List<String> sources =
                instruction.sources().stream().map(word -> expand(word, variables)).toList();
        Optional<String> destination =
                instruction
                        .destination()
                        .map(word -> Paths.absolute(directory, expand(word, variables)));
        Step step =
                new Step(
                        stage,
                        instruction,
                        directory,
                        variables,
                        sources,
                        destination,
                        commands,
                        complete);
        follow(instruction, variables);
        return step;
    }

    private static boolean runs(Instruction instruction) {
        return instruction.keyword() == Keyword.RUN
                || instruction.keyword() == Keyword.CMD
                || instruction.keyword() == Keyword.ENTRYPOINT
                || instruction.keyword() == Keyword.HEALTHCHECK;
    }

    private List<Invocation> ofJson(Instruction instruction, Map<String, String> variables) {
        List<String> words = instruction.jsonForm().orElseThrow();
        Span span = Step.span(instruction);
        if (words.size() > 2
                && POSIX.contains(Paths.name(words.get(0)))
                && words.get(1).startsWith("-")
                && words.get(1).endsWith("c")) {
            return new Invocations(dockerfile, variables, "/root")
                    .of(ShellScript.parse(words.get(2))).stream()
                            .map(
                                    inner ->
                                            new Invocation(
                                                    inner.program(),
                                                    inner.arguments(),
                                                    inner.environment(),
                                                    span,
                                                    inner.conditional(),
                                                    inner.piped(),
                                                    inner.output(),
                                                    inner.sudo()))
                            .toList();
        }
        return Invocations.of(words, span).stream().toList();
    }

    private void follow(Instruction instruction, Map<String, String> variables) {
        if (instruction.keyword() == Keyword.WORKDIR && !instruction.words().isEmpty()) {
            directory = Paths.absolute(directory, expand(instruction.words().get(0), variables));
        }
        if (instruction.keyword() == Keyword.SHELL) {
            posix =
                    instruction.words().isEmpty()
                            || POSIX.contains(Paths.name(instruction.words().get(0)));
        }
    }

    private String expand(String word, Map<String, String> variables) {
        try {
            return dockerfile.expand(word, variables).text();
        } catch (IllegalArgumentException unreadable) {
            return word;
        }
    }
}
