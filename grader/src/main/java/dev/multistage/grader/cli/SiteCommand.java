package dev.multistage.grader.cli;

import dev.multistage.grader.report.Printable;
import dev.multistage.grader.site.SiteDefectException;
import dev.multistage.grader.site.SiteProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The course as a static site. */
@Command(
        name = "site",
        mixinStandardHelpOptions = true,
        description = "Makes the course's site, to be published or read without a server.",
        subcommands = SiteCommand.Build.class)
final class SiteCommand implements Callable<Integer> {

    private final Session session;

    @Spec private CommandSpec spec;

    SiteCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(session.out());
        return ExitCode.USAGE;
    }

    /** Returns the program of the site module, which only the launcher's class path has. */
    static SiteProgram program() {
        return SiteProgram.find()
                .orElseThrow(
                        () ->
                                new UsageException(
                                        "the site is not on the class path: start this with the"
                                                + " script ./grade"));
    }

    /** Says which texts of the course have defects. */
    static int failed(Session session, SiteDefectException defects) {
        session.err().println(Printable.clean(defects.getMessage()));
        session.err().println("This is a defect in the course: no site was made.");
        return ExitCode.DEFECT;
    }

    /** Writes the site. */
    @Command(
            name = "build",
            mixinStandardHelpOptions = true,
            description = "Writes the site into a folder, which belongs to it alone.",
            footer = {"", "Exit codes: 0 written   3 disk   4 defect in a text of the course"})
    static final class Build implements Callable<Integer> {

        private final Session session;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "DIR",
                description = "the folder (default: site/target/site)")
        private Path output;

        Build(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() throws Exception {
            Path root = session.workspace().root();
            Path folder = output == null ? root.resolve("site/target/site") : output;
            try {
                int files = program().build(root, folder);
                session.out()
                        .println(
                                "Wrote "
                                        + files
                                        + " files to "
                                        + Printable.oneLine(folder.toString())
                                        + ": open index.html there.");
                return ExitCode.PASSED;
            } catch (SiteDefectException defects) {
                return failed(session, defects);
            } catch (IOException e) {
                session.err()
                        .println(
                                "grade: cannot write the site to "
                                        + Printable.oneLine(folder + ": " + e.getMessage()));
                return ExitCode.ENVIRONMENT;
            }
        }
    }
}
