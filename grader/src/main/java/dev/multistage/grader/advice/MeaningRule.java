package dev.multistage.grader.advice;

import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.dockerfile.Assignment;
import dev.multistage.grader.dockerfile.Expansion;
import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.dockerfile.Stage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** T21: lines that do not do what they look like, so that the program does not work. */
final class MeaningRule implements Rule {

    static final Topic VARIABLE =
            new Topic(
                    "T21",
                    "undefined-variable",
                    Weight.MISTAKE,
                    "A variable is not defined where it is used",
                    "Docker puts nothing in its place. An ARG before the first FROM is only for FROM"
                            + " lines; a stage sees it after an ARG line of its own.");

    static final Topic DIRECTORY =
            new Topic(
                    "T21",
                    "relative-workdir",
                    Weight.TIP,
                    "The working directory depends on the base image",
                    "A relative WORKDIR is added to whatever the base image set, and moves when the"
                            + " base does.");

    static final Topic LOST =
            new Topic(
                    "T21",
                    "lost-with-its-shell",
                    Weight.MISTAKE,
                    "The command has no effect",
                    "Every RUN starts a new shell: directories and variables of the last one are"
                            + " gone.");

    static final Topic SOURCE =
            new Topic(
                    "T21",
                    "copy-source-missing",
                    Weight.MISTAKE,
                    "COPY names a file that is not in the build context",
                    "The build stops there. COPY sees only what lies below the context's directory"
                            + " and what .dockerignore lets through.");

    @Override
    public List<Topic> topics() {
        return List.of(VARIABLE, DIRECTORY, LOST, SOURCE);
    }

    @Override
    public void judge(Reading reading, Notebook notebook) {
        for (Stage stage : reading.reachable()) {
            variables(reading, stage, notebook);
        }
        for (Step step : reading.all()) {
            lost(step, notebook);
            source(reading, step, notebook);
        }
        directory(reading, notebook);
    }

    private static void variables(Reading reading, Stage stage, Notebook notebook) {
        Set<String> globals = new HashSet<>();
        reading.dockerfile()
                .globalArgs()
                .forEach(i -> i.assignments().forEach(a -> globals.add(a.name())));
        Set<String> declared = new HashSet<>();
        for (Step step : reading.chain(stage)) {
            if (step.is(Keyword.ARG)) {
                step.instruction().assignments().stream()
                        .map(Assignment::name)
                        .forEach(declared::add);
            }
            if (!step.stage().equals(stage)) {
                continue;
            }
            boolean words =
                    step.is(Keyword.COPY)
                            || step.is(Keyword.ADD)
                            || step.is(Keyword.WORKDIR)
                            || step.is(Keyword.USER)
                            || step.is(Keyword.EXPOSE);
            for (String word : words ? step.instruction().words() : List.<String>of()) {
                for (String name : undefined(reading, word, step.variables())) {
                    boolean global = globals.contains(name);
                    boolean sure = global || reading.onScratch() && reading.ships(stage);
                    if (!declared.contains(name) && sure) {
                        notebook.note(
                                VARIABLE,
                                step.span(),
                                "$"
                                        + name
                                        + " is empty here"
                                        + (global
                                                ? ": its ARG stands before the first FROM."
                                                : "."),
                                global
                                        ? "Add ARG " + name + " to this stage, before this line."
                                        : "Define it with ARG or ENV in this stage.");
                    }
                }
            }
        }
    }

    private static Set<String> undefined(
            Reading reading, String word, Map<String, String> variables) {
        try {
            Expansion expansion = reading.dockerfile().expand(word, variables);
            return word.contains(":-")
                            || word.contains(":+")
                            || word.contains("-") && word.matches(".*\\$\\{[A-Za-z_0-9]+[-+?].*")
                    ? Set.of()
                    : expansion.undefined();
        } catch (IllegalArgumentException unreadable) {
            return Set.of();
        }
    }

    private static void lost(Step step, Notebook notebook) {
        if (!step.is(Keyword.RUN)
                || !step.complete()
                || step.commands().isEmpty()
                || step.instruction().jsonForm().isPresent()) {
            return;
        }
        boolean nothingElse =
                step.commands().stream().allMatch(c -> c.runs("cd", "export", "alias", "umask"));
        boolean cd = step.commands().stream().anyMatch(c -> c.runs("cd"));
        if (nothingElse) {
            notebook.note(
                    LOST,
                    step.span(),
                    "RUN " + step.commands().get(0).shown() + " ends with its shell.",
                    cd
                            ? "Use WORKDIR "
                                    + step.commands().get(0).operand(0)
                                    + ", or do it in the RUN that needs it."
                            : "Use ENV, or do it in the RUN that needs it.");
        }
    }

    private static void source(Reading reading, Step step, Notebook notebook) {
        Optional<FilteredContext> context = reading.context();
        if (context.isEmpty()
                || !step.readsContext()
                || step.instruction().trigger().isPresent()
                || step.instruction().flag("parents").isPresent()) {
            return;
        }
        for (int i = 0; i < step.sources().size(); i++) {
            String source = step.sources().get(i);
            if (source.matches(".*[*?\\[\\\\$].*")) {
                continue;
            }
            String path = Paths.absolute("/", source).substring(1);
            boolean there =
                    path.isEmpty()
                            || context.get().included().stream()
                                    .anyMatch(entry -> Paths.within(entry.path(), path));
            if (!there) {
                boolean ignored =
                        context.get().excluded().stream()
                                .anyMatch(excluded -> excluded.entry().path().equals(path));
                notebook.note(
                        SOURCE,
                        step.wordSpan(i),
                        source
                                + (ignored
                                        ? " is left out by "
                                                + context.get().ignoreFile().orElse(".dockerignore")
                                                + "."
                                        : " is not in the build context."),
                        ignored
                                ? "Take it out of the .dockerignore, or add a line !" + path + "."
                                : source.contains("..")
                                        ? "Paths cannot leave the context: build from the directory"
                                                + " above, with -f."
                                        : "Check the name against the directory that you build.");
            }
        }
    }

    private static void directory(Reading reading, Notebook notebook) {
        boolean absolute = false;
        for (Step step : reading.image(Keyword.WORKDIR)) {
            String path = step.instruction().words().get(0);
            boolean relative =
                    !path.startsWith("/") && !path.startsWith("$") && !path.matches("[A-Za-z]:.*");
            if (relative && !absolute) {
                notebook.note(
                        DIRECTORY,
                        step.span(),
                        "WORKDIR " + path + " is relative, and no absolute one stands before it.",
                        "Write WORKDIR /" + path.replaceFirst("^\\./", "") + ".");
            }
            absolute |= !relative;
        }
    }
}
