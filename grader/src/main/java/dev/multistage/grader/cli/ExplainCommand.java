package dev.multistage.grader.cli;

import dev.multistage.grader.explain.Explanation;
import dev.multistage.grader.grading.Explainer;
import dev.multistage.grader.report.HtmlExplanation;
import dev.multistage.grader.report.JsonExplanation;
import dev.multistage.grader.report.SarifExplanation;
import dev.multistage.grader.report.TextExplanation;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Explains where the bytes of an image come from. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Says which line put which bytes into an image, which of them nobody sees or needs, and"
                    + " what to do first.",
            "An exercise is built first; an image comes from the engine; an archive (docker save, OCI"
                    + " layout, - for standard input) needs no engine."
        },
        footer = {"", "Exit codes: 0 explained   2 cannot be read or built   3 engine"})
final class ExplainCommand implements Callable<Integer> {

    /** Formats of an explanation. */
    enum Format {
        TEXT,
        JSON,
        HTML,
        SARIF
    }

    private final Session session;

    @Parameters(
            paramLabel = "<exercise|image|archive>",
            description = "exercise-4, nginx:1.29, image.tar, a folder with an OCI layout")
    private String subject;

    @Option(
            names = "--solution",
            description = "explain the reference solution instead of your files")
    private boolean solution;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "Dockerfile",
            description =
                    "the Dockerfile of an image or archive; for an exercise, which of its own")
    private Path dockerfile;

    @Option(
            names = "--context",
            paramLabel = "DIR",
            description = "the build context of an image or archive, for its lock files")
    private Path context;

    @Option(
            names = "--format",
            paramLabel = "text|json|html|sarif",
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

    ExplainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Output written = new Output(session, output).refuseUnwritable();
        Subjects subjects = new Subjects(session, engine);
        subjects = download ? subjects.withDownload() : subjects;
        Explanation explanation =
                subjects.explain(
                        subject,
                        solution,
                        new Explainer.Given(
                                Optional.ofNullable(dockerfile), Optional.ofNullable(context)));
        session.terminal().erase();
        switch (format) {
            case TEXT -> written.write(new TextExplanation(session.style()).render(explanation));
            case JSON ->
                    written.document(new JsonExplanation(Version.number()).render(explanation));
            case HTML -> written.document(new HtmlExplanation().render(explanation));
            case SARIF ->
                    written.document(new SarifExplanation(Version.number()).render(explanation));
        }
        return ExitCode.PASSED;
    }
}
