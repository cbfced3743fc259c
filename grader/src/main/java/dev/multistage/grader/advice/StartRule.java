package dev.multistage.grader.advice;

import dev.multistage.grader.context.TreeEntry;
import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.dockerfile.ShellScript;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** T23 and T24: what happens when the container starts and stops. */
final class StartRule implements Rule {

    static final Topic FETCHES =
            new Topic(
                    "T23",
                    "fetches-at-start",
                    Weight.MISTAKE,
                    "The container downloads or builds when it starts",
                    "The image is small because the program is not in it. Every start takes the"
                            + " time, needs the network, and may get something else.");

    static final Topic SHELL =
            new Topic(
                    "T24",
                    "shell-form",
                    Weight.IMPROVEMENT,
                    "A shell or package manager is process 1",
                    "docker stop sends SIGTERM to process 1 only. The program may never hear of it,"
                            + " and is killed ten seconds later.");

    static final Topic NO_SHELL =
            new Topic(
                    "T24",
                    "shell-form-without-shell",
                    Weight.MISTAKE,
                    "The shell form is used where there is no shell",
                    "Docker starts /bin/sh -c for it, which this base does not have.");

    static final Topic IGNORED =
            new Topic(
                    "T24",
                    "command-ignored",
                    Weight.IMPROVEMENT,
                    "ENTRYPOINT in shell form ignores CMD",
                    "The shell form takes no arguments: neither CMD nor those of docker run arrive.");

    private static final Set<String> INITS = Set.of("tini", "dumb-init", "catatonit", "s6-svscan");
    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash");

    @Override
    public List<Topic> topics() {
        return List.of(FETCHES, SHELL, NO_SHELL, IGNORED);
    }

    @Override
    public void judge(Reading reading, Notebook notebook) {
        Optional<Step> entrypoint = reading.effective(Keyword.ENTRYPOINT);
        Optional<Step> command = reading.effective(Keyword.CMD);
        boolean init =
                entrypoint.stream()
                        .flatMap(step -> step.commands().stream())
                        .anyMatch(call -> INITS.contains(call.program()));
        for (Optional<Step> found : List.of(entrypoint, command)) {
            if (found.isPresent()) {
                fetches(reading, found.get(), notebook);
                boolean argument = found.equals(command) && entrypoint.isPresent();
                form(reading, found.get(), init, argument, notebook);
            }
        }
        boolean ignored =
                entrypoint.isPresent()
                        && command.isPresent()
                        && entrypoint.get().instruction().jsonForm().isEmpty();
        if (ignored) {
            notebook.note(
                    IGNORED,
                    command.get().span(),
                    "CMD of line "
                            + command.get().line()
                            + " never reaches the ENTRYPOINT of line "
                            + entrypoint.get().line()
                            + ".",
                    "Write the ENTRYPOINT as a JSON list.");
        }
    }

    private static void form(
            Reading reading, Step step, boolean init, boolean argument, Notebook notebook) {
        Instruction instruction = step.instruction();
        boolean noShell =
                (reading.onScratch() || reading.base().filter(PublicImages::shellLess).isPresent())
                        && reading.image(Keyword.COPY).stream()
                                .noneMatch(
                                        copy ->
                                                copy.instruction().text().contains("busybox")
                                                        || copy.destination()
                                                                .filter(
                                                                        to ->
                                                                                to.startsWith(
                                                                                                "/bin")
                                                                                        || to
                                                                                                .equals(
                                                                                                        "/"))
                                                                .isPresent());
        if (instruction.jsonForm().isEmpty()) {
            boolean replaces = instruction.arguments().strip().startsWith("exec ");
            if (noShell) {
                notebook.note(
                        NO_SHELL,
                        step.span(),
                        instruction.keyword() + " stands in shell form, and there is no /bin/sh.",
                        "Write a JSON list: "
                                + instruction.keyword()
                                + " [\"program\", \"argument\"].");
            } else if (!replaces && !argument && !init) {
                notebook.note(
                        SHELL,
                        step.span(),
                        instruction.keyword() + " in shell form: /bin/sh -c starts the program.",
                        "Write a JSON list with double quotes: "
                                + instruction.keyword()
                                + " [\"program\", \"argument\"].");
            }
            return;
        }
        List<String> words = instruction.jsonForm().get();
        if (words.isEmpty() || init || argument) {
            return;
        }
        String program = Paths.name(words.get(0));
        boolean script =
                SHELLS.contains(program)
                        && words.size() > 2
                        && words.get(1).endsWith("c")
                        && !words.get(2).contains("exec ");
        boolean manager =
                Set.of("npm", "yarn", "pnpm", "npx").contains(program) && words.size() > 1;
        if (script || manager) {
            notebook.note(
                    SHELL,
                    step.span(),
                    script
                            ? program + " -c is process 1."
                            : program + " is process 1 and starts the program through a shell.",
                    script
                            ? "Name the program itself in the list, or put exec before it."
                            : "Name the program itself: [\"node\", \"server.js\"] instead of "
                                    + program
                                    + ".");
        }
    }

