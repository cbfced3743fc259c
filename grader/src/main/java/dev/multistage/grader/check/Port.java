package dev.multistage.grader.check;

import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Keyword;
import java.util.List;
import java.util.Optional;

/** Demands that the image says which port it serves, and that the app listens there. */
@Describes(
        name = "port",
        reference = "T21",
        summary = "The image EXPOSEs the app's port and the app listens on it.",
        failures = {
            @Failure(
                    code = "port-not-exposed",
                    title = "The image does not say which port it serves",
                    why =
                            "EXPOSE opens nothing, but people and tools read it to know where the app"
                                    + " listens."),
            @Failure(
                    code = "wrong-port",
                    title = "The app listens on another port",
                    why = "What is published is the port that the exercise names.")
        })
public record Port() implements ContainerCheck {

    @Override
    public String requirement() {
        return "exposes its port and listens there";
    }

    @Override
    public boolean needsHealth() {
        return false;
    }

    @Override
    public Optional<Outcome> examineImage(ImageEvidence evidence) {
        int port = evidence.app().port();
        if (evidence.image().config().exposedPorts().contains(port + "/tcp")) {
            return Optional.empty();
        }
        List<String> exposed = evidence.image().config().exposedPorts();
        Instruction line =
                evidence.dockerfile()
                        .effective(Keyword.EXPOSE)
                        .orElseGet(() -> evidence.dockerfile().finalStage().from());
        return Optional.of(
                Outcome.failed("port-not-exposed")
                        .observed(
                                exposed.isEmpty()
                                        ? "no EXPOSE"
                                        : "EXPOSE " + String.join(" ", exposed))
                        .expected("EXPOSE " + port)
                        .at(evidence.at(line))
                        .next("Add EXPOSE " + port + " to the final stage."));
    }

    @Override
    public Outcome examine(ContainerEvidence evidence) {
        Optional<Outcome> declared = examineImage(evidence.image());
        if (declared.isPresent()) {
            return declared.get();
        }
        int port = evidence.app().port();
        if (evidence.start().healthy()) {
            return Outcome.passed(String.valueOf(port));
        }
        List<Integer> listening = evidence.container().listeningPorts();
        if (listening.isEmpty() || listening.contains(port)) {
            return Outcome.blocked("the app does not answer");
        }
        return Outcome.failed("wrong-port")
                .observed("listens on " + listening)
                .expected("listens on " + port)
                .at(EntryProgram.places(evidence.image()))
                .next("Leave PORT alone: the app's default is right.");
    }
}
