package dev.multistage.grader.check;

import dev.multistage.grader.container.HttpAnswer;

/** Demands that the value which the grader planted in the sources comes back from the app. */
@Describes(
        name = "nonce",
        reference = "T21",
        summary = "The running app was built from this exercise's sources.",
        failures = {
            @Failure(
                    code = "not-your-program",
                    title = "What runs was not built from the sources",
                    why =
                            "The grader plants a value in the sources and asks the running app for it."
                                    + " A different program, an old binary or a canned answer cannot"
                                    + " know it.")
        })
public record NonceComesBack() implements ContainerCheck {

    @Override
    public String requirement() {
        return "runs the program built from these sources";
    }

    @Override
    public Outcome examine(ContainerEvidence evidence) {
        String endpoint = evidence.app().nonceEndpoint();
        HttpAnswer answer = evidence.container().get(endpoint);
        if (answer.ok() && answer.text().contains(evidence.app().nonce())) {
            return Outcome.passed(endpoint + " knows the planted value");
        }
        String said =
                answer.status() == 0
                        ? answer.problem()
                        : answer.status() + " " + shortened(answer.text());
        return Outcome.failed("not-your-program")
                .observed(endpoint + " answered: " + said)
                .expected("the value planted in the sources before the build")
                .at(EntryProgram.places(evidence.image()))
                .next(
                        "Build the program inside the Dockerfile from the files in app/, and start"
                                + " what was built.");
    }

    private static String shortened(String text) {
        String oneLine = text.strip().replaceAll("\\s+", " ");
        return oneLine.length() <= 160 ? oneLine : oneLine.substring(0, 160) + "…";
    }
}
