package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.ImageReference.InvalidReferenceException;
import dev.multistage.grader.dockerfile.InstructionReader.Fault;
import dev.multistage.grader.dockerfile.Problem.Code;
import dev.multistage.grader.dockerfile.StageGraph.Source;
import java.util.List;
import java.util.function.Consumer;

/** Finds what BuildKit's conversion to build steps (dockerfile2llb) would refuse. */
final class ProblemFinder {

    /** With more stages than this nobody reads a suggestion, and comparing names takes long. */
    private static final int MOST_NAMES = 100;

    private final StageGraph graph;
    private final List<Stage> stages;
    private final List<String> names;
    private final Consumer<Problem> problems;

    ProblemFinder(StageGraph graph, List<Stage> stages, Consumer<Problem> problems) {
        this.graph = graph;
        this.stages = stages;
        this.problems = problems;
        this.names =
                stages.size() > MOST_NAMES
                        ? List.of()
                        : stages.stream().flatMap(stage -> stage.name().stream()).toList();
    }

    void find(List<Stage> reachable) {
        graph.circle()
                .ifPresent(
                        source ->
                                report(
                                        Code.CIRCULAR_STAGES,
                                        true,
                                        source.position(),
                                        "circular dependency detected on stage: "
                                                + stages.get(source.stage()).label()));
        boolean[] built = new boolean[stages.size()];
        reachable.forEach(stage -> built[stage.index()] = true);
        for (Stage stage : stages) {
            for (Source source : graph.sources(stage)) {
                checkSource(stage, source, built[stage.index()]);
            }
            for (Instruction instruction : stage.instructions()) {
                check(instruction, built[stage.index()]);
            }
        }
    }

    private void checkSource(Stage stage, Source source, boolean built) {
        if (source.word().indexOf('$') >= 0 && source.kind() == ImageUse.Kind.COPY) {
            report(
                    Code.FROM_VARIABLE,
                    true,
                    source.position(),
                    "variable expansion is not supported for --from, define a new stage with FROM"
                            + " using ARG from global scope as a workaround");
        } else if (source.isStage()) {
            if (source.stage() > stage.index()) {
                report(
                        Code.LATER_STAGE,
                        built,
                        source.position(),
                        (source.kind() == ImageUse.Kind.COPY
                                        ? "cannot copy from stage \""
                                        : "cannot mount from stage \"")
                                + source.word()
                                + "\", it needs to be defined before current stage \""
                                + stage.label()
                                + "\"");
            }
        } else if (GoNumbers.integer(source.word()).isPresent()) {
            checkNumber(source, built);
        } else {
            checkName(source, built);
        }
    }

    private void checkNumber(Source source, boolean built) {
        if (source.kind() == ImageUse.Kind.COPY) {
            report(
                    Code.UNDEFINED_STAGE,
                    true,
                    source.position(),
                    "invalid stage index " + GoNumbers.integer(source.word()).orElseThrow());
        } else {
            report(
                    Code.UNDEFINED_STAGE,
                    built,
                    source.position(),
                    "--mount=from takes the name of a stage or an image, not the number "
                            + source.word());
        }
    }

    private void checkName(Source source, boolean built) {
        String word = source.word();
        String hint = Suggestion.suffix(word, names, true);
        if (!hint.isEmpty()) {
            report(
                    Code.UNDEFINED_STAGE,
                    false,
                    source.position(),
                    "there is no stage \"" + word + "\"" + hint + ", so an image is looked for");
        }
        try {
            ImageReference.parse(word);
        } catch (InvalidReferenceException e) {
            report(
                    Code.UNDEFINED_STAGE,
                    built,
                    source.position(),
                    "failed to parse stage name \"" + word + "\": " + e.getMessage());
        }
    }

    private void check(Instruction instruction, boolean built) {
        switch (instruction.keyword()) {
            case ONBUILD -> checkTrigger(instruction);
            case RUN -> checkMounts(instruction, built);
            case STOPSIGNAL -> checkSignal(instruction, built);
            default -> {}
        }
    }

    private void checkTrigger(Instruction instruction) {
        try {
            InstructionRules.check(instruction.raw().trigger().orElseThrow());
        } catch (Fault e) {
            report(Code.INVALID_TRIGGER, false, e.position(), e.getMessage());
        }
    }

    private void checkMounts(Instruction instruction, boolean built) {
        for (Flag flag : instruction.flags()) {
            if (flag.name().equals("mount")) {
                try {
                    MountRules.check(flag);
                } catch (Fault e) {
                    report(Code.INVALID_MOUNT, built, e.position(), e.getMessage());
                }
            }
        }
    }

    private void checkSignal(Instruction instruction, boolean built) {
        String signal = instruction.words().get(0);
        if (signal.indexOf('$') < 0 && !Signals.isSignal(signal)) {
            Position position = instruction.argumentsSource().position(0);
            report(Code.INVALID_SIGNAL, built, position, "invalid signal: " + signal);
        }
    }

    private void report(Code code, boolean certain, Position position, String message) {
        problems.accept(new Problem(code, certain, position.line(), position.column(), message));
    }
}
