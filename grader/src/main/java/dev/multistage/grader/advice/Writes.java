package dev.multistage.grader.advice;

import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.context.TreeEntry;
import dev.multistage.grader.dockerfile.Keyword;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the steps of the final image are known to write. */
final class Writes {

    /**
     * Something written.
     *
     * @param path the file, or the directory that is filled
     * @param file whether it is certainly a single file
     * @param line the line that wrote it
     * @param step the step
     * @param bytes how many, -1 if unknown
     */
    record Write(String path, boolean file, int line, Step step, long bytes) {}

    private Writes() {}

    /** Returns what a step writes. */
    static List<Write> of(Reading reading, Step step) {
        if (step.is(Keyword.COPY) || step.is(Keyword.ADD)) {
            return copied(reading, step);
        }
        List<Write> writes = new ArrayList<>();
        for (Invocation command : step.commands()) {
            downloaded(step, command)
                    .filter(path -> !step.mountCovers(path))
                    .ifPresent(
                            path ->
                                    writes.add(
                                            new Write(
                                                    path,
                                                    !command.runs("git"),
                                                    command.span().line(),
                                                    step,
                                                    -1)));
            if (NodeModules.isInstall(command) && !command.conditional()) {
                String path = Paths.absolute(step.directory(), "node_modules");
                writes.add(new Write(path, false, command.span().line(), step, -1));
            }
        }
        writes.removeIf(write -> step.mayRemove(write.path()));
        return writes;
    }

    private static Optional<String> downloaded(Step step, Invocation command) {
        Optional<String> target =
                switch (command.program()) {
                    case "curl" ->
                            command.option(
                                            "-o",
                                            "--output",
                                            "-fsSLo",
                                            "-Lo",
                                            "-sLo",
                                            "-fLo",
                                            "-sSLo",
                                            "-fSLo",
                                            "-so")
                                    .or(command::output)
                                    .or(
                                            () ->
                                                    remoteName(
                                                            command,
                                                            "-O",
                                                            "-LO",
                                                            "-fsSLO",
                                                            "-sLO",
                                                            "-OL",
                                                            "--remote-name",
                                                            "-fLO",
                                                            "-fSLO"));
                    case "wget" ->
                            command.option("-O", "-qO", "--output-document", "-nv -O")
                                    .or(command::output)
                                    .or(() -> urlName(command));
                    case "git" ->
                            command.operand(0).equals("clone") ? clone(command) : Optional.empty();
                    default -> Optional.empty();
                };
        return target.filter(path -> !path.equals("-") && !path.startsWith("/dev/"))
                .map(path -> Paths.absolute(step.directory(), path))
                .filter(path -> !path.equals("/"));
    }

    private static Optional<String> remoteName(Invocation command, String... flags) {
        return command.has(flags) ? urlName(command) : Optional.empty();
    }

    private static Optional<String> urlName(Invocation command) {
        if (command.has("-qO-", "-O-", "-") || command.hasPrefix("-qO", "-O-")) {
            return Optional.empty();
        }
        return command.operands().stream()
                .filter(operand -> operand.known() && operand.value().contains("://"))
                .map(operand -> Paths.name(operand.value().replaceFirst("[?#].*", "")))
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    private static Optional<String> clone(Invocation command) {
        List<Invocation.Argument> operands = command.operands();
        if (operands.size() > 2
                && operands.get(operands.size() - 1).known()
                && !operands.get(operands.size() - 1).value().contains("://")) {
            return Optional.of(operands.get(operands.size() - 1).value());
        }
        return urlName(command).map(name -> name.replaceFirst("\\.git$", ""));
    }

    private static List<Write> copied(Reading reading, Step step) {
        List<Write> writes = new ArrayList<>();
        if (step.destination().isEmpty()) {
            return writes;
        }
        String to = step.destination().get();
        String written = step.instruction().destination().orElse("");
        boolean intoDirectory =
                written.endsWith("/")
                        || written.equals(".")
                        || written.endsWith("/.")
                        || step.sources().size() > 1
                        || to.equals("/");
        if (step.sources().isEmpty()) {
            return writes;
        }
        for (String source : step.sources()) {
            String name = Paths.name(source.replaceFirst("#.*", ""));
            boolean looksLikeFile = name.indexOf('.') > 0 || Step.isRemote(source);
            Optional<Long> size = size(reading, step, source);
            boolean pattern = source.matches(".*[*?\\[].*");
            boolean file = !pattern && (size.isPresent() || looksLikeFile);
            boolean named = intoDirectory && file;
            writes.add(
                    new Write(
                            named ? Paths.absolute(to, name) : to,
                            file,
                            step.line(),
                            step,
                            size.orElse(-1L)));
        }
        return writes;
    }

    private static Optional<Long> size(Reading reading, Step step, String source) {
        if (!step.readsContext() || reading.context().isEmpty()) {
            return Optional.empty();
        }
        String path = Paths.absolute("/", source).substring(1);
        return reading.context().get().included().stream()
                .filter(entry -> entry.kind() == TreeEntry.Kind.FILE && entry.path().equals(path))
                .map(TreeEntry::size)
                .findFirst();
    }

    /**
     * Whether a COPY of the build context certainly put something at a path in the image. Without
     * knowing the context only a file that is named is certain.
     */
    static boolean certainly(Reading reading, Write write, String path) {
        if (write.path().equals(path)) {
            return true;
        }
        if (write.file() || !Paths.within(path, write.path())) {
            return Paths.within(write.path(), path);
        }
        Optional<FilteredContext> context = reading.context();
        if (!write.step().readsContext() || write.step().sources().size() != 1) {
            return false;
        }
        String inside = path.substring(write.path().equals("/") ? 1 : write.path().length() + 1);
        if (context.isEmpty()) {
            // what a COPY . . brings and a later line deletes: names that tools do not make up
            return write.step().copiesWholeContext()
                    && inside.matches(
                            "(?:src|tests?|docs?|spec|examples?|\\.git|\\.github|\\.env)");
        }
        String source = Paths.absolute("/", write.step().sources().get(0));
        String wanted = Paths.absolute(source, inside).substring(1);
        return context.get().included().stream()
                .anyMatch(entry -> Paths.within(entry.path(), wanted));
    }
}
