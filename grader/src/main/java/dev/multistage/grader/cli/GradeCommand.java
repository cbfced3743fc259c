package dev.multistage.grader.cli;

import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Submission;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.Grader;
import dev.multistage.grader.grading.Options;
import dev.multistage.grader.progress.Recorded;
import dev.multistage.grader.report.Graded;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Grades an exercise. */
@Command(
        name = "grade",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Builds and runs the Dockerfile of an exercise, and says what is right and what to do next.",
            ""
        },
        synopsisHeading = "Usage: ",
        customSynopsis = {
            "./grade <exercise> [--solution] [--format FORMAT[=FILE],…]",
            "       ./grade <command> …"
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0 passed   1 not passed yet   2 usage   3 engine, network or disk",
            "  4 defect in the course or the grader   5 over a budget   130 interrupted"
        },
        subcommands = {
            ListCommand.class,
            WatchCommand.class,
            HintCommand.class,
            SolutionCommand.class,
            StatusCommand.class,
            NextCommand.class,
            HistoryCommand.class,
            ResetCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            BuildCommand.class,
            ExplainCommand.class,
            LintCommand.class,
            CompareCommand.class,
            ServeCommand.class,
            SiteCommand.class,
            SetupCommand.class,
            DoctorCommand.class,
            BasesCommand.class,
            ChecksCommand.class,
            CleanCommand.class,
            CompletionCommand.class,
            ManCommand.class,
            AuthorCommand.class
        })
final class GradeCommand implements Callable<Integer> {

    private final Session session;

    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "<exercise>",
            description = "an exercise: exercise-3, 3, or its folder's name")
    private String exercise;

    @Option(
            names = "--solution",
            description = "grade the reference solution instead of your files")
    private boolean solution;

    @Option(
            names = "--format",
            paramLabel = "FORMAT[=FILE]",
            completionCandidates = Reports.Formats.class,
            description = {
                "${COMPLETION-CANDIDATES} (default: text);",
                "several: --format text,junit=report.xml,html=report.html"
            })
    private List<String> formats = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "write the grade to a file instead of standard output")
    private Path output;

    @Mixin private EngineOptions engine;

    @Mixin private TerminalOptions display;

    GradeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (exercise == null) {
            spec.commandLine().usage(session.out());
            return ExitCode.USAGE;
        }
        Reports reports = new Reports(session, formats, output);
        session.expectBuilding(engine.mayInstall());
        Exercise chosen = session.exercise(exercise);
        Submission submission =
                solution
                        ? Submission.ofSolution(chosen)
                        : Submission.ofFolder(chosen, session.workspace().app(chosen));
        Grader grader = new Grader(() -> session.engine(engine.mayInstall()));
        Grade grade =
                grader.grade(
                        submission,
                        new Options(
                                session.workspace().nonce(),
                                engine.offline(),
                                session.consent(engine.mayInstall()),
                                "",
                                session.cache()),
                        session.terminal());
        session.terminal().erase();
        if (session.interrupted()) {
            // whatever broke in the middle: it is no trouble of the engine
            throw new InterruptedException();
        }
        Optional<Recorded> recorded = new AttemptRecording(session).record(submission, grade);
        reports.write(new Graded(grade, submission, recorded, Version.number()));
        return ExitCode.of(grade);
    }
}
