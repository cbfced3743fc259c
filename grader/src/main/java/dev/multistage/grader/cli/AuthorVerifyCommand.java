package dev.multistage.grader.cli;

import dev.multistage.grader.author.Defect;
import dev.multistage.grader.author.EngineClock;
import dev.multistage.grader.author.Proof;
import dev.multistage.grader.author.Variant;
import dev.multistage.grader.author.Verification;
import dev.multistage.grader.exercise.CourseDirectory;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.grading.Options;
import dev.multistage.grader.report.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies exercises. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Proves exercises: texts and declarations first, then on an engine that the starter"
                    + " fails as declared, that right answers pass and that mistakes get their"
                    + " codes.",
            "Ends with 0 if there is no defect, with 4 and a line file:line: what. Fix for each"
                    + " otherwise."
        })
final class AuthorVerifyCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(arity = "0..*", paramLabel = "<exercise>", description = "all if none is named")
    private List<String> names = List.of();

    @Option(names = "--static", description = "only what needs no engine")
    private boolean statics;

    @Option(
            names = "--cold",
            description = "build starters and references without the engine's cache (slow)")
    private boolean cold;

    @Option(
            names = "--jobs",
            paramLabel = "<n>",
            defaultValue = "1",
            description = "how many to grade at once (default: ${DEFAULT-VALUE})")
    private int jobs;

    AuthorVerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (jobs < 1) {
            throw new UsageException("--jobs takes a number from 1");
        }
        long began = System.nanoTime();
        Verification verification =
                new Verification(new CourseDirectory(session.workspace().root()));
        Set<String> reported = new TreeSet<>();
        List<Exercise> exercises = chosen(verification);
        List<Defect> defects = new ArrayList<>();
        if (names.isEmpty()) {
            defects.addAll(verification.inspectCourse());
            defects.addAll(verification.unprovedCodes());
        }
        exercises.forEach(exercise -> defects.addAll(verification.inspect(exercise)));
        defects.forEach(defect -> report(defect, reported));
        EngineClock clock = null;
        List<Variant> variants =
                exercises.stream().flatMap(exercise -> Variant.of(exercise).stream()).toList();
        if (!statics && !variants.isEmpty()) {
            clock = new EngineClock(session.engine(true));
            Options options =
                    new Options(
                            session.workspace().nonce(),
                            false,
                            session.consent(true),
                            "",
                            session.cache());
            List<Proof> proofs =
                    Verification.prove(
                            variants, clock.engine(), options, cold, jobs, this::progress);
            for (Proof proof : proofs) {
                defects.addAll(proof.defects());
                proof.defects().forEach(defect -> report(defect, reported));
            }
        }
        session.terminal().erase();
        return summary(
                exercises.size(),
                clock == null ? 0 : variants.size(),
                defects,
                (System.nanoTime() - began) / 1e9,
                clock == null ? -1 : clock.seconds());
    }

    private List<Exercise> chosen(Verification verification) {
        if (names.isEmpty()) {
            return verification.exercises();
        }
        return names.stream()
                .map(name -> session.exercise(name, session.workingCatalogue()))
                .toList();
    }

    private void progress(Proof proof, int done, int total) {
        session.terminal().advanced("verified " + proof.variant(), done, total);
    }

    private void report(Defect defect, Set<String> reported) {
        if (reported.add(defect.toString())) {
            session.terminal().erase();
            session.err().println(Printable.oneLine(defect.toString()));
        }
    }

    private int summary(
            int exercises, int graded, List<Defect> all, double seconds, double engineSeconds) {
        long warnings = all.stream().filter(Defect::warning).count();
        long defects = all.size() - warnings;
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "Verified %s", count(exercises, "exercise")));
        if (graded > 0) {
            text.append(String.format(Locale.ROOT, ", %s graded", count(graded, "variant")));
        }
        text.append(String.format(Locale.ROOT, ", in %.1f s", seconds));
        if (engineSeconds >= 0) {
            // with several jobs their waiting adds up, so the share is of the time of all of them
            text.append(
                    String.format(
                            Locale.ROOT,
                            " (%.0f %% of it waiting for the engine)",
                            Math.min(100, 100 * engineSeconds / (seconds * jobs))));
        }
        text.append(": ")
                .append(defects == 0 ? "no defect" : count((int) defects, "defect"))
                .append(warnings == 0 ? "" : ", " + count((int) warnings, "warning"))
                .append('.');
        session.out().println(text);
        return defects == 0 ? ExitCode.PASSED : ExitCode.DEFECT;
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
