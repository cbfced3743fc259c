package dev.multistage.grader.check;

/** Demands that the app works with a read-only root and only its declared writable paths. */
@Describes(
        name = "read-only-root",
        reference = "T23",
        summary =
                "The app works with a read-only root file system and only its declared writable paths.",
        failures = {
            @Failure(
                    code = "writes-outside",
                    title = "The app writes where it must not",
                    why =
                            "An app that changes its own image at start is not what you built, and an"
                                    + " attacker can change it just as well.")
        })
public record ReadOnlyRoot() implements ContainerCheck {

    @Override
    public String requirement() {
        return "works with a read-only root";
    }

    @Override
    public Outcome examine(ContainerEvidence evidence) {
        ContainerEvidence.Start start = evidence.start();
        if (!start.readOnlyFailed()) {
            return Outcome.passed(
                    evidence.app().writable().isEmpty()
                            ? "writes nowhere"
                            : "writes only to " + String.join(", ", evidence.app().writable()));
        }
        return Outcome.failed("writes-outside")
                .observed(
                        "healthy only with a writable root; read-only it "
                                + (start.readOnlyLog().isBlank()
                                        ? "did not answer"
                                        : "printed:\n" + start.readOnlyLog().strip()))
                .expected(
                        "writes only to "
                                + (evidence.app().writable().isEmpty()
                                        ? "nothing"
                                        : String.join(", ", evidence.app().writable())))
                .at(EntryProgram.places(evidence.image()))
                .next(
                        "Do at build time what the container does at its start, or point the app's data folder to a writable path.");
    }
}
