package dev.multistage.grader.check;

import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.image.Secret.Encoding;
import dev.multistage.grader.image.Secret.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Demands that a secret which the grader planted in the build context is nowhere in the image: in
 * no layer, deleted files included, plain, as Base64, in hexadecimal digits or in a packed file,
 * and neither in the configuration nor in the history.
 */
@Describes(
        name = "no-secrets",
        reference = "T15",
        summary = "A secret from the build context is in no layer, configuration or history.",
        failures = {
            @Failure(
                    code = "secret-in-layer",
                    title = "A secret is in a layer of the image",
                    why =
                            "Whoever can pull the image can read every layer, also what a later line"
                                    + " deletes."),
            @Failure(
                    code = "secret-in-config",
                    title = "A secret is in the image's configuration or history",
                    why =
                            "docker inspect and docker history show it to whoever can pull the image.")
        })
public record NoSecrets() implements ImageCheck {

    private static final int MOST_PLACES = 5;

    @Override
    public String requirement() {
        return "no secret in any layer, configuration or history";
    }

    @Override
    public Outcome examine(ImageEvidence evidence) {
        List<Match> matches = evidence.image().secretMatches();
        if (matches.isEmpty()) {
            return Outcome.passed("none");
        }
        Optional<Match> inLayer = matches.stream().filter(match -> !match.inConfig()).findFirst();
        return inLayer.map(match -> inLayer(evidence, matches, match))
                .orElseGet(() -> inConfig(evidence, matches.get(0)));
    }

    private static Outcome inLayer(ImageEvidence evidence, List<Match> matches, Match first) {
        List<Place> places = new ArrayList<>();
        for (Match match : matches) {
            if (!match.inConfig() && places.size() < MOST_PLACES) {
                places.add(place(evidence, match));
            }
        }
        Optional<Instruction> line = evidence.origins().chargedTo(first.layerIndex());
        boolean deleted =
                evidence.accounting().files().stream()
                        .anyMatch(
                                file ->
                                        file.isWaste()
                                                && file.layerIndex() == first.layerIndex()
                                                && file.entry().path().equals(first.path()));
        return Outcome.failed("secret-in-layer")
                .observed(
                        first.secret().name()
                                + form(first)
                                + " is in "
                                + first.path()
                                + line.map(l -> ", from line " + l.startLine()).orElse("")
                                + (deleted ? "; a later line hides it, the layer keeps it" : ""))
                .expected("that it stays out of the image")
                .at(places)
                .next(
                        "Keep it out of the context with .dockerignore, and copy by name what the"
                                + " image needs. Deleting it in a later line does not help.");
    }

    private static Place place(ImageEvidence evidence, Match match) {
        return evidence.origins()
                .chargedTo(match.layerIndex())
                .map(
                        line ->
                                Place.path(
                                        match.path(),
                                        -1,
                                        evidence.file(),
                                        line.startLine(),
                                        line.text()))
                .orElseGet(() -> Place.path(match.path(), -1));
    }

    private static String form(Match match) {
        String packed = match.packed() ? " inside of a packed file" : "";
        if (match.encoding() == Encoding.PLAIN) {
            return packed;
        }
        return (match.encoding() == Encoding.BASE64 ? ", as Base64," : ", in hexadecimal,")
                + packed;
    }

    private static Outcome inConfig(ImageEvidence evidence, Match match) {
        boolean history =
                evidence.image().config().history().stream()
                        .anyMatch(step -> step.createdBy().contains(match.secret().text()));
        return Outcome.failed("secret-in-config")
                .observed(
                        match.secret().name()
                                + form(match)
                                + (history
                                        ? " is in the image's history"
                                        : " is in the image's configuration"))
                .expected("that it stays out of the image")
                .next(
                        "Never write a secret into ENV, ARG, LABEL or a command. What the program"
                                + " needs, it gets when it starts; what a build needs, through RUN"
                                + " --mount=type=secret.");
    }
}
