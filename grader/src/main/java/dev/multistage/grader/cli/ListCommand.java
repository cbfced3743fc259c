package dev.multistage.grader.cli;

import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Measurements;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the exercises. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the exercises: what they teach, and the sizes they go from and to.")
final class ListCommand implements Callable<Integer> {

    private final Session session;

    ListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.out()
                .printf(
                        "%-12s %-7s %5s  %9s %9s  %s%n",
                        "exercise", "app", "min", "from", "to", "what to do");
        for (Exercise exercise : session.catalogue().exercises()) {
            Measurements.Platform measured = exercise.measurements().on(Measurements.PLATFORM);
            session.out()
                    .printf(
                            "%-12s %-7s %5d  %9s %9s  %s%n",
                            exercise.id(),
                            exercise.declaration().language(),
                            exercise.declaration().minutes(),
                            measured.starter().isPresent()
                                    ? Sizes.megabytes(measured.starter().getAsLong())
                                    : "",
                            measured.reference().isPresent()
                                    ? Sizes.megabytes(measured.reference().getAsLong())
                                    : "",
                            exercise.declaration().title());
        }
        return ExitCode.PASSED;
    }
}
