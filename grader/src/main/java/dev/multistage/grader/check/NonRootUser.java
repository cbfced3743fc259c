package dev.multistage.grader.check;

import dev.multistage.grader.container.ContainerProcess;
import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Keyword;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Demands that the app does not run as root: neither declared nor measured. */
@Describes(
        name = "non-root-user",
        reference = "T12",
        summary = "The image declares a user other than root, and no process runs as root.",
        failures = {
            @Failure(
                    code = "runs-as-root",
                    title = "The program runs as root",
                    why =
                            "Whoever breaks into it is root in the container: free to change every file"
                                    + " in it, and one kernel or mount mistake away from the host."),
            @Failure(
                    code = "root-in-disguise",
                    title = "The user has another name but is root",
                    why = "The kernel knows only numbers, and this user's number is 0."),
            @Failure(
                    code = "user-unknown",
                    title = "The user does not exist in the image",
                    why =
                            "The engine looks the name up in the image's /etc/passwd when it starts."),
            @Failure(
                    code = "root-process",
                    title = "A process runs as root",
                    why =
                            "The declared user is not what counts: a setuid program or an entry script"
                                    + " became root again.")
        })
public record NonRootUser() implements ContainerCheck {

    @Override
    public String requirement() {
        return "runs as a user other than root";
    }

    @Override
    public Optional<Outcome> examineImage(ImageEvidence evidence) {
        String user = evidence.image().config().user();
        String name = user.contains(":") ? user.substring(0, user.indexOf(':')) : user;
        OptionalLong uid = evidence.image().passwd().uid(user);
        Optional<Instruction> declared = evidence.dockerfile().effective(Keyword.USER);
        Instruction line = declared.orElseGet(() -> evidence.dockerfile().finalStage().from());
        if (name.isEmpty() || name.equals("root") || isZero(name)) {
            return Optional.of(
                    Outcome.failed("runs-as-root")
                            .observed(
                                    user.isEmpty()
                                            ? "no USER line in the final stage, so uid 0"
                                            : "USER " + user + ", that is uid 0")
                            .expected("a user whose uid is not 0")
                            .at(evidence.at(line))
                            .next(
                                    "Add USER with a number to the final stage, for example USER 65532"
                                            + " (works even on scratch), or the user that the base image"
                                            + " brings."));
        }
        if (uid.isEmpty()) {
            return Optional.of(
                    Outcome.failed("user-unknown")
                            .observed(
                                    "USER "
                                            + user
                                            + ", but /etc/passwd in the image has no such name")
                            .expected("a user that exists, or a number")
                            .at(evidence.at(line))
                            .next("Write the number: USER 65532."));
        }
        if (uid.getAsLong() == 0) {
            return Optional.of(
                    Outcome.failed("root-in-disguise")
                            .observed("USER " + user + ", whose uid in /etc/passwd is 0")
                            .expected("a user whose uid is not 0")
                            .at(evidence.at(line))
                            .next("Give the user a uid of its own, or write USER 65532."));
        }
        return Optional.empty();
    }

    private static boolean isZero(String name) {
        return name.matches("[0-9]+") && name.replace("0", "").isEmpty();
    }

    @Override
    public Outcome examine(ContainerEvidence evidence) {
        Optional<Outcome> declared = examineImage(evidence.image());
        if (declared.isPresent()) {
            return declared.get();
        }
        List<ContainerProcess> processes = evidence.container().processes();
        for (ContainerProcess process : processes) {
            if (process.effectiveUid() == 0 || process.realUid() == 0) {
                return Outcome.failed("root-process")
                        .observed(
                                "process \""
                                        + process.command()
                                        + "\" runs with uid "
                                        + process.realUid()
                                        + ", effective uid "
                                        + process.effectiveUid())
                        .expected("no process with uid 0")
                        .at(EntryProgram.places(evidence.image()))
                        .next(
                                "Look for a setuid file, sudo or su-exec in the image, or an entry"
                                        + " script that switches users.");
            }
        }
        String user = evidence.image().image().config().user();
        return Outcome.passed(
                "USER "
                        + user
                        + (processes.isEmpty()
                                ? ""
                                : ", measured uid " + processes.get(0).effectiveUid()));
    }
}
