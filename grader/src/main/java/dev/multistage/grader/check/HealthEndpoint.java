package dev.multistage.grader.check;

import dev.multistage.grader.container.HttpAnswer;
import dev.multistage.grader.dockerfile.Keyword;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Demands that the health endpoint answers from outside within the start budget. */
@Describes(
        name = "health-endpoint",
        reference = "T22",
        summary = "The app answers with 200 on its health endpoint, asked from outside.",
        failures = {
            @Failure(
                    code = "never-started",
                    title = "The container does not run",
                    why = "An image that does not run is worth nothing, however small."),
            @Failure(
                    code = "no-answer",
                    title = "Nobody answers on the app's port",
                    why =
                            "Callers, load balancers and probes reach the app only through its port."),
            @Failure(
                    code = "health-missing",
                    title = "Something answers, but not with a health endpoint",
                    why = "The app of this exercise has one: what answers is not that app."),
            @Failure(
                    code = "health-failing",
                    title = "The health endpoint reports a failure",
                    why = "The app is up but says itself that it cannot work.")
        })
public record HealthEndpoint() implements ContainerCheck {

    @Override
    public String requirement() {
        return "answers 200 on its health endpoint";
    }

    @Override
    public boolean needsHealth() {
        return false;
    }

    @Override
    public Outcome examine(ContainerEvidence evidence) {
        ContainerEvidence.Start start = evidence.start();
        String path = evidence.app().health();
        String took = String.format(Locale.ROOT, "%.1f s", start.took().toMillis() / 1e3);
        if (start.healthy()) {
            return Outcome.passed(start.last().status() + " after " + took);
        }
        HttpAnswer last = start.last();
        String log = start.log().isBlank() ? "" : "\n" + start.log().strip();
        if (!start.state().running()) {
            String error = start.state().error();
            String how =
                    !error.isBlank()
                            ? error
                            : start.state().outOfMemory()
                                    ? "killed for using more than its memory limit"
                                    : "exit code " + start.state().exitCode() + " after " + took;
            Optional<Place> user = missingUser(error, evidence.image());
            if (user.isPresent()) {
                return Outcome.failed("never-started")
                        .observed(how)
                        .expected("a user that the engine finds in the image, or a number")
                        .at(user.get())
                        .next("Write a number, which needs no /etc/passwd: USER 65532.");
            }
            return Outcome.failed("never-started")
                    .observed(how + log)
                    .expected("a server on port " + evidence.app().port())
                    .at(EntryProgram.places(evidence.image()))
                    .next(
                            "Read what it printed above. \"no such file or directory\" for a file that"
                                    + " exists means that its loader or a library is missing.");
        }
        if (last.status() == 0) {
            return Outcome.failed("no-answer")
                    .observed(
                            "no answer on port "
                                    + evidence.app().port()
                                    + " within "
                                    + start.budget().toSeconds()
                                    + " s"
                                    + listening(evidence, last)
                                    + log)
                    .expected("200 on " + path + " within " + start.budget().toSeconds() + " s")
                    .at(EntryProgram.places(evidence.image()))
                    .next(
                            "Make the program listen on 0.0.0.0:"
                                    + evidence.app().port()
                                    + ", not on 127.0.0.1 or another port.");
        }
        boolean failing = last.status() >= 500;
        return Outcome.failed(failing ? "health-failing" : "health-missing")
                .observed(last.status() + " on " + path + log)
                .expected("200 on " + path)
                .at(EntryProgram.places(evidence.image()))
                .next(
                        failing
                                ? "The answer's text and the log above say what the app misses."
                                : "Check which program CMD or ENTRYPOINT starts and which files it"
                                        + " was built from.");
    }

    /** Returns the line of USER if the engine could not find that user or group. */
    private static Optional<Place> missingUser(String error, ImageEvidence image) {
        return error.contains("unable to find user") || error.contains("unable to find group")
                ? image.dockerfile().effective(Keyword.USER).map(image::at)
                : Optional.empty();
    }

    /** Says where the program listens instead, as far as that can be seen. */
    private static String listening(ContainerEvidence evidence, HttpAnswer last) {
        int port = evidence.app().port();
        List<Integer> ports = evidence.container().listeningPorts();
        if (evidence.container().loopbackPorts().contains(port)) {
            return ": it listens on 127.0.0.1 only, where nobody outside can reach it";
        }
        if (!ports.isEmpty() && !ports.contains(port)) {
            return ": it listens on "
                    + ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        return last.problem().isEmpty() ? "" : " (" + last.problem() + ")";
    }
}
