package dev.multistage.grader.advice;

import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.dockerfile.Problem;
import dev.multistage.grader.dockerfile.Stage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** T20: stages that nothing uses, that use each other wrongly, or that there are not. */
final class StageUseRule implements Rule {

    static final Topic UNUSED =
            new Topic(
                    "T20",
                    "unused-stage",
                    Weight.TIP,
                    "A stage contributes nothing to the image",
                    "BuildKit does not even run it. A result that was meant to be copied is missing,"
                            + " or the lines can go.");

    static final Topic UNKNOWN =
            new Topic(
                    "T20",
                    "unknown-stage",
                    Weight.MISTAKE,
                    "A stage is named that there is not",
                    "Docker then looks for an image of this name, or stops.");

    static final Topic OWN =
            new Topic(
                    "T20",
                    "copied-from-own-base",
                    Weight.IMPROVEMENT,
                    "A stage copies from the stage that it stands on",
                    "All files of that stage are there already; the copy stores them again.");

    private static final Set<Problem.Code> STAGES =
            Set.of(
                    Problem.Code.UNDEFINED_STAGE,
                    Problem.Code.LATER_STAGE,
                    Problem.Code.CIRCULAR_STAGES,
                    Problem.Code.DUPLICATE_STAGE,
                    Problem.Code.FROM_VARIABLE);

    @Override
    public List<Topic> topics() {
        return List.of(UNUSED, UNKNOWN, OWN);
    }

    @Override
    public void judge(Reading reading, Notebook notebook) {
        Dockerfile dockerfile = reading.dockerfile();
        for (Problem problem : dockerfile.problems()) {
            if (STAGES.contains(problem.code())) {
                notebook.note(
                        UNKNOWN,
                        new Span(
                                problem.line(),
                                problem.column(),
                                problem.line(),
                                Math.max(
                                        problem.column(),
                                        dockerfile.line(problem.line()).length() + 1)),
                        problem.message() + ".",
                        "Name a stage that stands further up: "
                                + names(dockerfile, problem.line())
                                + ".");
            }
        }
        for (Stage stage : dockerfile.stages()) {
            boolean unused = !notebook.has(UNKNOWN) && !reading.reachable().contains(stage);
            if (unused && !targeted(dockerfile, stage)) {
                notebook.note(
                        UNUSED,
                        Reading.baseSpan(stage),
                        "The stage \""
                                + stage.label()
                                + "\" (lines "
                                + stage.startLine()
                                + " to "
                                + stage.endLine()
                                + ") is not reached from the final stage.",
                        "COPY --from="
                                + stage.label()
                                + " what it makes, or remove it. If you build it with --target, say"
                                + " so in a comment: # docker build --target "
                                + stage.label()
                                + ".");
            }
        }
        for (Step step : reading.image(Keyword.COPY)) {
            Optional<Stage> source = reading.source(step);
            if (source.isPresent()
                    && !source.get().equals(step.stage())
                    && dockerfile.chain(step.stage()).contains(source.get())) {
                notebook.note(
                        OWN,
                        step.span(),
                        "The stage of line "
                                + step.stage().startLine()
                                + " stands on \""
                                + source.get().label()
                                + "\" and copies from it.",
                        "Give the stage a small base image of its own in line "
                                + step.stage().startLine()
                                + ", or drop the COPY.");
            }
        }
    }

    private static String names(Dockerfile dockerfile, int line) {
        List<String> names =
                dockerfile.stages().stream()
                        .filter(stage -> stage.endLine() < line)
                        .map(stage -> stage.name().orElse(String.valueOf(stage.index())))
                        .limit(8)
                        .toList();
        return names.isEmpty() ? "there is none yet, move it up" : String.join(", ", names);
    }

    /** Whether a comment says that the stage, or one on top of it, is built on purpose. */
    private static boolean targeted(Dockerfile dockerfile, Stage stage) {
        for (Stage other : dockerfile.stages()) {
            boolean on = dockerfile.reachable(other).contains(stage) && other.name().isPresent();
            if (on) {
                Pattern target =
                        Pattern.compile(
                                "(?i)#.*(?:--target[ =]|target:\\s*)\"?"
                                        + Pattern.quote(other.name().get())
                                        + "\\b");
                for (int line = 1; line <= dockerfile.lines(); line++) {
                    String text = dockerfile.line(line);
                    if (text.indexOf('#') >= 0 && target.matcher(text).find()) {
                        return true;
                    }
                }
            }
        }
        return stage.instructions().stream()
                .map(Instruction::keyword)
                .anyMatch(keyword -> keyword == Keyword.ONBUILD);
    }
}
