package dev.multistage.grader.cli;

import dev.multistage.grader.progress.Attempt;
import dev.multistage.grader.progress.CourseMap;
import dev.multistage.grader.progress.CourseStop;
import dev.multistage.grader.progress.ProgressStore;
import dev.multistage.grader.report.TextNext;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Says where to go on. */
@Command(
        name = "next",
        mixinStandardHelpOptions = true,
        description = "Says which exercise comes next, where its lesson is and what to do first.")
final class NextCommand implements Callable<Integer> {

    private final Session session;

    NextCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ProgressStore store = session.progress();
        CourseMap map = CourseMap.of(session.catalogue().exercises(), store.progress());
        TextNext text = new TextNext(session.style());
        Optional<CourseStop> next = map.next();
        Optional<Attempt> last =
                next.flatMap(stop -> store.attempts(stop.exercise().id().toString()).last());
        session.tell(store);
        session.out().print(next.map(stop -> text.render(stop, last)).orElseGet(text::renderEnd));
        return ExitCode.PASSED;
    }
}
