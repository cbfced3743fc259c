package dev.multistage.grader.cli;

import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Measurements;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the exercises. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the exercises: what they teach, and the sizes they go from and to.")
final class ListCommand implements Callable<Integer> {

    /** With fewer columns a line for each figure reads better. */
    private static final int NARROWEST_TABLE = 65;

    private final Session session;

    ListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        boolean table = session.style().width() >= NARROWEST_TABLE;
        if (table) {
            say(row("exercise", "app", "min", "from", "to"), "what to do");
        }
        for (Exercise exercise : session.catalogue().exercises()) {
            Measurements.Platform measured = exercise.measurements().on(Measurements.PLATFORM);
            String id = exercise.id().toString();
            String app = exercise.declaration().language();
            String minutes = String.valueOf(exercise.declaration().minutes());
            String from = size(measured.starter());
            String to = size(measured.reference());
            if (table) {
                say(row(id, app, minutes, from, to), exercise.declaration().title());
            } else {
                session.out().println(id + ", " + app + ", " + minutes + " min");
                say("  ", exercise.declaration().title());
                say("  ", "from " + from + " to " + to);
            }
        }
        return ExitCode.PASSED;
    }

    private static String row(String id, String app, String minutes, String from, String to) {
        return String.format("%-12s %-7s %5s  %9s %9s  ", id, app, minutes, from, to);
    }

    private static String size(OptionalLong bytes) {
        return bytes.isPresent() ? Sizes.megabytes(bytes.getAsLong()) : "";
    }

    private void say(String head, String text) {
        session.style().paragraph(head, text).forEach(session.out()::println);
    }
}
