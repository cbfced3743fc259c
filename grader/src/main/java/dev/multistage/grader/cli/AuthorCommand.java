package dev.multistage.grader.cli;

import dev.multistage.grader.author.Measuring;
import dev.multistage.grader.author.MeasuringException;
import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.DeclarationSchema;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.grading.Options;
import dev.multistage.grader.report.Printable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What authors of exercises need. */
@Command(
        name = "author",
        mixinStandardHelpOptions = true,
        description = "For authors of exercises; works on the working tree.",
        subcommands = {
            AuthorClaimsCommand.class,
            AuthorNewCommand.class,
            AuthorVerifyCommand.class,
            AuthorCommand.Measure.class,
            AuthorCommand.Schema.class
        })
final class AuthorCommand implements Callable<Integer> {

    private final Session session;

    @Spec private CommandSpec spec;

    AuthorCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(session.out());
        return ExitCode.USAGE;
    }

    /** Measures exercises. */
    @Command(
            name = "measure",
            mixinStandardHelpOptions = true,
            description =
                    "Builds starter, reference and alternatives of exercises and writes their sizes to"
                            + " measurements.json.")
    static final class Measure implements Callable<Integer> {

        private final Session session;

        @Parameters(arity = "0..*", paramLabel = "<exercise>", description = "all if none is named")
        private List<String> names = List.of();

        Measure(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() throws Exception {
            Catalogue catalogue = session.workingCatalogue();
            List<Exercise> exercises =
                    names.isEmpty()
                            ? catalogue.exercises()
                            : names.stream()
                                    .map(name -> session.exercise(name, catalogue))
                                    .toList();
            Options options =
                    new Options(
                            session.workspace().nonce(),
                            false,
                            session.consent(true),
                            "",
                            session.cache());
            Measuring measuring =
                    new Measuring(
                            session.workspace().root(),
                            session.engine(true),
                            options,
                            session.terminal());
            try {
                for (Exercise exercise : exercises) {
                    measuring.measure(exercise);
                }
            } catch (MeasuringException defect) {
                session.terminal().erase();
                session.err().println(Printable.clean(defect.getMessage()));
                return ExitCode.DEFECT;
            }
            session.terminal().erase();
            session.out().println("Measured " + exercises.size() + " exercises.");
            return ExitCode.PASSED;
        }
    }

    /** Prints the schema of declarations. */
    @Command(
            name = "schema",
            mixinStandardHelpOptions = true,
            description = "Prints the JSON Schema of exercise.json, for editors.")
    static final class Schema implements Callable<Integer> {

        private final Session session;

        Schema(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            session.document(DeclarationSchema.json());
            return ExitCode.PASSED;
        }
    }
}
