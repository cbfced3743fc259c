package dev.multistage.grader.cli;

import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Hints;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a hint. */
@Command(
        name = "hint",
        mixinStandardHelpOptions = true,
        description = "Shows a hint, the smallest first.")
final class HintCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "<exercise>", description = "an exercise, for example exercise-3")
    private String exercise;

    @Option(
            names = "--level",
            paramLabel = "N",
            defaultValue = "1",
            description = "how much help: 1 where to look, 2 the idea, 3 the shape of the answer")
    private int level;

    @Option(names = "--all", description = "show all hints")
    private boolean all;

    HintCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Exercise chosen = session.exercise(exercise);
        Hints hints = chosen.hints();
        if (hints.ladder().isEmpty()) {
            session.out().println(chosen.id() + " has no hints.");
            return ExitCode.PASSED;
        }
        if (all) {
            for (int i = 1; i <= hints.ladder().size(); i++) {
                print(hints, i);
                session.out().println();
            }
            return ExitCode.PASSED;
        }
        if (hints.level(level).isEmpty()) {
            throw new UsageException(
                    chosen.id() + " has hints of level 1 to " + hints.ladder().size());
        }
        print(hints, level);
        if (level < hints.ladder().size()) {
            session.out().println();
            session.out().println("More: ./grade hint " + chosen.id() + " --level " + (level + 1));
        }
        return ExitCode.PASSED;
    }

    private void print(Hints hints, int number) {
        session.out().println("Hint " + number + " of " + hints.ladder().size());
        session.out().println(hints.ladder().get(number - 1));
    }
}
