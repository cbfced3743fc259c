package dev.multistage.grader.advice;

import dev.multistage.grader.advice.PackageCommand.Action;
import dev.multistage.grader.advice.PackageCommand.Manager;
import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.dockerfile.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** T19: an edit of the sources makes the build install everything again. */
final class CacheOrderRule implements Rule {

    static final Topic ORDER =
            new Topic(
                    "T19",
                    "sources-before-dependencies",
                    Weight.IMPROVEMENT,
                    "Every edit installs all dependencies again",
                    "A step is taken from the cache only if all that was copied before it is the"
                            + " same as last time.");

    static final Topic STAMP =
            new Topic(
                    "T19",
                    "stamp-before-dependencies",
                    Weight.IMPROVEMENT,
                    "A value that changes with every build stands before the installation",
                    "Every RUN behind an ARG sees it, and runs again when its value changes.");

    static final Topic ALONE =
            new Topic(
                    "T19",
                    "update-alone",
                    Weight.IMPROVEMENT,
                    "The package lists are fetched in a step of their own",
                    "The step is cached: a package that is added to the next line weeks later is"
                            + " looked up in old lists, and may not be found.");

    private static final Pattern STAMPS =
            Pattern.compile(
                    "(?:.*_)?(?:BUILD_DATE|BUILD_TIME|BUILD_NUMBER|BUILD_ID|GIT_SHA|GIT_COMMIT|COMMIT_SHA"
                            + "|COMMIT|VCS_REF|SOURCE_DATE|CACHEBUST|CACHE_BUST)");

    private static final java.util.Set<String> COMPILES = java.util.Set.of("go", "cargo", "maven");

    @Override
    public List<Topic> topics() {
        return List.of(ORDER, STAMP, ALONE);
    }

    @Override
    public void judge(Reading reading, Notebook notebook) {
        for (Stage stage : reading.reachable()) {
            order(reading, stage, notebook);
        }
        for (Step step : reading.all()) {
            if (step.is(Keyword.RUN)) {
                alone(step, notebook);
            }
        }
    }

    private static void order(Reading reading, Stage stage, Notebook notebook) {
        Optional<Step> copied = Optional.empty();
        Optional<Step> stamp = Optional.empty();
        List<String> installed = new ArrayList<>();
        for (Step step : reading.chain(stage)) {
            if (copiesSources(step) && copied.isEmpty()) {
                copied = Optional.of(step);
            }
            if (step.is(Keyword.ARG) && stamp.isEmpty() && isStamp(step)) {
                stamp = Optional.of(step);
            }
            if (!step.is(Keyword.RUN)) {
                continue;
            }
            for (Invocation command : step.commands()) {
                Optional<Manifest> manifest =
                        command.conditional()
                                ? Optional.empty()
                                : Manifest.of(reading, step, command);
                if (manifest.isPresent()
                        && cached(step)
                        && COMPILES.contains(manifest.get().tool())) {
                    continue;
                }
                if (manifest.isEmpty() || installed.contains(manifest.get().tool())) {
                    continue;
                }
                installed.add(manifest.get().tool());
                boolean needsSources = COMPILES.contains(manifest.get().tool());
                copied.filter(copy -> copy.copiesWholeContext() || !needsSources)
                        .ifPresent(copy -> note(notebook, copy, command, manifest.get()));
                if (copied.isEmpty()) {
                    stamp.ifPresent(argument -> note(notebook, argument, command));
                }
            }
        }
    }

    private static void note(Notebook notebook, Step copy, Invocation command, Manifest manifest) {
        notebook.note(
                ORDER,
                copy.span(),
                "Line "
                        + copy.line()
                        + (copy.copiesWholeContext()
                                ? " copies everything"
                                : " copies " + String.join(", ", copy.sources()))
                        + " before \""
                        + command.shown()
                        + "\" (line "
                        + command.span().line()
                        + "), so an edit there runs it again.",
                "Copy "
                        + manifest.files()
                        + " first, "
                        + manifest.step()
                        + ", and copy the rest after it.");
    }

    private static void note(Notebook notebook, Step argument, Invocation command) {
        notebook.note(
                STAMP,
                argument.span(),
                argument.instruction().joined().strip()
                        + " stands before \""
                        + command.shown()
                        + "\" (line "
                        + command.span().line()
                        + ").",
                "Move it below line "
                        + command.span().line()
                        + ", together with the lines that use it.");
    }

    private static boolean isStamp(Step step) {
        return step.instruction().assignments().stream()
                .anyMatch(assignment -> STAMPS.matcher(assignment.name()).matches());
    }

    /** What is copied here changes with the work on the project. */
    private static boolean copiesSources(Step step) {
        return step.copiesWholeContext()
                || step.readsContext()
                        && step.sources().stream()
                                .allMatch(
                                        path ->
                                                path.matches(
                                                        "(?:\\./)?(?:src|tests?|docs|README(?:\\.md)?|CHANGELOG(?:\\.md)?)/?"));
    }

    /**
     * A cache mount keeps what these download, and more is not to be had: they need the sources.
     */
    private static boolean cached(Step step) {
        return step.instruction().mounts().stream().anyMatch(m -> m.type().equals("cache"));
    }

    private static void alone(Step step, Notebook notebook) {
        List<PackageCommand> commands =
                step.commands().stream().map(PackageCommand::of).flatMap(Optional::stream).toList();
        boolean update =
                commands.stream()
                        .anyMatch(c -> c.manager() == Manager.APT && c.action() == Action.UPDATE);
        boolean alone =
                commands.stream()
                        .allMatch(c -> c.action() == Action.UPDATE || c.action() == Action.CLEAN);
        boolean cacheMount = step.hasCacheMount("/var/lib/apt");
        if (update
                && alone
                && step.complete()
                && !cacheMount
                && step.commands().size() == commands.size()) {
            notebook.note(
                    ALONE,
                    commands.get(0).invocation().span(),
                    "\"" + commands.get(0).invocation().shown() + "\" installs nothing in its RUN.",
                    "Write RUN apt-get update && apt-get install -y --no-install-recommends … && rm"
                            + " -rf /var/lib/apt/lists/*");
        }
    }
}
