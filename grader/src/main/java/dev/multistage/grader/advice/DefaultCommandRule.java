package dev.multistage.grader.advice;

import dev.multistage.grader.dockerfile.ImageReference;
import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.dockerfile.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** T21: images that start nothing, or something else than their CMD and ENTRYPOINT look like. */
final class DefaultCommandRule implements Rule {

    static final Topic TWICE =
            new Topic(
                    "T21",
                    "command-overwritten",
                    Weight.IMPROVEMENT,
                    "Only the last of several counts",
                    "Docker keeps one CMD, ENTRYPOINT and HEALTHCHECK; earlier ones are dropped"
                            + " without a word.");

    static final Topic NOTHING =
            new Topic(
                    "T21",
                    "nothing-to-start",
                    Weight.MISTAKE,
                    "The image does not say what to start",
                    "scratch brings no CMD, so that docker run only answers \"no command specified\".");

    static final Topic ENVIRONMENT =
            new Topic(
                    "T21",
                    "node-env-missing",
                    Weight.TIP,
                    "NODE_ENV is not production",
                    "Express and many others then run in development mode: slower, and with stack"
                            + " traces in answers.");

    static final Topic DOUBLED =
            new Topic(
                    "T21",
                    "interpreter-named-twice",
                    Weight.MISTAKE,
                    "CMD names a program that the base starts already",
                    "Distroless images of a language have it as ENTRYPOINT, and CMD holds only its"
                            + " arguments: node node server.js.");

    @Override
    public List<Topic> topics() {
        return List.of(TWICE, NOTHING, ENVIRONMENT, DOUBLED);
    }

    @Override
    public void judge(Reading reading, Notebook notebook) {
        for (Stage stage : reading.reachable()) {
            twice(stage, notebook);
        }
        nothing(reading, notebook);
        node(reading, notebook);
        doubled(reading, notebook);
    }

    private static void twice(Stage stage, Notebook notebook) {
        Map<Keyword, Instruction> first = new HashMap<>();
        for (Instruction instruction : stage.instructions()) {
            Keyword keyword = instruction.keyword();
            boolean single =
                    keyword == Keyword.CMD
                            || keyword == Keyword.ENTRYPOINT
                            || keyword == Keyword.HEALTHCHECK;
            if (single) {
                Instruction earlier = first.put(keyword, instruction);
                if (earlier != null) {
                    notebook.note(
                            TWICE,
                            Step.span(earlier),
                            keyword
                                    + " of line "
                                    + earlier.startLine()
                                    + " is replaced by line "
                                    + instruction.startLine()
                                    + ".",
                            "Remove line " + earlier.startLine() + ".");
                }
            }
        }
    }

    private static void nothing(Reading reading, Notebook notebook) {
        boolean starts =
                reading.effective(Keyword.CMD).isPresent()
                        || reading.effective(Keyword.ENTRYPOINT).isPresent();
        if (reading.onScratch()
                && !starts
                && reading.image().stream().anyMatch(s -> !s.sources().isEmpty())) {
            notebook.note(
                    NOTHING,
                    Reading.baseSpan(reading.dockerfile().finalStage()),
                    "The final stage has neither CMD nor ENTRYPOINT.",
                    "Add ENTRYPOINT [\"/program\"] with the path that COPY wrote.");
        }
    }

    private static void doubled(Reading reading, Notebook notebook) {
        String base = reading.base().map(ImageReference::familiarName).orElse("");
        Optional<Step> command = reading.effective(Keyword.CMD);
        if (!base.startsWith("gcr.io/distroless/")
                || command.isEmpty()
                || reading.effective(Keyword.ENTRYPOINT).isPresent()) {
            return;
        }
        List<String> words = command.get().instruction().jsonForm().orElse(List.of());
        String program = words.isEmpty() ? "" : Paths.name(words.get(0));
        boolean twice =
                base.contains("/nodejs") && program.equals("node")
                        || base.contains("/python3") && program.matches("python3?")
                        || base.contains("/java") && program.equals("java");
        if (twice) {
            notebook.note(
                    DOUBLED,
                    command.get().span(),
                    base + " starts " + program + " itself.",
                    "Leave \"" + words.get(0) + "\" out of the list.");
        }
    }

    private static void node(Reading reading, Notebook notebook) {
        Optional<ImageReference> base = reading.base();
        boolean onNode =
                base.map(ImageReference::familiarName)
                        .filter(
                                name ->
                                        name.equals("node")
                                                || name.startsWith("gcr.io/distroless/nodejs"))
                        .isPresent();
        Optional<Step> start =
                reading.effective(Keyword.ENTRYPOINT).or(() -> reading.effective(Keyword.CMD));
        boolean server = reading.effective(Keyword.EXPOSE).isPresent() && start.isPresent();
        boolean set =
                reading.environment().containsKey("NODE_ENV")
                        || reading.image().stream()
                                .filter(s -> s.is(Keyword.CMD) || s.is(Keyword.ENTRYPOINT))
                                .anyMatch(s -> s.instruction().text().contains("NODE_ENV"));
        if (onNode && server && !set) {
            notebook.note(
                    ENVIRONMENT,
                    Reading.baseSpan(reading.dockerfile().finalStage()),
                    "The final stage does not set NODE_ENV.",
                    "Add ENV NODE_ENV=production to the final stage.");
        }
    }
}
