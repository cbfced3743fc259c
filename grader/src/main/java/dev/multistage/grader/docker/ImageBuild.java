package dev.multistage.grader.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import dev.multistage.grader.docker.BuildResult.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One build by BuildKit, through {@code POST /build?version=2}. The engine answers 200 whatever
 * happens; how the build ended is in the stream.
 *
 * <p>The exchange runs on a thread of its own. The calling thread waits, watches the budgets and
 * can be interrupted at any time.
 */
final class ImageBuild {

    /** How much of each step's output is kept. */
    private static final int KEPT_LOG = 64 << 10;

    private static final Duration LOOK = Duration.ofMillis(100);

    /** A cancelled build must be gone within two seconds; then its stream is cut. */
    private static final Duration CANCEL = Duration.ofMillis(1500);

    private final EngineHttp http;
    private final BuildRequest request;
    private final DockerfileUpload upload;
    private final DiskWatch disk;
    private final BuildTrace trace;
    private final BuildListener listener;
    private final List<String> notes;
    private final int addedLines;
    private final String id = "grade-" + UUID.randomUUID();
    private final long start = System.nanoTime();
    private volatile EngineStream stream;

    /**
     * @param upload the context, its Dockerfile already replaced where it had to be
     * @param addedLines how many lines were added on top of the learner's Dockerfile
     */
    ImageBuild(
            EngineHttp http,
            BuildRequest request,
            DockerfileUpload upload,
            int addedLines,
            List<String> notes,
            DiskWatch disk,
            StepLines lines,
            BuildListener listener) {
        this.http = http;
        this.request = request;
        this.upload = upload;
        this.addedLines = addedLines;
        this.notes = notes;
        this.disk = disk;
        this.listener = listener;
        this.trace = new BuildTrace(lines, listener, KEPT_LOG);
    }

    BuildResult run() throws InterruptedException {
        Future<Ending> exchange = http.async(this::exchange);
        Reason over = null;
        while (true) {
            try {
                Ending ending = exchange.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                return over == null ? result(ending) : stopped(over);
            } catch (TimeoutException stillBuilding) {
                if (over != null) {
                    exchange.cancel(true);
                    return stopped(over);
                }
                tellWhatIsAtWork();
                over = listener.enough() ? Reason.STOPPED : overBudget();
                if (over != null) {
                    cancel(exchange);
                }
            } catch (InterruptedException stop) {
                cancel(exchange);
                throw stop;
            } catch (CancellationException cut) {
                // the engine took longer to stop than cancel() waits
                return stopped(over);
            } catch (ExecutionException failed) {
                if (over != null) {
                    return stopped(over);
                }
                throw EngineErrors.lost(failed.getCause(), http.endpoint());
            }
        }
    }

    private void tellWhatIsAtWork() {
        BuildStep running;
        synchronized (trace) {
            running = trace.running();
        }
        if (running != null) {
            listener.atWork(running);
        }
    }

    /** Has the engine stop the build, for a program that is about to end. */
    void abandon() {
        http.post("/build/cancel?id=" + id, null);
        EngineStream open = stream;
        if (open != null) {
            open.close();
        }
    }

    private Ending exchange() throws IOException {
        Request post =
                EngineHttp.request("POST", request.path(id))
                        .putHeader("Content-Type", "application/x-tar")
                        .body(upload.body())
                        .build();
        Ending ending = new Ending("", "");
        try (upload;
                EngineStream answer = http.openHere(post, request.budget().plusMinutes(1))) {
            stream = answer;
            try (var lines =
                    EngineHttp.JSON.readerFor(JsonNode.class).<JsonNode>readValues(answer)) {
                while (lines.hasNextValue()) {
                    ending = read(lines.nextValue(), ending);
                }
            }
        }
        if (ending.imageId().isEmpty() && ending.error().isEmpty()) {
            throw new IOException("the build's log ends in the middle");
        }
        return ending;
    }