    private static void fetches(Reading reading, Step step, Notebook notebook) {
        List<Invocation> commands = step.commands();
        Optional<String> found =
                commands.stream()
                        .map(StartRule::fetch)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .or(() -> inScript(reading, step));
        found.ifPresent(
                what ->
                        notebook.note(
                                FETCHES,
                                step.span(),
                                "At every start the container runs " + what + ".",
                                "Do it in a RUN line, and start only the finished program."));
    }

    private static Optional<String> fetch(Invocation command) {
        String first = command.operand(0);
        boolean fetches =
                switch (command.program()) {
                    case "npm", "yarn", "pnpm" ->
                            NodeModules.isInstall(command)
                                    || Compilations.of(command).isPresent()
                                    || List.of("exec", "dlx").contains(first);
                    case "npx" ->
                            !command.has("--no-install", "--no", "--offline")
                                    && Compilations.of(command).isPresent();
                    case "pip", "pip3" -> first.equals("install");
                    case "python", "python3" ->
                            first.equals("pip") && command.operand(1).equals("install");
                    case "apt-get", "apt", "apk", "dnf", "yum" ->
                            PackageCommand.of(command)
                                    .filter(c -> c.action() != PackageCommand.Action.OTHER)
                                    .isPresent();
                    case "go" -> List.of("run", "build", "mod", "install").contains(first);
                    case "cargo" -> List.of("run", "build", "install").contains(first);
                    case "mvn", "mvnw", "gradle", "gradlew" -> true;
                    case "tsc" -> true;
                    case "git" -> List.of("clone", "pull", "fetch").contains(first);
                    case "bundle", "composer" -> first.equals("install");
                    case "curl", "wget" -> downloads(command);
                    default -> false;
                };
        return fetches ? Optional.of("\"" + command.shown() + "\"") : Optional.empty();
    }

    private static boolean downloads(Invocation command) {
        return command.arguments().stream()
                .map(Invocation.Argument::value)
                .anyMatch(
                        value ->
                                value.matches("https?://.*")
                                        && !value.matches(
                                                "https?://(?:localhost|127\\.|0\\.0\\.0\\.0|\\[::1\\]|[a-z0-9_-]+(?:[:/]|$)).*"));
    }

    /** Looks into a script of the build context that the image starts. */
    private static Optional<String> inScript(Reading reading, Step start) {
        if (reading.context().isEmpty()) {
            return Optional.empty();
        }
        List<String> named =
                start.commands().stream()
                        .flatMap(
                                command ->
                                        java.util.stream.Stream.concat(
                                                java.util.stream.Stream.of(command.program()),
                                                command.arguments().stream()
                                                        .limit(2)
                                                        .map(a -> Paths.name(a.value()))))
                        .filter(name -> name.endsWith(".sh") || name.contains("entrypoint"))
                        .toList();
        for (TreeEntry entry : reading.context().get().included()) {
            if (entry.kind() == TreeEntry.Kind.FILE
                    && named.contains(Paths.name(entry.path()))
                    && entry.size() < 100_000) {
                Optional<Invocation> found =
                        new Invocations(reading.dockerfile(), Map.of(), "/root")
                                .of(ShellScript.parse(NodeModules.read(entry))).stream()
                                        .filter(command -> !command.conditional())
                                        .filter(command -> fetch(command).isPresent())
                                        .findFirst();
                if (found.isPresent()) {
                    return Optional.of(
                            "\""
                                    + found.get().shown()
                                    + "\" ("
                                    + entry.path()
                                    + ", line "
                                    + found.get().span().line()
                                    + ")");
                }
            }
        }
        return Optional.empty();
    }
}
