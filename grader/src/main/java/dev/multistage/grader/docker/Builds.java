package dev.multistage.grader.docker;

import dev.multistage.grader.docker.BuildResult.Failed;
import dev.multistage.grader.docker.BuildResult.Reason;
import dev.multistage.grader.docker.FrontendChoice.Decision;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.DockerfileSyntaxException;
import dev.multistage.grader.dockerfile.ImageUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Builds images: reads the Dockerfile, finds who can build it, builds, and explains failures. */
final class Builds {

    private final Engine engine;
    private final EngineHttp http;
    private final Unfinished unfinished;
    private final Supplier<DiskWatch> disk;

    /**
     * @param disk makes what watches the disk of one build
     */
    Builds(Engine engine, EngineHttp http, Unfinished unfinished, Supplier<DiskWatch> disk) {
        this.engine = engine;
        this.http = http;
        this.unfinished = unfinished;
        this.disk = disk;
    }

    BuildResult build(BuildRequest request, BuildListener listener) throws InterruptedException {
        FrontendChoice frontends = new FrontendChoice(engine, listener);
        DockerfileUpload upload = open(request);
        Optional<Dockerfile> parsed = upload.dockerfile().flatMap(Builds::parsed);
        if (parsed.isEmpty()) {
            return run(request, upload, Decision.UNCHANGED, StepLines.UNKNOWN, listener);
        }
        byte[] content = upload.dockerfile().orElseThrow();
        DockerfileLines lines = new DockerfileLines(parsed.get());
        Decision decision = frontends.decide(content, parsed.get());
        BuildResult result = run(request, upload, decision, lines, listener);
        if (notUnderstood(result)) {
            decision = frontends.afterRefusal(content, parsed.get());
            if (decision != Decision.UNCHANGED) {
                result = run(request, open(request), decision, lines, listener);
            }
        }
        return result instanceof Failed failed
                ? explained(failed, parsed.get(), lines, request.target())
                : result;
    }

    private static DockerfileUpload open(BuildRequest request) {
        try {
            return DockerfileUpload.of(request.context().tar(), request.dockerfile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The engine says better than we could what is wrong with a file that nobody can read. */
    private static Optional<Dockerfile> parsed(byte[] content) {
        try {
            return Optional.of(Dockerfile.parse(content));
        } catch (DockerfileSyntaxException wrong) {
            return Optional.empty();
        }
    }

    private BuildResult run(
            BuildRequest request,
            DockerfileUpload upload,
            Decision decision,
            StepLines lines,
            BuildListener listener)
            throws InterruptedException {
        if (decision.refusal().isPresent()) {
            FrontendChoice.Refusal refusal = decision.refusal().get();
            return new Failed(
                    refusal.reason(),
                    refusal.message(),
                    refusal.line(),
                    null,
                    List.of(),
                    List.of(),
                    List.of(),
                    Duration.ZERO);
        }
        decision.upload().ifPresent(changed -> upload.replace(changed.content()));
        List<String> notes = new ArrayList<>();
        if (!decision.note().isEmpty()) {
            notes.add(decision.note());
        }
        ImageBuild build =
                new ImageBuild(
                        http,
                        request,
                        upload,
                        decision.upload().map(FrontendLine::addedLines).orElse(0),
                        notes,
                        disk.get(),
                        lines,
                        listener);
        Runnable ending = build::abandon;
        unfinished.add(ending);
        try {
            return build.run();
        } finally {
            unfinished.done(ending);
        }
    }

    /** Our parser knows the newest grammar: what it reads and the engine does not is too new. */
    private static boolean notUnderstood(BuildResult result) {
        return result instanceof Failed failed
                && failed.reason() == Reason.SYNTAX
                && failed.message().toLowerCase(Locale.ROOT).contains("unknown flag");
    }

    /**
     * Adds what the engine does not say: the line, and that an unknown image is a misspelt stage.
     */
    private static Failed explained(
            Failed failed, Dockerfile dockerfile, DockerfileLines lines, String target) {
        if (failed.reason() == Reason.STAGES && failed.line() == 0) {
            return with(failed, failed.reason(), failed.message(), lines.stageProblem());
        }
        if (failed.reason() != Reason.BASE_UNAVAILABLE) {
            return failed;
        }
        String said = failed.message() + (failed.step() == null ? "" : failed.step().name());
        Optional<ImageUse> use = lines.useNamedIn(said, target);
        if (use.isEmpty()) {
            return failed;
        }
        int line = use.get().position().line();
        String name = use.get().asWritten();
        boolean stageName = use.get().kind() != ImageUse.Kind.FROM && name.matches("[\\w.-]+");
        return stageName && dockerfile.stages().size() > 1
                ? with(failed, Reason.STAGES, "There is no stage named " + name + ".", line)
                : with(failed, failed.reason(), failed.message(), line);
    }

    private static Failed with(Failed failed, Reason reason, String message, int line) {
        return new Failed(
                reason,
                message,
                line,
                failed.step(),
                failed.steps(),
                failed.warnings(),
                failed.notes(),
                failed.duration());
    }
}
