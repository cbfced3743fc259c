package dev.multistage.grader.advice;

import dev.multistage.grader.dockerfile.ImageReference;
import dev.multistage.grader.dockerfile.Keyword;
import java.util.List;
import java.util.Optional;

/** T22: a health check that is missing, checks nothing, or cannot run. */
final class HealthcheckRule implements Rule {

    static final Topic MISSING =
            new Topic(
                    "T22",
                    "healthcheck-missing",
                    Weight.TIP,
                    "A server without a HEALTHCHECK",
                    "Docker only sees that the process lives, not that it answers. (Kubernetes asks"
                            + " by probes of its own and ignores HEALTHCHECK.)");

    static final Topic EMPTY =
            new Topic(
                    "T22",
                    "healthcheck-checks-nothing",
                    Weight.MISTAKE,
                    "The HEALTHCHECK cannot fail",
                    "It says healthy whatever the program does.");

    static final Topic IMPOSSIBLE =
            new Topic(
                    "T22",
                    "healthcheck-cannot-run",
                    Weight.MISTAKE,
                    "The HEALTHCHECK calls a program that the image lacks",
                    "The check then always fails, and Docker calls a working container unhealthy.");

    @Override
    public List<Topic> topics() {
        return List.of(MISSING, EMPTY, IMPOSSIBLE);
    }

    @Override
    public void judge(Reading reading, Notebook notebook) {
        Optional<Step> check = reading.effective(Keyword.HEALTHCHECK);
        Optional<ImageReference> base = reading.base();
        if (check.isEmpty()) {
            Optional<Step> port = reading.effective(Keyword.EXPOSE);
            boolean possible =
                    base.filter(PublicImages::official).isPresent() && !reading.onScratch();
            if (port.isPresent() && possible) {
                notebook.note(
                        MISSING,
                        port.get().span(),
                        port.get().instruction().joined().strip()
                                + ", and nothing asks whether the server answers.",
                        base.filter(PublicImages::alpine).isPresent()
                                ? "Add HEALTHCHECK CMD wget -q --spider http://127.0.0.1:<port>/<health"
                                        + " address> || exit 1."
                                : "Add HEALTHCHECK CMD [\"program\", \"argument\"] with a program of the"
                                        + " image that calls the health address and ends with 1 if"
                                        + " that fails.");
            }
            return;
        }
        Step step = check.get();
        List<String> words = step.instruction().words();
        if (words.isEmpty() || words.get(0).equalsIgnoreCase("NONE")) {
            return;
        }
        if (checksNothing(step)) {
            notebook.note(
                    EMPTY,
                    step.span(),
                    "The command of line " + step.line() + " always succeeds.",
                    "Call the health address of the server, and end with another code than 0 if it"
                            + " does not answer 200.");
            return;
        }
        boolean shellForm = step.instruction().jsonForm().isEmpty();
        boolean noShell = reading.onScratch() || base.filter(PublicImages::shellLess).isPresent();
        boolean copiedShell =
                reading.image(Keyword.COPY).stream()
                        .anyMatch(
                                s ->
                                        s.instruction().text().contains("busybox")
                                                || s.destination()
                                                        .filter(to -> to.startsWith("/bin"))
                                                        .isPresent());
        if (shellForm && noShell && !copiedShell) {
            notebook.note(
                    IMPOSSIBLE,
                    step.span(),
                    "The shell form needs /bin/sh, which this base does not have.",
                    "Use the JSON form and a program that is in the image, for example the server"
                            + " itself with a flag that checks it.");
            return;
        }
        for (Invocation command : step.commands()) {
            for (String program : List.of("curl", "wget")) {
                boolean lacks =
                        command.runs(program)
                                && (noShell
                                        || base.filter(b -> PublicImages.lacks(b, program))
                                                .isPresent())
                                && !brought(reading, program);
                if (lacks) {
                    notebook.note(
                            IMPOSSIBLE,
                            step.span(),
                            program
                                    + " is not in "
                                    + base.map(ImageReference::familiar).orElse("scratch")
                                    + ", and no line installs it.",
                            program.equals("curl")
                                    ? "Use what is there (wget -q --spider on alpine, a line of the"
                                            + " program's own language elsewhere), or install curl."
                                    : "Use a line of the program's own language, or install wget.");
                }
            }
        }
    }

    private static boolean brought(Reading reading, String program) {
        return reading.image().stream()
                .filter(step -> !step.is(Keyword.HEALTHCHECK))
                .anyMatch(
                        step ->
                                step.is(Keyword.RUN) && !step.complete()
                                        || step.instruction().text().contains(program));
    }

    private static boolean endsAtOnce(Invocation command) {
        return command.runs("node", "python", "python3")
                && command.arguments().size() == 2
                && command.has("-e", "-c")
                && command.arguments()
                        .get(1)
                        .value()
                        .matches(
                                "\\s*(?:import sys;\\s*)?(?:process\\.|sys\\.)?(?:exit\\(0?\\)|pass);?\\s*");
    }

    private static boolean checksNothing(Step step) {
        List<Invocation> commands = step.commands();
        if (!step.complete() || commands.isEmpty()) {
            return false;
        }
        boolean trivial =
                commands.stream()
                        .allMatch(
                                command ->
                                        endsAtOnce(command)
                                                || command.runs("true", ":", "echo")
                                                || command.runs("exit")
                                                        && List.of("", "0")
                                                                .contains(command.operand(0)));
        Invocation last = commands.get(commands.size() - 1);
        boolean swallowed =
                commands.size() > 1
                        && last.conditional()
                        && (last.runs("true", ":")
                                || last.runs("exit") && last.operand(0).equals("0"));
        return trivial || swallowed;
    }
}
