package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.DockerfileReader.Located;
import dev.multistage.grader.dockerfile.ImageReference.InvalidReferenceException;
import dev.multistage.grader.dockerfile.InstructionReader.Fault;
import dev.multistage.grader.dockerfile.VariableLexer.LexException;
import dev.multistage.grader.dockerfile.VariableLexer.Mode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Dockerfile, read as BuildKit reads it (grammar of moby/buildkit v0.34.2, held against its own
 * parser by DockerfileOracleIT). Reading does no I/O, runs nothing and is linear in the size of the
 * text.
 */
public final class Dockerfile {

    /** Larger files are refused: no Dockerfile written by hand comes near, in bytes. */
    public static final int MAXIMUM_BYTES = 1_000_000;

    private final SourceFile file;
    private final List<Directive> directives;
    private final char escape;
    private final List<Instruction> instructions;
    private final Map<String, String> buildArgs;
    private final Map<String, String> globals;
    private final List<Stage> stages;
    private final StageGraph graph;
    private final List<Problem> problems;

    private Dockerfile(
            SourceFile file,
            List<Directive> directives,
            char escape,
            List<Instruction> instructions,
            Map<String, String> buildArgs) {
        this.file = file;
        this.directives = directives;
        this.escape = escape;
        this.instructions = instructions;
        this.buildArgs = Map.copyOf(buildArgs);
        Set<Problem> found = new LinkedHashSet<>();
        ExpansionBudget budget = new ExpansionBudget();
        this.globals =
                GlobalArguments.evaluate(
                        globalArgs(instructions),
                        this.buildArgs,
                        lastStageName(instructions),
                        escape,
                        budget,
                        found::add);
        this.stages = new StageReader(globals, escape, budget, found::add).read(instructions);
        this.graph = new StageGraph(stages);
        new ProblemFinder(graph, stages, found::add).find(graph.reachable(finalStage()));
        found.addAll(frontendProblems());
        this.problems =
                found.stream()
                        .sorted(
                                Comparator.comparingInt(Problem::line)
                                        .thenComparingInt(Problem::column))
                        .toList();
    }

    /**
     * Reads a Dockerfile.
     *
     * @throws DockerfileSyntaxException if BuildKit would refuse to read it, or if it is larger
     *     than {@link #MAXIMUM_BYTES} or not UTF-8
     */
    public static Dockerfile parse(byte[] content) {
        SourceFile file = SourceFile.of(content);
        DockerfileReader reader = new DockerfileReader(file);
        List<Instruction> instructions = new ArrayList<>();
        boolean inStage = false;
        for (Located located : reader.read()) {
            Instruction instruction = instruction(located, file);
            inStage |= instruction.keyword() == Keyword.FROM;
            if (!inStage && instruction.keyword() != Keyword.ARG) {
                throw file.error("no build stage in current context", instruction.position());
            }
            instructions.add(instruction);
        }
        if (!inStage) {
            throw file.error("dockerfile contains no stages to build", new Position(1, 1));
        }
        return new Dockerfile(
                file, reader.directives(), reader.escape(), List.copyOf(instructions), Map.of());
    }

    /** Reads a Dockerfile; see {@link #parse(byte[])}. */
    public static Dockerfile parse(String content) {
        return parse(SourceFile.encode(content));
    }

    private static Instruction instruction(Located located, SourceFile file) {
        try {
            return Instruction.of(located, InstructionRules.check(located.instruction()), file);
        } catch (Fault e) {
            throw file.error(e.getMessage(), e.position());
        }
    }

    /** Returns the same file with values for ARG, as {@code docker build --build-arg}. */
    public Dockerfile withBuildArgs(Map<String, String> values) {
        return new Dockerfile(file, directives, escape, instructions, values);
    }

    /** Returns the whole text. */
    public String text() {
        return file.text();
    }

    /** Returns the number of lines. */
    public int lines() {
        return file.lines().size();
    }

    /** Returns a line, counted from 1, without its line end; empty outside the file. */
    public String line(int number) {
        return file.line(number);
    }

    /** Returns the parser directives in order. */
    public List<Directive> directives() {
        return directives;
    }

    /** Returns the character that escapes and continues lines: backslash or backtick. */
    public char escape() {
        return escape;
    }

    /** Returns the ARG instructions before the first FROM. */
    public List<Instruction> globalArgs() {
        return globalArgs(instructions);
    }

