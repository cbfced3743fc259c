package dev.multistage.grader.cli;

import dev.multistage.grader.explain.Anatomy;
import dev.multistage.grader.explain.Comparison;
import dev.multistage.grader.grading.Explainer;
import dev.multistage.grader.report.JsonExplanation;
import dev.multistage.grader.report.TextComparison;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two images. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        customSynopsis = {
            "./grade compare A B [--format text|json] [-o FILE]",
            "       ./grade compare exercise-4 exercise-4 --solution",
            "       ./grade compare exercise-4 --previous",
            "       ./grade compare old.tar registry/app:latest"
        },
        description =
                "Says line by line and directory by directory what became smaller from A to B: each an"
                        + " exercise, an image or an archive.",
        footer = {"", "Exit codes: 0 compared   2 cannot be read or built   3 engine"})
final class CompareCommand implements Callable<Integer> {

    private static final String SOLUTION = "--solution";

    /** Formats of a comparison. */
    enum Format {
        TEXT,
        JSON
    }

    private final Session session;

    @Spec private CommandSpec spec;

    @Parameters(
            arity = "1..2",
            paramLabel = "<exercise|image|archive>",
            description = "what to compare: exercise-4, nginx:1.29, image.tar")
    private List<String> subjects;

    @Option(
            names = SOLUTION,
            description = "behind an exercise: its reference solution instead of your files")
    private boolean[] solutions;

    @Option(
            names = "--previous",
            description = "compare your last attempt at one exercise with the one at hand")
    private boolean previous;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "how to print it (default: ${DEFAULT-VALUE})")
    private Format format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "write to a file instead of standard output")
    private Path output;

    @Option(
            names = "--download",
            description =
                    "also pack the layers above the base image and show their size (30 s for 1 GB)")
    private boolean download;

    @Mixin private EngineOptions engine;

    CompareCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (subjects.size() != (previous ? 1 : 2)) {
            throw new UsageException(
                    previous
                            ? "--previous goes with one exercise"
                            : "compare needs two things, for example exercise-4 exercise-4"
                                    + " --solution; or one exercise and --previous");
        }
        Output written = new Output(session, output).refuseUnwritable();
        Subjects found = new Subjects(session, engine);
        found = download ? found.withDownload() : found;
        List<Anatomy> sides = previous ? found.lastTwo(subjects.get(0)) : both(found);
        session.terminal().erase();
        Comparison comparison = Comparison.of(sides.get(0), sides.get(1));
        switch (format) {
            case JSON -> written.document(new JsonExplanation(Version.number()).render(comparison));
            case TEXT -> written.write(new TextComparison(session.style()).render(comparison));
        }
        return ExitCode.PASSED;
    }

    private List<Anatomy> both(Subjects found) throws InterruptedException {
        List<Boolean> solution = solutions();
        List<Anatomy> sides = new ArrayList<>();
        for (int side = 0; side < 2; side++) {
            sides.add(found.take(subjects.get(side), solution.get(side), Explainer.Given.NOTHING));
        }
        return sides;
    }

    /** An option belongs to the subject that it stands behind; at the front to the first. */
    private List<Boolean> solutions() {
        boolean[] marked = new boolean[2];
        int seen = 0;
        for (String argument : spec.commandLine().getParseResult().originalArgs()) {
            if (seen < 2 && argument.equals(subjects.get(seen))) {
                seen++;
            } else if (argument.equals(SOLUTION)) {
                marked[Math.max(0, seen - 1)] = true;
            }
        }
        return List.of(marked[0], marked[1]);
    }
}
