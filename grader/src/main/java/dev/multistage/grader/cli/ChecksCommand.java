package dev.multistage.grader.cli;

import dev.multistage.grader.check.Check;
import dev.multistage.grader.check.Checks;
import dev.multistage.grader.check.Describes;
import dev.multistage.grader.check.Failure;
import dev.multistage.grader.exercise.DidYouMean;
import dev.multistage.grader.report.ChecksTable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the checks. */
@Command(
        name = "checks",
        mixinStandardHelpOptions = true,
        description = {
            "Lists all checks with the codes of their failures.",
            "With the code of a failure it says what is wrong and why it matters."
        })
final class ChecksCommand implements Callable<Integer> {

    /** Formats of the table. */
    enum Format {
        TEXT,
        JSON
    }

    /** What a shell completes. */
    static final class Words implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words().iterator();
        }
    }

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "<code>",
            completionCandidates = Words.class,
            description = "only this code, check or number, for example runs-as-root")
    private String asked;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "how to print them (default: ${DEFAULT-VALUE})")
    private Format format;

    ChecksCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Map<String, Class<? extends Check>> types =
                asked == null ? Checks.types() : Checks.meantBy(asked);
        if (types.isEmpty()) {
            throw new UsageException(
                    "there is no check, code or number \""
                            + asked
                            + "\""
                            + DidYouMean.of(asked, words())
                                    .map(word -> "; did you mean " + word + "?")
                                    .orElse("")
                            + "\n./grade checks lists all of them.");
        }
        if (format == Format.JSON) {
            session.document(ChecksTable.json(types));
            return ExitCode.PASSED;
        }
        say(String.format("%-4s %-20s ", "no.", "check"), "what it demands, and its codes");
        types.values().forEach(type -> say(Checks.describe(type)));
        return ExitCode.PASSED;
    }

    private void say(Describes check) {
        say(String.format("%-4s %-20s ", check.reference(), check.name()), check.summary());
        boolean all =
                List.of(check.failures()).stream().noneMatch(f -> f.code().equalsIgnoreCase(asked));
        for (Failure failure : check.failures()) {
            say(String.format("     %-22s ", failure.code()), failure.title());
            if (asked != null && (all || failure.code().equalsIgnoreCase(asked))) {
                say(" ".repeat(28), failure.why());
            }
        }
    }

    private void say(String head, String text) {
        session.style().paragraph(head, text).forEach(session.out()::println);
    }

    private static List<String> words() {
        List<String> words = new ArrayList<>(Checks.codes());
        words.addAll(Checks.types().keySet());
        return words.stream().distinct().sorted().toList();
    }
}
