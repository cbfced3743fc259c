package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.VariableLexer.LexException;
import dev.multistage.grader.dockerfile.VariableLexer.Mode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the instructions of a stage and of the stages below it leave behind, followed one by one as
 * BuildKit's dispatch does. What the base image sets is not known here.
 */
public final class Evaluation {

    private final List<Instruction> executed = new ArrayList<>();
    private final Map<Keyword, Instruction> last = new EnumMap<>(Keyword.class);
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<Instruction, Integer> order = new HashMap<>();
    private final Map<String, String> globals;
    private final Map<String, String> buildArgs;
    private final char escape;
    private final ExpansionBudget budget = new ExpansionBudget();
    private boolean commandReset;

    private Evaluation(Map<String, String> globals, Map<String, String> buildArgs, char escape) {
        this.globals = globals;
        this.buildArgs = buildArgs;
        this.escape = escape;
    }

    static Evaluation of(
            List<Stage> chain,
            Map<String, String> globals,
            Map<String, String> buildArgs,
            char escape) {
        Evaluation evaluation = new Evaluation(globals, buildArgs, escape);
        List<Instruction> triggers = List.of();
        for (Stage stage : chain) {
            evaluation.run(triggers, stage.instructions());
            triggers =
                    stage.instructions().stream()
                            .flatMap(instruction -> instruction.trigger().stream())
                            .toList();
        }
        return evaluation;
    }

    private void run(List<Instruction> triggers, List<Instruction> instructions) {
        boolean[] commandInStage = {false};
        triggers.forEach(trigger -> apply(trigger, commandInStage));
        for (Instruction instruction : instructions) {
            if (instruction.keyword() != Keyword.ONBUILD) {
                apply(instruction, commandInStage);
            }
        }
    }

    private void apply(Instruction instruction, boolean[] commandInStage) {
        order.putIfAbsent(instruction, executed.size());
        executed.add(instruction);
        last.put(instruction.keyword(), instruction);
        switch (instruction.keyword()) {
            case CMD -> {
                commandInStage[0] = true;
                commandReset = false;
            }
            case ENTRYPOINT -> {
                // an entrypoint drops the command of what is below, not one of its own stage
                if (!commandInStage[0]) {
                    last.remove(Keyword.CMD);
                    commandReset = true;
                }
            }
            case ENV -> instruction.assignments().forEach(this::setEnvironment);
            case ARG -> instruction.assignments().forEach(this::setArgument);
            default -> {}
        }
    }

    private void setEnvironment(Assignment assignment) {
        String name = expand(assignment.name());
        String value = expand(assignment.value().orElse(""));
        variables.put(name, value);
        environment.put(name, value);
    }

    private void setArgument(Assignment assignment) {
        String name = assignment.name();
        if (buildArgs.containsKey(name)) {
            variables.put(name, buildArgs.get(name));
        } else if (assignment.value().isPresent()) {
            variables.put(name, expand(assignment.value().get()));
        } else if (globals.containsKey(name)) {
            variables.put(name, globals.get(name));
        }
    }

    /** A word that cannot be expanded stays as it is: the build fails there. */
    private String expand(String word) {
        try {
            return VariableLexer.process(word, escape, variables, Mode.EXPAND, budget).text();
        } catch (LexException e) {
            return word;
        }
    }

    /**
     * Returns the instructions in the order in which they run, FROM and ONBUILD left out; triggers
     * of a stage below stand where they run. History entries of the image follow this order.
     */
    public List<Instruction> executed() {
        return List.copyOf(executed);
    }

    /**
     * Returns the instruction whose setting is in force at the end: the last one, and for CMD none
     * after an ENTRYPOINT of a higher stage, which drops the command of the stages below it. Empty
     * also means that the base image decides, unless {@link #resetsCommand()}.
     */
    public Optional<Instruction> effective(Keyword keyword) {
        return Optional.ofNullable(last.get(keyword));
    }

    /** Whether an ENTRYPOINT has dropped the command that the base image or a stage below set. */
    public boolean resetsCommand() {
        return commandReset;
    }

    /** Returns what ENV sets in the image, in order, without what the base image sets. */
    public Map<String, String> environment() {
        return new LinkedHashMap<>(environment);
    }

    /** Returns what instructions at the end of the stage see: ENV and ARG. */
    public Map<String, String> variables() {
        return new LinkedHashMap<>(variables);
    }

    /** Is told of the instructions one by one. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * Meets an instruction.
         *
         * @param variables what it sees, ENV and ARG before it; changes with the next instruction
         */
        void visit(Instruction instruction, Map<String, String> variables);
    }

    /** Goes through {@link #executed()} with the variables that each instruction sees. */
    public void walk(Visitor visitor) {
        Evaluation follow = new Evaluation(globals, buildArgs, escape);
        Map<String, String> view = Collections.unmodifiableMap(follow.variables);
        for (Instruction instruction : executed) {
            visitor.visit(instruction, view);
            follow.apply(instruction, new boolean[1]);
        }
    }

    /**
     * Returns what an instruction of the chain sees: ENV and ARG before it. For many instructions
     * {@link #walk} is faster.
     */
    public Map<String, String> variablesBefore(Instruction instruction) {
        Evaluation before = new Evaluation(globals, buildArgs, escape);
        int end = order.getOrDefault(instruction, executed.size());
        for (Instruction earlier : executed.subList(0, end)) {
            before.apply(earlier, new boolean[1]);
        }
        return before.variables();
    }

    /**
     * Returns the working directory at the end.
     *
     * @param ofBase that of the base image, {@code /} if it has none
     */
    public String workingDirectory(String ofBase) {
        Evaluation follow = new Evaluation(globals, buildArgs, escape);
        String directory = ofBase.isEmpty() ? "/" : ofBase;
        for (Instruction instruction : executed) {
            if (instruction.keyword() == Keyword.WORKDIR) {
                directory = join(directory, follow.expand(instruction.words().get(0)));
            }
            follow.apply(instruction, new boolean[1]);
        }
        return directory;
    }

    private static String join(String directory, String path) {
        List<String> parts = new ArrayList<>();
        String whole = path.startsWith("/") ? path : directory + "/" + path;
        for (String part : whole.split("/")) {
            if (part.equals("..")) {
                if (!parts.isEmpty()) {
                    parts.remove(parts.size() - 1);
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return "/" + String.join("/", parts);
    }
}
