package dev.multistage.grader.cli;

import dev.multistage.grader.advice.Advice;
import dev.multistage.grader.advice.Advisor;
import dev.multistage.grader.advice.Weight;
import dev.multistage.grader.context.ContextException;
import dev.multistage.grader.context.FileTree;
import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.context.IgnoreSyntaxException;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.DockerfileSyntaxException;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.report.AdviceReport;
import dev.multistage.grader.report.JsonAdvice;
import dev.multistage.grader.report.SarifAdvice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what would be better in any Dockerfile. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description = {
            "Reads a Dockerfile and its build context, and says what would be better and how.",
            "It needs no engine and builds nothing."
        },
        footer = {
            "",
            "Exit codes: 0 read   1 something as heavy as --fail-on was found   2 cannot be read"
        })
final class LintCommand implements Callable<Integer> {

    /** Formats of advice. */
    enum Format {
        TEXT,
        JSON,
        SARIF
    }

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "<Dockerfile|folder|exercise>",
            defaultValue = "Dockerfile",
            description = "what to read (default: ${DEFAULT-VALUE})")
    private String subject;

    @Option(
            names = "--context",
            paramLabel = "DIR",
            description = "the build context (default: the Dockerfile's folder)")
    private Path context;

    @Option(
            names = "--format",
            paramLabel = "text|json|sarif",
            defaultValue = "text",
            description = "how to print it (default: ${DEFAULT-VALUE})")
    private Format format;

    @Option(
            names = "--fail-on",
            paramLabel = "mistake|improvement|tip",
            description = "end with 1 if something of this weight or more is found")
    private Weight failOn;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "write to a file instead of standard output")
    private Path output;

    LintCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Output written = new Output(session, output).refuseUnwritable();
        List<Advice> advice = new ArrayList<>();
        List<Path> files = dockerfiles();
        for (Path file : files) {
            advice.addAll(
                    read(file, files.size() == 1 ? shown(file) : file.getFileName().toString()));
        }
        List<String> names = files.stream().map(LintCommand::shown).toList();
        switch (format) {
            case TEXT ->
                    written.write(
                            new AdviceReport(session.style())
                                    .text(String.join(", ", names), advice));
            case JSON -> written.document(new JsonAdvice(Version.number()).render(names, advice));
            case SARIF -> written.document(new SarifAdvice(Version.number()).render(advice));
        }
        boolean fails =
                failOn != null
                        && advice.stream().anyMatch(a -> a.topic().weight().compareTo(failOn) <= 0);
        return fails ? ExitCode.NOT_PASSED : ExitCode.PASSED;
    }

    private static String shown(Path file) {
        return file.toString();
    }

    private List<Path> dockerfiles() {
        Optional<Path> path = path(subject);
        if (path.isPresent() && Files.isRegularFile(path.get())) {
            return List.of(path.get());
        }
        if (path.isPresent() && Files.isRegularFile(path.get().resolve("Dockerfile"))) {
            return List.of(path.get().resolve("Dockerfile"));
        }
        Optional<Exercise> exercise = session.catalogue().find(subject);
        if (exercise.isEmpty()) {
            throw new UsageException(
                    "there is no file, no folder with a Dockerfile and no exercise \""
                            + subject
                            + "\""
                            + session.catalogue()
                                    .nearest(subject)
                                    .map(id -> "; did you mean " + id + "?")
                                    .orElse(""));
        }
        Path app = session.workspace().app(exercise.get());
        return exercise.get().declaration().dockerfiles().stream().map(app::resolve).toList();
    }

    private static Optional<Path> path(String named) {
        try {
            return Optional.of(Path.of(named)).filter(Files::exists);
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    private List<Advice> read(Path file, String name) {
        try {
            byte[] content = Files.readAllBytes(file);
            return Advisor.advise(
                    Dockerfile.parse(content), name, Optional.of(context(file, content)));
        } catch (DockerfileSyntaxException broken) {
            throw new UsageException(
                    name
                            + ":"
                            + broken.line()
                            + ": "
                            + broken.getMessage()
                            + "\n"
                            + broken.quotedLine());
        } catch (IOException | UncheckedIOException | ContextException unreadable) {
            throw new UsageException("cannot read " + unreadable.getMessage());
        } catch (IgnoreSyntaxException broken) {
            throw new UsageException(".dockerignore: " + broken.getMessage());
        }
    }

    /** A Dockerfile outside of its context is put into it, as the docker command does. */
    private FilteredContext context(Path file, byte[] content) {
        Path folder =
                context == null
                        ? Optional.ofNullable(file.toAbsolutePath().getParent())
                                .orElse(Path.of("/"))
                        : context;
        FileTree tree = FileTree.of(folder);
        Path root = folder.toAbsolutePath().normalize();
        Path absolute = file.toAbsolutePath().normalize();
        String inside =
                absolute.startsWith(root)
                        ? root.relativize(absolute).toString().replace('\\', '/')
                        : "Dockerfile";
        return FilteredContext.of(tree.with(inside, content), inside);
    }
}
