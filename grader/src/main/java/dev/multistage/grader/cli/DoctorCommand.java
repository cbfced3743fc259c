package dev.multistage.grader.cli;

import dev.multistage.grader.docker.Diagnosis;
import dev.multistage.grader.docker.Doctor;
import dev.multistage.grader.report.Printable;
import dev.multistage.grader.resident.Residence;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Examines this machine. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Looks at this machine and its engine, and says what to mend and how.")
final class DoctorCommand implements Callable<Integer> {

    private final Session session;

    DoctorCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        session.terminal().begins("looking at this machine");
        List<Diagnosis> said = Doctor.examine(session.cache());
        session.terminal().erase();
        boolean problem = false;
        for (Diagnosis diagnosis : said) {
            String word =
                    switch (diagnosis.status()) {
                        case OK -> "ok";
                        case WARNING -> "warning";
                        case PROBLEM -> "PROBLEM";
                    };
            problem |= diagnosis.status() == Diagnosis.Status.PROBLEM;
            session.style()
                    .paragraph(
                            String.format("%-8s ", word),
                            diagnosis.name() + ": " + diagnosis.observed())
                    .forEach(session.out()::println);
            if (!diagnosis.fix().isEmpty()) {
                for (String line : Printable.clean(diagnosis.fix()).split("\n")) {
                    session.out().println("         " + line);
                }
            }
        }
        Residence.in(session.workspace().state())
                .resident()
                .ifPresent(
                        pid ->
                                session.out()
                                        .println(
                                                "ok       resident: the grader stays for the next"
                                                        + " grade (process "
                                                        + pid
                                                        + ", at most ten idle minutes)\n"
                                                        + "         ./grade clean ends it,"
                                                        + " MULTISTAGE_RESIDENT=no prevents it"));
        session.out().println();
        session.out()
                .println(
                        problem
                                ? "Grading does not work before the problems are mended."
                                : "Ready to grade.");
        return problem ? ExitCode.ENVIRONMENT : ExitCode.PASSED;
    }
}
