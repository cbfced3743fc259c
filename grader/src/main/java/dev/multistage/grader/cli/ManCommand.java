package dev.multistage.grader.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the manual page. */
@Command(
        name = "man",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the manual page of all commands, for man:",
            "",
            "  ./grade man | man -l -",
            "  ./grade man > ~/.local/share/man/man1/grade.1"
        })
final class ManCommand implements Callable<Integer> {

    private final Session session;

    @Spec private CommandSpec spec;

    ManCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.document(ManualPage.of(spec.root()));
        return ExitCode.PASSED;
    }
}
