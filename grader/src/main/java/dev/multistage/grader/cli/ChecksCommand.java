package dev.multistage.grader.cli;

import dev.multistage.grader.check.Checks;
import dev.multistage.grader.check.Describes;
import dev.multistage.grader.check.Failure;
import dev.multistage.grader.report.ChecksTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the checks. */
@Command(
        name = "checks",
        mixinStandardHelpOptions = true,
        description = "Lists all checks with the codes of their failures.")
final class ChecksCommand implements Callable<Integer> {

    /** Formats of the table. */
    enum Format {
        TEXT,
        JSON
    }

    private final Session session;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "how to print them (default: ${DEFAULT-VALUE})")
    private Format format;

    ChecksCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (format == Format.JSON) {
            session.document(ChecksTable.json());
            return ExitCode.PASSED;
        }
        say(String.format("%-4s %-20s ", "no.", "check"), "what it demands, and its codes");
        Checks.types()
                .forEach(
                        (name, type) -> {
                            Describes check = Checks.describe(type);
                            say(
                                    String.format("%-4s %-20s ", check.reference(), name),
                                    check.summary());
                            for (Failure failure : check.failures()) {
                                say(String.format("     %-22s ", failure.code()), failure.title());
                            }
                        });
        return ExitCode.PASSED;
    }

    private void say(String head, String text) {
        session.style().paragraph(head, text).forEach(session.out()::println);
    }
}
