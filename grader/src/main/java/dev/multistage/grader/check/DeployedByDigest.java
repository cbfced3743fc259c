package dev.multistage.grader.check;

/** Demands that the Compose file runs exactly the image that was pushed, named by its digest. */
@Describes(
        name = "deployed-by-digest",
        reference = "T25",
        summary = "What is deployed is named by the digest that the registry gave it.",
        failures = {
            @Failure(
                    code = "not-by-digest",
                    title = "The deployment does not name the image by its digest",
                    why =
                            "A tag can be moved to another image at any time, and two machines that"
                                    + " pull it may run two programs. A digest is the content's own"
                                    + " checksum.")
        })
public record DeployedByDigest() implements DeploymentCheck {

    private static final int SHOWN_DIGITS = 12;

    @Override
    public String requirement() {
        return "deployed by digest";
    }

    @Override
    public Outcome examine(DeploymentEvidence evidence) {
        if (!evidence.unavailable().isEmpty()) {
            return Outcome.unavailable(evidence.unavailable());
        }
        if (!evidence.reading().problem().isEmpty()) {
            return Outcome.blocked("Compose does not take the file");
        }
        String named = evidence.reading().image();
        if (named.equals(evidence.reference())) {
            return Outcome.passed(
                    "pushed, pulled back and started as " + shortened(evidence.reference()));
        }
        return Outcome.failed("not-by-digest")
                .observed("image: " + (named.isEmpty() ? "none" : shortened(named)))
                .expected("image: the value of IMAGE, here " + shortened(evidence.reference()))
                .at(evidence.file().at("image"))
                .next(
                        "Write image: ${IMAGE} and nothing else. Whoever deploys sets IMAGE to"
                                + " NAME@sha256:…, as the push printed it.");
    }

    /** Leaves out the part that names the grade, and most of the digest. */
    private static String shortened(String reference) {
        int digest = reference.indexOf("@sha256:");
        int end = digest < 0 ? reference.length() : digest + "@sha256:".length() + SHOWN_DIGITS;
        String name = reference.substring(0, Math.min(end, reference.length()));
        return name.replaceFirst("^(localhost:[0-9]+)/[^/]+/", "$1/") + (digest < 0 ? "" : "…");
    }
}