    private Ending read(JsonNode line, Ending before) {
        JsonNode aux = line.path("aux");
        switch (line.path("id").asText()) {
            case "moby.buildkit.trace" -> {
                synchronized (trace) {
                    trace.accept(Base64.getDecoder().decode(aux.asText()));
                }
            }
            case "moby.image.id" -> {
                return new Ending(aux.path("ID").asText(), before.error());
            }
            default -> {
                JsonNode error = line.path("errorDetail").path("message");
                if (!error.isMissingNode()) {
                    return new Ending(before.imageId(), error.asText());
                }
            }
        }
        return before;
    }

    private Reason overBudget() {
        if (System.nanoTime() - start > request.budget().toNanos()) {
            return Reason.OVER_TIME;
        }
        synchronized (trace) {
            if (trace.logged() > request.logBytes()) {
                return Reason.OVER_LOG;
            }
        }
        return disk.used() > request.diskBytes() ? Reason.OVER_DISK : null;
    }

    /** Tells the engine to stop, and cuts the stream if it has not done so soon. */
    private void cancel(Future<Ending> exchange) {
        long end = System.nanoTime() + CANCEL.toNanos();
        try {
            http.post("/build/cancel?id=" + id, null);
        } catch (EngineException alreadyOver) {
            // then cutting the stream ends it
        }
        boolean interrupted = false;
        while (!exchange.isDone() && System.nanoTime() < end) {
            try {
                exchange.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException again) {
                interrupted = true;
            } catch (TimeoutException | ExecutionException over) {
                break;
            }
        }
        EngineStream open = stream;
        if (open != null) {
            open.close();
        }
        exchange.cancel(true);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private BuildResult result(Ending ending) {
        if (ending.error().isEmpty()) {
            return new BuildResult.Built(
                    ending.imageId(), trace.steps(), warnings(), notes, took());
        }
        List<BuildStep> steps = trace.steps();
        if (ending.error().contains("failed to read downloaded context")) {
            throw new EngineException(
                    "This engine's containerd image store cannot take builds over the engine's API"
                            + " (known as moby issue 47717).",
                    "Update Docker to 27 or newer, or switch \"containerd-snapshotter\" off in its"
                            + " settings.");
        }
        BuildFailure failure = BuildFailure.of(ending.error(), steps);
        BuildStep step = BuildFailure.failed(steps);
        int line = failure.line() > 0 ? Math.max(1, failure.line() - addedLines) : 0;
        return new BuildResult.Failed(
                failure.reason(),
                failure.message(),
                line > 0 || step == null ? line : step.line(),
                step,
                steps,
                warnings(),
                notes,
                took());
    }

    /** The build was stopped for its budget: the step that was running is the one to look at. */
    private BuildResult stopped(Reason over) {
        synchronized (trace) {
            List<BuildStep> steps = trace.steps();
            BuildStep running = trace.running();
            return new BuildResult.Failed(
                    over,
                    sentence(over),
                    running == null ? 0 : running.line(),
                    running,
                    steps,
                    warnings(),
                    notes,
                    took());
        }
    }

    private String sentence(Reason over) {
        return switch (over) {
            case STOPPED -> "The build was stopped: what was asked is known.";
            case OVER_TIME -> "The build was stopped after " + request.budget().toSeconds() + " s.";
            case OVER_LOG ->
                    String.format(
                            "The build was stopped: it printed more than %.1f MB.",
                            request.logBytes() / 1e6);
            default ->
                    String.format(
                            "The build was stopped: it filled more than %.1f MB of disk.",
                            request.diskBytes() / 1e6);
        };
    }

    private List<BuildWarning> warnings() {
        return trace.warnings().stream()
                .map(
                        warning ->
                                new BuildWarning(
                                        warning.rule(),
                                        warning.message(),
                                        warning.url(),
                                        Math.max(0, warning.line() - addedLines)))
                .toList();
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** How the stream ended: with an image or with an error. */
    private record Ending(String imageId, String error) {}
}
