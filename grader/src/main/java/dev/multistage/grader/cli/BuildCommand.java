package dev.multistage.grader.cli;

import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Submission;
import dev.multistage.grader.grading.Grader;
import dev.multistage.grader.grading.Kept;
import dev.multistage.grader.grading.Options;
import dev.multistage.grader.report.Printable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Builds an exercise's image and keeps it. */
@Command(
        name = "build",
        mixinStandardHelpOptions = true,
        description =
                "Builds an exercise's image and keeps it under a plain name, to look at it with docker.")
final class BuildCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "<exercise>", description = "an exercise, for example exercise-3")
    private String exercise;

    @Option(
            names = "--solution",
            description = "build the reference solution instead of your files")
    private boolean solution;

    @Mixin private EngineOptions engine;

    BuildCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Exercise chosen = session.exercise(exercise);
        Submission submission =
                solution
                        ? Submission.ofSolution(chosen)
                        : Submission.ofFolder(chosen, session.workspace().app(chosen));
        Grader grader = new Grader(() -> session.engine(engine.mayInstall()));
        List<Kept> images =
                grader.build(
                        submission,
                        new Options(
                                session.workspace().nonce(),
                                engine.offline(),
                                session.consent(engine.mayInstall()),
                                chosen.id() + ":" + (solution ? "solution" : "latest"),
                                session.cache()),
                        session.terminal());
        session.terminal().erase();
        int code = ExitCode.PASSED;
        for (Kept image : images) {
            if (image.failure().isPresent()) {
                session.err().println(Printable.clean(image.failure().get()));
                code = ExitCode.NOT_PASSED;
            } else {
                session.out()
                        .println(
                                "Built "
                                        + image.tag()
                                        + ", "
                                        + Sizes.megabytes(image.unpackedBytes())
                                        + ".");
                session.out().println("Look at it: docker history " + image.tag());
            }
        }
        return code;
    }
}
