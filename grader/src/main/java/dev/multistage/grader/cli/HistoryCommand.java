package dev.multistage.grader.cli;

import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.progress.AttemptSummary;
import dev.multistage.grader.progress.Attempts;
import dev.multistage.grader.progress.CourseStop;
import dev.multistage.grader.progress.ProgressStore;
import dev.multistage.grader.report.JsonProgress;
import dev.multistage.grader.report.TextHistory;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the attempts at an exercise. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "Shows your attempts at an exercise: size and points over time.")
final class HistoryCommand implements Callable<Integer> {

    private static final int LISTED = 20;

    private final Session session;

    @Parameters(paramLabel = "<exercise>", description = "an exercise, for example exercise-3")
    private String exercise;

    @Option(names = "--all", description = "list all attempts, not only the last 20")
    private boolean all;

    @Mixin private TextOrJson format;

    HistoryCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Exercise chosen = session.exercise(exercise);
        ProgressStore store = session.progress();
        CourseStop stop = new CourseStop(chosen, store.progress().of(chosen.id()));
        Attempts attempts = store.attempts(chosen.id().toString());
        session.tell(store);
        List<Integer> numbers = attempts.numbers();
        if (format.json()) {
            session.document(new JsonProgress().render(stop, attempts.summaries(numbers)));
            return ExitCode.PASSED;
        }
        if (numbers.isEmpty()) {
            session.out()
                    .println(
                            "There are no attempts at "
                                    + chosen.id()
                                    + " yet. The first: ./grade "
                                    + chosen.id());
            return ExitCode.PASSED;
        }
        TextHistory text = new TextHistory(session.style());
        List<AttemptSummary> charted = attempts.summaries(attempts.spread(text.columns()));
        int from = all ? 0 : Math.max(0, numbers.size() - LISTED);
        List<AttemptSummary> listed = attempts.summaries(numbers.subList(from, numbers.size()));
        session.out().print(text.render(stop, charted, listed, numbers.size()));
        return ExitCode.PASSED;
    }
}
