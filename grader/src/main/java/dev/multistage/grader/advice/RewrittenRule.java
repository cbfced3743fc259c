package dev.multistage.grader.advice;

import dev.multistage.grader.dockerfile.Keyword;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** T08: chmod, chown or mv in a RUN of its own stores every file a second time. */
final class RewrittenRule implements Rule {

    static final Topic TOPIC =
            new Topic(
                    "T08",
                    "rewritten-in-a-later-layer",
                    Weight.IMPROVEMENT,
                    "Files are stored twice to change their mode, owner or place",
                    "A layer cannot change a file of the layer below. It stores the whole file"
                            + " again, with the new owner or mode.");

    /** A script of a few lines is not worth a message, in bytes. */
    private static final long SMALL = 100_000;

    @Override
    public List<Topic> topics() {
        return List.of(TOPIC);
    }

    @Override
    public void judge(Reading reading, Notebook notebook) {
        List<Writes.Write> writes = new ArrayList<>();
        for (Step step : reading.image()) {
            if (step.is(Keyword.RUN)) {
                for (Invocation command : step.commands()) {
                    if (!command.conditional()) {
                        judge(step, command, writes, notebook);
                    }
                }
            }
            writes.addAll(Writes.of(reading, step));
        }
    }

    private static void judge(
            Step step, Invocation command, List<Writes.Write> writes, Notebook notebook) {
        boolean move = command.runs("mv");
        if (!move && !command.runs("chmod", "chown", "chgrp")) {
            return;
        }
        List<Invocation.Argument> operands = command.operands();
        boolean recursive =
                command.has("-R", "--recursive")
                        || command.arguments().stream()
                                .anyMatch(a -> a.value().matches("-[a-zA-Z]*R[a-zA-Z]*"));
        List<Invocation.Argument> paths =
                move
                        ? operands.subList(0, Math.max(0, operands.size() - 1))
                        : operands.subList(Math.min(1, operands.size()), operands.size());
        for (Invocation.Argument argument : paths) {
            if (!argument.known()) {
                continue;
            }
            String path = Paths.withoutPattern(Paths.absolute(step.directory(), argument.value()));
            Optional<Writes.Write> write =
                    writes.stream()
                            .filter(w -> rewrites(w, path, recursive || argument.pattern(), move))
                            .findFirst();
            if (write.isPresent() && !step.mountCovers(path)) {
                note(notebook, command, write.get(), path, move);
                return;
            }
        }
    }

    private static boolean rewrites(
            Writes.Write write, String path, boolean recursive, boolean move) {
        boolean all = recursive ? Paths.within(write.path(), path) : write.path().equals(path);
        if (!all || (!recursive && !move && !write.file())) {
            return false;
        }
        if (write.file() && !recursive) {
            boolean large = write.bytes() >= SMALL;
            boolean unknown = write.bytes() < 0 && !write.step().readsContext();
            return large || unknown;
        }
        return write.bytes() < 0 || write.bytes() >= SMALL;
    }

    private static void note(
            Notebook notebook, Invocation command, Writes.Write write, String path, boolean move) {
        boolean copy = !write.step().is(Keyword.RUN);
        String flag = command.runs("chmod") ? "--chmod" : "--chown";
        String next =
                move
                        ? copy
                                ? "Let line " + write.line() + " copy it to its final place."
                                : "Put the mv into the RUN of line " + write.line() + "."
                        : copy
                                ? "Add "
                                        + flag
                                        + "=… to line "
                                        + write.line()
                                        + " and drop this command."
                                : "Put the command into the RUN of line "
                                        + write.line()
                                        + ", or set USER before it.";
        notebook.note(
                TOPIC,
                command.span(),
                "\""
                        + command.shown()
                        + "\" stores again what line "
                        + write.line()
                        + " put into "
                        + (path.length() > write.path().length() ? path : write.path())
                        + ".",
                next);
    }
}
