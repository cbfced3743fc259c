package dev.multistage.grader.advice;

import dev.multistage.grader.dockerfile.BaseReference.Scratch;
import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.dockerfile.Stage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** T04 and T25: COPY --from takes a whole stage, or the directory that it was built in. */
final class WholeStageRule implements Rule {

    static final Topic TOPIC =
            new Topic(
                    "T04",
                    "whole-stage-copied",
                    Weight.MISTAKE,
                    "More than the result is copied from the builder",
                    "What was only needed to build comes along: sources, tests, packages for"
                            + " development, caches.");

    static final Topic FLAT =
            new Topic(
                    "T25",
                    "flattened-image",
                    Weight.MISTAKE,
                    "The whole file system is flattened into one layer",
                    "Nothing gets smaller but what was deleted before. Nobody can share, cache or"
                            + " explain the single layer, and the base's ENV, USER and CMD are lost.");

    static final Topic CONTEXT =
            new Topic(
                    "T04",
                    "whole-context-copied",
                    Weight.MISTAKE,
                    "The sources are copied into the image again",
                    "The program is built in another stage. What runs is its result; sources and"
                            + " tests beside it cost space and show your code.");

    /** Official images of languages that are not compiled, but for Node's, which often is. */
    private static final Set<String> INTERPRETED =
            Set.of("python", "pypy", "ruby", "jruby", "php", "perl");

    @Override
    public List<Topic> topics() {
        return List.of(TOPIC, CONTEXT, FLAT);
    }

    @Override
    public void judge(Reading reading, Notebook notebook) {
        context(reading, notebook);
        for (Step step : reading.image(Keyword.COPY)) {
            if (step.from().isEmpty()) {
                continue;
            }
            Optional<Stage> source = reading.source(step);
            for (String path : step.sources()) {
                judge(reading, notebook, step, source, Paths.absolute("/", path));
            }
        }
    }

    /** The final stage takes the whole context although another stage compiles it. */
    private static void context(Reading reading, Notebook notebook) {
        if (interpretsSources(reading)) {
            return;
        }
        Optional<Invocation> compiler =
                reading.all().stream()
                        .filter(step -> step.is(Keyword.RUN) && !reading.ships(step.stage()))
                        .flatMap(step -> step.commands().stream())
                        .filter(command -> Compilations.of(command).isPresent())
                        .filter(command -> !command.runs("make", "gcc", "g++", "cc"))
                        .findFirst();
        for (Step step : reading.image()) {
            if (compiler.isPresent() && step.copiesWholeContext()) {
                notebook.note(
                        CONTEXT,
                        step.span(),
                        "The final stage copies the whole context, which \""
                                + compiler.get().shown()
                                + "\" (line "
                                + compiler.get().span().line()
                                + ") already compiles.",
                        "COPY by name what the program reads when it runs, and --from the builder"
                                + " what it made.");
            }
        }
    }

    /**
     * A program in such a language is read from its sources when it runs; what another stage
     * compiles then are its pages and scripts for browsers, or a tool.
     */
    private static boolean interpretsSources(Reading reading) {
        boolean base =
                reading.base()
                        .filter(
                                image ->
                                        PublicImages.official(image)
                                                        && INTERPRETED.contains(
                                                                image.familiarName())
                                                || image.familiarName()
                                                        .startsWith("gcr.io/distroless/python"))
                        .isPresent();
        return base
                || reading.image().stream()
                        .filter(step -> step.is(Keyword.CMD) || step.is(Keyword.ENTRYPOINT))
                        .flatMap(step -> step.commands().stream())
                        .anyMatch(
                                command ->
                                        command.runs(
                                                "python",
                                                "python3",
                                                "gunicorn",
                                                "uvicorn",
                                                "flask",
                                                "ruby",
                                                "bundle",
                                                "rails",
                                                "puma",
                                                "php",
                                                "php-fpm",
                                                "perl"));
    }

