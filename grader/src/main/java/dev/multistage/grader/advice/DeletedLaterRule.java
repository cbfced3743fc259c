package dev.multistage.grader.advice;

import dev.multistage.grader.advice.PackageCommand.Action;
import dev.multistage.grader.dockerfile.Keyword;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** T07: a later line deletes what an earlier one wrote, and the image gets no smaller. */
final class DeletedLaterRule implements Rule {

    static final Topic TOPIC =
            new Topic(
                    "T07",
                    "deleted-in-a-later-layer",
                    Weight.MISTAKE,
                    "Deleting in a later layer frees nothing",
                    "Each instruction adds a layer on top. A layer can hide what lies below it, but"
                            + " its bytes are stored and downloaded all the same.");

    @Override
    public List<Topic> topics() {
        return List.of(TOPIC);
    }

    @Override
    public void judge(Reading reading, Notebook notebook) {
        List<Step> before = new ArrayList<>();
        List<Writes.Write> written = new ArrayList<>();
        for (Step step : reading.image()) {
            if (step.is(Keyword.RUN)) {
                for (Invocation command : step.commands()) {
                    caches(before, step, command, notebook);
                    packages(before, command, notebook);
                    files(reading, written, step, command, notebook);
                    prune(before, command, notebook);
                    toolchain(reading, step, command, notebook);
                }
            }
            before.add(step);
            written.addAll(Writes.of(reading, step));
        }
    }

    private static void note(
            Notebook notebook, Invocation command, int writer, String what, String next) {
        notebook.note(
                TOPIC,
                command.span(),
                what
                        + " written by line "
                        + writer
                        + " and deleted by line "
                        + command.span().line()
                        + ", which takes nothing out of the image.",
                next);
    }

    private static void caches(
            List<Step> before, Step step, Invocation command, Notebook notebook) {
        for (Step earlier : before) {
            for (Invocation writer : earlier.commands()) {
                Optional<Caches.Cache> cache =
                        earlier.is(Keyword.RUN) && !writer.conditional()
                                ? Caches.left(earlier, writer)
                                : Optional.empty();
                if (cache.isPresent()
                        && command.allKnown()
                        && Caches.empties(command, step.directory(), cache.get())) {
                    note(
                            notebook,
                            command,
                            writer.span().line(),
                            cache.get().path() + " was",
                            "Delete it in the RUN of line "
                                    + writer.span().line()
                                    + ": "
                                    + cache.get().next());
                } else if (cache.isPresent()
                        && cache.get().tool().equals("apt")
                        && isClean(command)) {
                    notebook.note(
                            TOPIC,
                            command.span(),
                            "\""
                                    + command.shown()
                                    + "\" runs in a later layer than the installation (line "
                                    + writer.span().line()
                                    + "), so it takes nothing out of the image.",
                            "Put it into the RUN of line "
                                    + writer.span().line()
                                    + ", and add rm -rf /var/lib/apt/lists/* there.");
                }
            }
        }
    }

    private static boolean isClean(Invocation command) {
        return PackageCommand.of(command)
                .filter(found -> found.manager() == PackageCommand.Manager.APT)
                .filter(found -> found.action() == Action.CLEAN)
                .isPresent();
    }

    private static void packages(List<Step> before, Invocation command, Notebook notebook) {
        Optional<PackageCommand> removal =
                PackageCommand.of(command).filter(found -> found.action() == Action.REMOVE);
        if (removal.isEmpty()) {
            return;
        }
        for (Step earlier : before) {
            for (Invocation writer : earlier.commands()) {
                Optional<PackageCommand> install =
                        PackageCommand.of(writer)
                                .filter(found -> found.action() == Action.INSTALL)
                                .filter(found -> found.manager() == removal.get().manager())
                                .filter(found -> overlaps(found, removal.get()));
                if (install.isPresent()) {
                    note(
                            notebook,
                            command,
                            writer.span().line(),
                            "The packages of \"" + command.shown() + "\" were",
                            "Install, use and remove them in one RUN, or do what needs them in a"
                                    + " stage of its own.");
                }
            }
        }
    }

    private static boolean overlaps(PackageCommand install, PackageCommand removal) {
        return removal.packages().stream()
                .anyMatch(
                        name ->
                                install.packages().contains(name)
                                        || install.virtual().filter(name::equals).isPresent());
    }

    private static void files(
            Reading reading,
            List<Writes.Write> written,
            Step step,
            Invocation command,
            Notebook notebook) {
        if (!command.runs("rm", "find")) {
            return;
        }
        for (String removed : Removals.paths(command, step.directory())) {
            for (Writes.Write write : written) {
                if (Writes.certainly(reading, write, removed)
                        && !step.mountCovers(removed)
                        && !madeBefore(step, command, removed)) {
                    note(
                            notebook,
                            command,
                            write.line(),
                            (command.runs("find") ? "What lies in " + removed : removed) + " was",
                            write.step().is(Keyword.RUN)
                                    ? "Delete it in the RUN of line "
                                            + write.line()
                                            + ", or do the work in a stage of its own."
                                    : "Do not copy it in: take it out with .dockerignore, copy"
                                            + " only what is needed, or use RUN"
                                            + " --mount=type=bind to read it.");
                }
            }
        }
    }

    /** Whether the same step makes the path before it deletes it. */
    private static boolean madeBefore(Step step, Invocation removal, String path) {
        String name = Paths.name(path);
        for (Invocation command : step.commands()) {
            if (command.equals(removal)) {
                return false;
            }
            boolean makes =
                    !command.runs(
                            "rm", "cd", "echo", "test", "[", "chmod", "chown", "tar", "unzip",
                            "dpkg", "sh", "bash", "pip", "apt-get");
            if (makes
                    && command.arguments().stream()
                            .anyMatch(argument -> Paths.name(argument.value()).equals(name))) {
                return true;
            }
        }
        return false;
    }

    /** What the base image brought is in its layers for good. */
    private static void toolchain(
            Reading reading, Step step, Invocation command, Notebook notebook) {
        boolean brought = reading.base().flatMap(PublicImages::toolchain).isPresent();
        for (String removed : Removals.paths(command, step.directory())) {
            if (brought && BuildToolsRule.HOMES.contains(removed) && !step.mountCovers(removed)) {
                note(
                        notebook,
                        command,
                        reading.bottom().startLine(),
                        removed + " was",
                        "Start a second stage from a small base image, and COPY --from this one"
                                + " only what was built.");
            }
        }
    }

    private static void prune(List<Step> before, Invocation command, Notebook notebook) {
        if (!NodeModules.isPrune(command)) {
            return;
        }
        for (Step earlier : before) {
            boolean copied =
                    earlier.from().isPresent()
                            && earlier.sources().stream()
                                    .anyMatch(path -> Paths.name(path).equals("node_modules"));
            if (copied) {
                note(
                        notebook,
                        command,
                        earlier.line(),
                        "Packages for development were",
                        "Prune in the stage that they come from, and copy node_modules afterwards.");
            }
            for (Invocation writer : earlier.commands()) {
                if (NodeModules.isInstall(writer)) {
                    note(
                            notebook,
                            command,
                            writer.span().line(),
                            "Packages for development were",
                            "Install with npm ci --omit=dev, or build in a stage of its own and"
                                    + " COPY --from it the pruned node_modules.");
                }
            }
        }
    }
}