    private static List<Instruction> globalArgs(List<Instruction> instructions) {
        List<Instruction> arguments = new ArrayList<>();
        for (Instruction instruction : instructions) {
            if (instruction.keyword() != Keyword.ARG) {
                break;
            }
            arguments.add(instruction);
        }
        return List.copyOf(arguments);
    }

    private static String lastStageName(List<Instruction> instructions) {
        String name = "";
        for (Instruction instruction : instructions) {
            if (instruction.keyword() == Keyword.FROM) {
                List<String> words = instruction.words();
                name = words.size() == 3 ? GoCharacters.lower(words.get(2)) : "";
            }
        }
        return name;
    }

    /** Returns all instructions in order. */
    public List<Instruction> instructions() {
        return instructions;
    }

    /** Returns the stages in order; there is at least one. */
    public List<Stage> stages() {
        return stages;
    }

    /** Returns the stage that is built when no target is given. */
    public Stage finalStage() {
        return stages.get(stages.size() - 1);
    }

    /**
     * Returns the stage that {@code COPY --from} means: by number from 0, else by name whatever its
     * case; of several with one name the last.
     */
    public Optional<Stage> stage(String nameOrNumber) {
        return GoNumbers.integer(nameOrNumber).isPresent()
                ? graph.byNumber(nameOrNumber)
                : graph.byName(nameOrNumber);
    }

    /** Returns the stage that {@code --target} means; the final stage for an empty name. */
    public Optional<Stage> target(String name) {
        return name.isEmpty() ? Optional.of(finalStage()) : stage(name);
    }

    /** Returns the stages from the one on an external base (or scratch) to the given one. */
    public List<Stage> chain(Stage stage) {
        return graph.chain(stage);
    }

    /** Returns the stages that a build of the given one runs, in the order of the file. */
    public List<Stage> reachable(Stage target) {
        return graph.reachable(target);
    }

    /** Returns the images that a build of the final stage needs, each once, in order. */
    public List<ImageUse> externalImages() {
        return externalImages(finalStage());
    }

    /**
     * Returns the images that a build of a stage needs from outside, each once, in the order of the
     * file: bases, {@code COPY --from} and {@code RUN --mount=from}. The frontend is not among
     * them.
     */
    public List<ImageUse> externalImages(Stage target) {
        return graph.externalImages(target);
    }

    /** Returns the image of the {@code # syntax=} line, which BuildKit runs to read the file. */
    public Optional<ImageUse> frontend() {
        return DirectiveReader.syntax(file).flatMap(Dockerfile::frontendImage);
    }

    private static Optional<ImageUse> frontendImage(Directive syntax) {
        try {
            return Optional.of(
                    new ImageUse(
                            ImageUse.Kind.FRONTEND,
                            ImageReference.parse(syntax.value()),
                            syntax.value(),
                            new Position(syntax.line(), 1)));
        } catch (InvalidReferenceException e) {
            return Optional.empty();
        }
    }

    private List<Problem> frontendProblems() {
        Optional<Directive> syntax = DirectiveReader.syntax(file);
        if (syntax.isEmpty() || frontend().isPresent()) {
            return List.of();
        }
        return List.of(
                new Problem(
                        Problem.Code.INVALID_FRONTEND,
                        true,
                        syntax.get().line(),
                        1,
                        "failed to parse frontend image \"" + syntax.get().value() + "\""));
    }

    /** Returns what BuildKit would stumble over after reading, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }

    /** Returns the variables that FROM lines see. */
    public Map<String, String> globalVariables() {
        return Map.copyOf(globals);
    }

    /** Returns what the instructions of the final stage leave behind. */
    public Evaluation evaluate() {
        return evaluate(finalStage());
    }

    /** Returns what the instructions of a stage and of the stages below it leave behind. */
    public Evaluation evaluate(Stage stage) {
        return Evaluation.of(graph.chain(stage), globals, buildArgs, escape);
    }

    /**
     * Returns the instruction whose setting the final image carries; see {@link
     * Evaluation#effective}.
     */
    public Optional<Instruction> effective(Keyword keyword) {
        return evaluate().effective(keyword);
    }

    /**
     * Replaces the variables of a word, as BuildKit does it for the words of an instruction.
     *
     * @throws IllegalArgumentException if the word cannot be read; the message is BuildKit's
     */
    public Expansion expand(String word, Map<String, String> variables) {
        try {
            VariableLexer.Result result =
                    VariableLexer.process(word, escape, variables, Mode.EXPAND);
            return new Expansion(result.text(), result.undefined());
        } catch (LexException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
