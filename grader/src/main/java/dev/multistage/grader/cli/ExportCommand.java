package dev.multistage.grader.cli;

import dev.multistage.grader.progress.ArchiveException;
import dev.multistage.grader.progress.DiskTrouble;
import dev.multistage.grader.progress.ProgressStore;
import dev.multistage.grader.progress.Transfer;
import dev.multistage.grader.report.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the learner's progress to a file. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Writes your progress, all attempts included, to one zip file: a backup, or for"
                        + " another machine (./grade import).")
final class ExportCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "FILE", description = "the file to write, for example progress.zip")
    private Path file;

    @Option(names = "--force", description = "replace the file if it is there")
    private boolean force;

    ExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ProgressStore store = session.progress();
        try {
            Transfer.Taken taken = new Transfer(store).exportTo(file, force);
            session.tell(store);
            session.out()
                    .println(
                            "Exported "
                                    + taken.taken()
                                    + (taken.taken() == 1 ? " attempt" : " attempts")
                                    + " to "
                                    + Printable.oneLine(file.toString())
                                    + ".");
            return ExitCode.PASSED;
        } catch (ArchiveException refused) {
            throw new UsageException(refused.getMessage());
        } catch (IOException e) {
            session.err()
                    .println("grade: not exported: " + Printable.oneLine(DiskTrouble.words(e)));
            return ExitCode.ENVIRONMENT;
        }
    }
}
