package dev.multistage.grader.cli;

import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.progress.DiskTrouble;
import dev.multistage.grader.progress.Resetting;
import dev.multistage.grader.report.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings an exercise's files back to what the course ships. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description =
                "Brings your Dockerfile and the other files that you edit back to what the course"
                        + " ships. Yours are kept first, and --undo brings them back. Your progress"
                        + " stays.")
final class ResetCommand implements Callable<Integer> {

    private final Session session;

    @ArgGroup(multiplicity = "1")
    private Which which;

    /** What to reset. */
    static final class Which {

        @Parameters(
                arity = "0..1",
                paramLabel = "<exercise>",
                completionCandidates = ExerciseNames.class,
                description = "an exercise, for example exercise-3")
        private String exercise;

        @Option(names = "--all", description = "all exercises")
        private boolean all;
    }

    @Option(names = "--undo", description = "bring back what the last reset took away")
    private boolean undo;

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask")
    private boolean yes;

    ResetCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Exercise> exercises =
                which.all
                        ? session.catalogue().exercises()
                        : List.of(session.exercise(which.exercise));
        Resetting resetting = Resetting.in(session.workspace());
        try {
            return undo ? undo(resetting, exercises) : reset(resetting, exercises);
        } catch (IOException e) {
            session.err()
                    .println(
                            "grade: not "
                                    + (undo ? "undone" : "reset")
                                    + ": "
                                    + Printable.oneLine(DiskTrouble.words(e))
                                    + ". Nothing is lost; put it right and run the same again.");
            return ExitCode.ENVIRONMENT;
        }
    }

    private int reset(Resetting resetting, List<Exercise> exercises) throws IOException {
        List<String> changed = resetting.changed(exercises);
        if (changed.isEmpty()) {
            session.out().println("Nothing to reset: all is as the course ships it.");
            return ExitCode.PASSED;
        }
        if (!yes) {
            session.err().println("These go back to what the course ships; yours are kept:");
            changed.forEach(file -> session.err().println("  " + Printable.oneLine(file)));
            if (!session.prompt().asks()) {
                throw new UsageException("without a terminal nothing is reset unasked; add --yes");
            }
            if (!session.prompt().confirms("Reset?")) {
                session.out().println("Nothing was reset.");
                return ExitCode.PASSED;
            }
        }
        Resetting.Replaced replaced = resetting.reset(exercises);
        replaced.files().forEach(file -> session.out().println("  " + Printable.oneLine(file)));
        session.out().println("Reset. Yours are in " + shown(replaced.backup()) + "; back again:");
        session.out()
                .println("./grade reset " + (which.all ? "--all" : name(exercises)) + " --undo");
        return ExitCode.PASSED;
    }

    private int undo(Resetting resetting, List<Exercise> exercises) throws IOException {
        Optional<Resetting.Replaced> replaced = resetting.undo(exercises);
        if (replaced.isEmpty()) {
            session.out().println("There is no reset to undo.");
            return ExitCode.PASSED;
        }
        replaced.get()
                .files()
                .forEach(file -> session.out().println("  " + Printable.oneLine(file)));
        if (replaced.get().backup().isPresent()) {
            session.out()
                    .println("What you had changed since is in " + shown(replaced.get().backup()));
        }
        session.out().println("Undone: your files are back.");
        return ExitCode.PASSED;
    }

    private static String name(List<Exercise> exercises) {
        return exercises.get(0).id().toString();
    }

    private String shown(Optional<Path> folder) {
        return folder.map(path -> session.workspace().root().relativize(path).toString())
                .orElse("");
    }
}
