package dev.multistage.grader.cli;

import dev.multistage.grader.progress.ArchiveException;
import dev.multistage.grader.progress.DiskTrouble;
import dev.multistage.grader.progress.ProgressStore;
import dev.multistage.grader.progress.Transfer;
import dev.multistage.grader.report.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Adds exported progress to the learner's. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Adds the progress in a file of ./grade export to yours. Nothing of yours is"
                        + " replaced; what is there already is not added twice.")
final class ImportCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "FILE", description = "a file that ./grade export wrote")
    private Path file;

    ImportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (!Files.exists(file)) {
            throw new UsageException("there is no " + file);
        }
        ProgressStore store = session.progress();
        try {
            Transfer.Taken taken = new Transfer(store).importFrom(file);
            session.tell(store);
            session.out()
                    .println(
                            "Imported "
                                    + taken.taken()
                                    + (taken.taken() == 1 ? " attempt; " : " attempts; ")
                                    + taken.known()
                                    + " were here already. See: ./grade status");
            return ExitCode.PASSED;
        } catch (ArchiveException refused) {
            throw new UsageException(refused.getMessage());
        } catch (IOException e) {
            session.err()
                    .println("grade: not imported: " + Printable.oneLine(DiskTrouble.words(e)));
            return ExitCode.ENVIRONMENT;
        }
    }
}
