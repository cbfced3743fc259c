package dev.multistage.grader.advice;

import dev.multistage.grader.advice.Compilations.Language;
import dev.multistage.grader.dockerfile.ImageReference;
import dev.multistage.grader.dockerfile.Keyword;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** T03: the program is compiled in a stage that ships, and the compiler is still there. */
final class SingleStageRule implements Rule {

    static final Topic TOPIC =
            new Topic(
                    "T03",
                    "built-where-it-runs",
                    Weight.MISTAKE,
                    "The program is built in the stage that ships",
                    "The compiler, its caches and the sources travel to every machine that runs the"
                            + " program, and nothing there uses them.");

    @Override
    public List<Topic> topics() {
        return List.of(TOPIC);
    }

    @Override
    public void judge(Reading reading, Notebook notebook) {
        for (Step step : reading.image(Keyword.RUN)) {
            if (step.instruction().mounts().stream().anyMatch(mount -> mount.from().isPresent())) {
                continue;
            }
            for (Invocation command : step.commands()) {
                Optional<Language> language = Compilations.of(command);
                if (language.isPresent() && toolsStay(reading, step, language.get())) {
                    note(reading, notebook, step, command, language.get());
                    return;
                }
            }
        }
    }

    private void note(
            Reading reading, Notebook notebook, Step step, Invocation command, Language language) {
        boolean inherited = !step.stage().equals(reading.dockerfile().finalStage());
        int from = reading.dockerfile().finalStage().startLine();
        notebook.note(
                TOPIC,
                command.span(),
                "\""
                        + command.shown()
                        + "\" runs in a stage whose layers all ship"
                        + (inherited ? ": the final stage (line " + from + ") stands on it" : "")
                        + ", so "
                        + language.leaves()
                        + (language == Language.JAVASCRIPT || language == Language.JAVA
                                ? " are in the image."
                                : " is in the image."),
                inherited
                        ? "Give line "
                                + from
                                + " a small base image of its own and COPY --from this stage only"
                                + " what it built."
                        : "Name this stage (FROM … AS build), begin a second one with a small base"
                                + " image behind it, and COPY --from=build only what was built.");
    }

    private static boolean toolsStay(Reading reading, Step step, Language language) {
        if (language == Language.JAVASCRIPT) {
            return NodeModules.of(reading, step.stage())
                    .map(NodeModules::development)
                    .orElse(false);
        }
        Optional<ImageReference> base = reading.base();
        boolean brought =
                base.flatMap(PublicImages::toolchain).isPresent()
                        || (language == Language.C
                                && base.map(PublicImages::fullVariant).orElse(false));
        return brought || installed(reading, language);
    }

    private static boolean installed(Reading reading, Language language) {
        Set<String> removed = BuildToolsRule.removedLater(reading);
        return reading.image(Keyword.RUN).stream()
                .anyMatch(
                        step ->
                                BuildTools.left(step).stream()
                                        .filter(
                                                found ->
                                                        found.command()
                                                                .virtual()
                                                                .filter(removed::contains)
                                                                .isEmpty())
                                        .flatMap(found -> found.packages().stream())
                                        .filter(name -> !removed.contains(name))
                                        .anyMatch(name -> compiles(name, language)));
    }

    private static boolean compiles(String name, Language language) {
        return switch (language) {
            case GO -> name.matches("go|golang.*");
            case RUST -> name.matches("rust.*|cargo.*");
            case JAVA -> name.matches("maven|gradle|.*jdk.*");
            case C -> name.matches("build-essential|build-base|gcc.*|g\\+\\+.*|clang.*|alpine-sdk");
            case DOTNET -> name.startsWith("dotnet");
            case JAVASCRIPT -> false;
        };
    }
}
