package dev.multistage.grader.cli;

import dev.multistage.grader.progress.CourseMap;
import dev.multistage.grader.progress.ProgressStore;
import dev.multistage.grader.report.JsonProgress;
import dev.multistage.grader.report.TextStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the course map. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description =
                "Shows the course with what you have passed and tried, your best sizes beside limit"
                        + " and bloated image, and where to continue.")
final class StatusCommand implements Callable<Integer> {

    private final Session session;

    @Mixin private TextOrJson format;

    StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ProgressStore store = session.progress();
        CourseMap map = CourseMap.of(session.catalogue().exercises(), store.progress());
        session.tell(store);
        if (format.json()) {
            session.document(new JsonProgress().render(map));
        } else {
            session.out().print(new TextStatus(session.style()).render(map));
        }
        return ExitCode.PASSED;
    }
}