    private void judge(
            Reading reading, Notebook notebook, Step step, Optional<Stage> source, String path) {
        if (path.equals("/") || path.equals("/*")) {
            boolean composed =
                    source.map(stage -> reading.dockerfile().chain(stage).get(0).base())
                            .filter(Scratch.class::isInstance)
                            .isPresent();
            if (!composed) {
                root(reading, notebook, step);
            }
            return;
        }
        if (source.isEmpty()) {
            return;
        }
        if (path.equals("/root") && usesTools(reading, source.get())) {
            notebook.note(
                    TOPIC,
                    step.span(),
                    "The whole home directory /root of the stage \""
                            + source.get().label()
                            + "\" is copied, with what tools keep in it.",
                    "Copy only what the program uses, for example /root/.local.");
            return;
        }
        Optional<String> inputs = inputs(reading, source.get(), path);
        if (inputs.isPresent()) {
            notebook.note(
                    TOPIC,
                    step.span(),
                    path
                            + " is where the stage \""
                            + source.get().label()
                            + "\" builds: "
                            + inputs.get(),
                    "Copy the result only, for example --from="
                            + step.from().get()
                            + " "
                            + (path.endsWith("/") ? path : path + "/")
                            + "<what was built>.");
        }
    }

    private void root(Reading reading, Notebook notebook, Step step) {
        boolean flat = reading.onScratch() && step.destination().filter("/"::equals).isPresent();
        notebook.note(
                flat ? FLAT : TOPIC,
                step.span(),
                flat
                        ? "Everything in \""
                                + step.from().get()
                                + "\" becomes one layer on scratch."
                        : "The whole file system of \"" + step.from().get() + "\" is copied.",
                flat
                        ? "Start the final stage from the small base image itself and copy only the"
                                + " program."
                        : "Name the files or the directory that the program needs.");
    }

    private static boolean usesTools(Reading reading, Stage source) {
        return reading.chain(source).stream()
                .flatMap(step -> step.commands().stream())
                .anyMatch(
                        command ->
                                Compilations.of(command).isPresent()
                                        || command.runs(
                                                "pip", "pip3", "npm", "yarn", "poetry", "uv"));
    }

    /** Says what a directory of a stage holds that is only good for building. */
    private static Optional<String> inputs(Reading reading, Stage source, String path) {
        List<Step> steps = reading.chain(source);
        Optional<Step> sources =
                steps.stream()
                        .filter(Step::copiesWholeContext)
                        .filter(s -> s.destination().filter(d -> Paths.within(d, path)).isPresent())
                        .findFirst()
                        .or(() -> steps.stream().filter(s -> copiesSources(s, path)).findFirst());
        if (sources.isEmpty() || tidied(steps, path)) {
            return Optional.empty();
        }
        Optional<Invocation> compiler =
                steps.stream()
                        .filter(step -> step.is(Keyword.RUN))
                        .flatMap(step -> step.commands().stream())
                        .filter(command -> Compilations.of(command).isPresent())
                        .findFirst();
        if (compiler.isPresent()) {
            return Optional.of(
                    "it holds the sources (line "
                            + sources.get().line()
                            + ") beside what \""
                            + compiler.get().shown()
                            + "\" (line "
                            + compiler.get().span().line()
                            + ") made of them.");
        }
        return NodeModules.of(reading, source)
                .filter(NodeModules::development)
                .filter(modules -> NodeModules.mayDeclareDevelopment(reading))
                .map(
                        modules ->
                                "it holds packages for development, installed by line "
                                        + modules.command().span().line()
                                        + ".");
    }

    private static boolean copiesSources(Step step, String path) {
        return step.readsContext()
                && step.sources().stream()
                        .map(source -> Paths.absolute("/", source))
                        .anyMatch(source -> source.matches("/(src|lib|cmd|internal|pkg|app)"))
                && step.destination().filter(to -> Paths.within(to, path)).isPresent();
    }

    /** Whether the stage deletes in the directory what it no longer needs. */
    private static boolean tidied(List<Step> steps, String path) {
        return steps.stream()
                .filter(step -> step.is(Keyword.RUN))
                .anyMatch(
                        step ->
                                !step.complete()
                                        || step.commands().stream()
                                                .flatMap(
                                                        command ->
                                                                Removals.paths(
                                                                        command, step.directory())
                                                                        .stream())
                                                .anyMatch(
                                                        removed ->
                                                                Paths.within(removed, path)
                                                                        && !removed.contains(
                                                                                "node_modules")
                                                                        && !removed.contains(
                                                                                "/.")));
    }
}
