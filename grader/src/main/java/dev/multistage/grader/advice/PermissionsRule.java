package dev.multistage.grader.advice;

import dev.multistage.grader.advice.PackageCommand.Action;
import dev.multistage.grader.dockerfile.Flag;
import dev.multistage.grader.dockerfile.Keyword;
import java.util.List;
import java.util.Optional;

/** T13 and T14: ways to become root again, and files that everybody may change. */
final class PermissionsRule implements Rule {

    static final Topic SETUID =
            new Topic(
                    "T14",
                    "setuid-added",
                    Weight.MISTAKE,
                    "A program runs with its owner's rights",
                    "Anyone inside the container becomes the file's owner, usually root, by"
                            + " starting it.");

    static final Topic WRITABLE =
            new Topic(
                    "T14",
                    "world-writable",
                    Weight.IMPROVEMENT,
                    "Everybody may change these files",
                    "An attacker who runs as any user can replace them, the program among them.");

    static final Topic SUDO =
            new Topic(
                    "T13",
                    "sudo-in-the-image",
                    Weight.MISTAKE,
                    "sudo or doas undoes the USER line",
                    "Whoever breaks into the program becomes root with one command.");

    @Override
    public List<Topic> topics() {
        return List.of(SETUID, WRITABLE, SUDO);
    }

    @Override
    public void judge(Reading reading, Notebook notebook) {
        for (Step step : reading.image()) {
            if (step.is(Keyword.COPY) || step.is(Keyword.ADD)) {
                step.instruction()
                        .flag("chmod")
                        .flatMap(Flag::value)
                        .ifPresent(
                                mode ->
                                        mode(
                                                mode,
                                                step.flagSpan("chmod"),
                                                "--chmod=" + mode,
                                                notebook));
            }
            if (step.is(Keyword.RUN)) {
                for (Invocation command : step.commands()) {
                    judge(step, command, notebook);
                }
            }
        }
    }

    private static void judge(Step step, Invocation command, Notebook notebook) {
        if (command.runs("chmod")) {
            List<Invocation.Argument> operands = command.operands();
            boolean temporary =
                    operands.size() > 1
                            && operands.subList(1, operands.size()).stream()
                                    .allMatch(path -> path.value().matches("/(?:var/)?tmp/?"));
            String mode =
                    command.arguments().stream()
                            .map(Invocation.Argument::value)
                            .filter(
                                    value ->
                                            value.matches(
                                                    "-?[0-7]{3,5}|[-ugoa+=,rwxXst]*[+=][rwxXst,ugoa+=]+"))
                            .findFirst()
                            .orElse("");
            boolean gone =
                    operands.size() > 1
                            && operands.subList(1, operands.size()).stream()
                                    .allMatch(
                                            path ->
                                                    step.mountCovers(
                                                            Paths.absolute(
                                                                    step.directory(),
                                                                    path.value())));
            if (!temporary && !gone) {
                mode(mode, command.span(), command.shown(), notebook);
            }
        }
        if (command.runs("install") && command.option("-m", "--mode").isPresent()) {
            mode(command.option("-m", "--mode").get(), command.span(), command.shown(), notebook);
        }
        boolean capability =
                command.runs("setcap")
                        && command.arguments().stream()
                                .anyMatch(
                                        a ->
                                                a.value().contains("cap_")
                                                        && !a.value()
                                                                .matches(
                                                                        "(?:cap_net_bind_service|cap_net_raw)[=+].*"))
                        && !command.has("-r");
        if (capability) {
            notebook.note(
                    SETUID,
                    command.span(),
                    "\"" + command.shown() + "\" gives a file more rights than its user has.",
                    "Grant the capability to the container that needs it, with --cap-add.");
        }
        Optional<PackageCommand> install =
                PackageCommand.of(command).filter(c -> c.action() == Action.INSTALL);
        boolean rule =
                command.runs("echo", "printf", "sed", "tee")
                        && command.arguments().stream()
                                .anyMatch(a -> a.value().contains("NOPASSWD"));
        boolean sudo =
                install.filter(c -> c.packages().contains("sudo") || c.packages().contains("doas"))
                        .isPresent();
        if ((rule || sudo) && !notebook.has(SUDO)) {
            notebook.note(
                    SUDO,
                    command.span(),
                    rule
                            ? "A user may become root without a password."
                            : "\"" + command.shown() + "\" installs it in the final image.",
                    "Do what needs root in RUN lines before USER, and leave it out.");
        }
    }

    private static void mode(String mode, Span span, String shown, Notebook notebook) {
        boolean numeric = mode.matches("[0-7]{3,5}");
        boolean setuid =
                numeric
                        ? mode.length() >= 4 && (mode.charAt(mode.length() - 4) - '0' & 4) != 0
                        : mode.matches("(?:.*,)?[ua]*\\+[rwxX]*s.*") && !mode.startsWith("g");
        boolean sticky =
                numeric
                        ? mode.length() >= 4 && (mode.charAt(mode.length() - 4) - '0' & 1) != 0
                        : mode.contains("t");
        boolean writable =
                numeric
                        ? (mode.charAt(mode.length() - 1) - '0' & 2) != 0
                        : mode.matches("(?:.*,)?(?:a|o|ugo|go|uo)\\+[rxX]*w.*")
                                || mode.matches("(?:.*,)?(?:a|o|ugo|go|uo)=[rxX]*w.*");
        if (setuid) {
            notebook.note(
                    SETUID,
                    span,
                    "\"" + shown + "\" sets the setuid bit.",
                    "Leave the bit out: give the program's user the rights that it needs.");
        } else if (writable && !sticky) {
            notebook.note(
                    WRITABLE,
                    span,
                    "\"" + shown + "\" lets everybody write.",
                    "Give the files to the user that writes them (COPY --chown, or chown in the"
                            + " same RUN), and only the directories that it writes to.");
        }
    }
}
