package dev.multistage.grader.cli;

import dev.multistage.grader.author.Claims;
import dev.multistage.grader.author.ClaimsMeasuring;
import dev.multistage.grader.author.ClaimsPage;
import dev.multistage.grader.author.MeasuringException;
import dev.multistage.grader.exercise.CourseDirectory;
import dev.multistage.grader.grading.Options;
import dev.multistage.grader.report.Printable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks the article's claims. */
@Command(
        name = "claims",
        mixinStandardHelpOptions = true,
        description =
                "Runs the demonstrations in site/claims and writes site/pages/claims.md: each claim of"
                        + " the article beside what was measured.")
final class AuthorClaimsCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--static", description = "only write the page again, from what was measured")
    private boolean statics;

    AuthorClaimsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Path root = session.workspace().root();
        CourseDirectory files = new CourseDirectory(root);
        try {
            if (!statics) {
                Options options =
                        new Options(
                                session.workspace().nonce(),
                                false,
                                session.consent(true),
                                "multistage-claim:latest",
                                session.cache());
                String json =
                        new ClaimsMeasuring(
                                        files, session.engine(true), options, session.terminal())
                                .measure(Claims.read(files));
                Files.writeString(root.resolve("site/claims/measurements.json"), json);
            }
            Path page = root.resolve(ClaimsPage.FILE);
            Files.createDirectories(page.getParent());
            Files.writeString(page, ClaimsPage.render(files));
        } catch (MeasuringException defect) {
            session.terminal().erase();
            session.err().println(Printable.clean(defect.getMessage()));
            return ExitCode.DEFECT;
        }
        session.terminal().erase();
        session.out().println("Wrote " + ClaimsPage.FILE + ".");
        return ExitCode.PASSED;
    }
}
