package dev.multistage.grader.cli;

import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Hints;
import dev.multistage.grader.progress.Attempt;
import dev.multistage.grader.progress.Failing;
import dev.multistage.grader.progress.Hint;
import dev.multistage.grader.progress.ProgressStore;
import dev.multistage.grader.progress.Standing;
import dev.multistage.grader.report.TextHint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a hint. */
@Command(
        name = "hint",
        mixinStandardHelpOptions = true,
        description =
                "Shows the next hint: first what helps with the first thing that your last attempt"
                        + " failed at, then the exercise's own, the smallest first.")
final class HintCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "<exercise>", description = "an exercise, for example exercise-3")
    private String exercise;

    @ArgGroup private Which which = new Which();

    /** Another hint than the next. */
    static final class Which {

        @Option(
                names = "--level",
                paramLabel = "N",
                description =
                        "how much help: 1 where to look, 2 the idea, 3 the shape of the answer")
        private int level;

        @Option(names = "--again", description = "show the last hint again")
        private boolean again;

        @Option(names = "--all", description = "show all hints")
        private boolean all;
    }

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
        ProgressStore store = session.progress();
        String id = chosen.id().toString();
        Standing standing = store.progress().of(id);
        TextHint text = new TextHint(session.style());
        List<Hint> shown = chosen(chosen, standing, failing(store, id));
        int level = standing.hints();
        for (Hint hint : shown) {
            session.out().print(text.render(chosen, hint));
            if (which.all) {
                session.out().println();
            }
            if (hint.code().isEmpty()) {
                level = Math.max(level, hint.level());
            } else {
                store.noteAnswered(id, hint.code());
            }
        }
        if (level > standing.hints()) {
            store.raiseHintLevel(id, level);
        }
        if (!which.all) {
            session.out().print(text.renderMore(chosen, level));
        }
        session.tell(store);
        return ExitCode.PASSED;
    }

    private List<Hint> chosen(Exercise chosen, Standing standing, List<Failing> failing) {
        Hints hints = chosen.hints();
        if (which.all) {
            List<Hint> all = new ArrayList<>();
            Hint.ofFailure(hints, failing).ifPresent(all::add);
            for (int level = 1; level <= hints.ladder().size(); level++) {
                Hint.ofLevel(hints, level).ifPresent(all::add);
            }
            return all;
        }
        if (which.level != 0) {
            return List.of(
                    Hint.ofLevel(hints, which.level)
                            .orElseThrow(
                                    () ->
                                            new UsageException(
                                                    chosen.id()
                                                            + " has hints of level 1 to "
                                                            + hints.ladder().size())));
        }
        Optional<Hint> last =
                Hint.ofLevel(hints, Math.min(standing.hints(), hints.ladder().size()))
                        .or(
                                () ->
                                        Hint.ofFailure(hints, failing)
                                                .filter(
                                                        h ->
                                                                standing.answered()
                                                                        .contains(h.code())));
        Optional<Hint> next = Hint.next(hints, standing, failing);
        return (which.again ? last.or(() -> next) : next.or(() -> last)).stream().toList();
    }

    /** Returns what the last attempt did not meet. */
    private static List<Failing> failing(ProgressStore store, String id) {
        return store.attempts(id).last().map(Attempt::failing).orElse(List.of());
    }
}
