package dev.multistage.grader.cli;

import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.progress.ProgressStore;
import dev.multistage.grader.progress.Standing;
import dev.multistage.grader.report.TextHint;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the solution of an exercise that was passed, or when it is asked for twice. */
@Command(
        name = "solution",
        mixinStandardHelpOptions = true,
        description =
                "Explains the reference solution and says where its files are. Before you have"
                        + " passed, it first says what is left to try; ask again and it is shown.")
final class SolutionCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "<exercise>", description = "an exercise, for example exercise-3")
    private String exercise;

    SolutionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Exercise chosen = session.exercise(exercise);
        String id = chosen.id().toString();
        ProgressStore store = session.progress();
        Standing standing = store.progress().of(id);
        TextHint text = new TextHint(session.style());
        // where nothing can be saved a second time would be like the first
        boolean reluctant = standing.passed().isEmpty() && !standing.asked() && store.noteAsked(id);
        session.out()
                .print(
                        reluctant
                                ? text.renderReluctance(
                                        chosen,
                                        standing,
                                        store.attempts(id)
                                                .last()
                                                .flatMap(a -> a.failing().stream().findFirst()))
                                : text.renderSolution(chosen));
        session.tell(store);
        return ExitCode.PASSED;
    }
}
