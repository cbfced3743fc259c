package dev.multistage.grader.check;

import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.image.AccountedFile;
import dev.multistage.grader.image.HistoryEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Looks for configuration in an image: in its environment, its history, and all its layers. */
final class BakedConfiguration {

    /** A shorter value occurs by chance; it counts only behind its variable's name. */
    private static final int TELLING = 8;

    private static final String MOVE =
            "Leave it out of the image; give it when the container starts: docker run --env or"
                    + " --env-file, or a mounted file.";

    private BakedConfiguration() {}

    static Optional<Outcome> find(
            ImageEvidence evidence, Set<String> variables, List<String> samples) {
        Map<String, String> values = values(evidence, samples);
        List<Found> found = new ArrayList<>();
        inEnvironment(evidence, variables, values).ifPresent(found::add);
        found.addAll(inLayers(evidence, samples));
        if (found.isEmpty()) {
            inHistory(evidence, variables, values).ifPresent(found::add);
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Outcome.failed("configuration-baked-in")
                        .observed(String.join("; ", found.stream().map(Found::what).toList()))
                        .expected(
                                "no setting in the environment, the history or a layer of the image")
                        .at(found.stream().flatMap(f -> f.where().stream()).toList())
                        .next(MOVE));
    }

    /** One thing that was found, in words, and the places that caused it. */
    private record Found(String what, List<Place> where) {}

    private static Optional<Found> inEnvironment(
            ImageEvidence evidence, Set<String> variables, Map<String, String> values) {
        List<String> set = new ArrayList<>();
        evidence.image()
                .config()
                .env()
                .forEach(
                        (name, value) -> {
                            boolean sample =
                                    values.values().stream().anyMatch(v -> shows(value, v));
                            if (sample || (variables.contains(name) && !value.isEmpty())) {
                                set.add(name);
                            }
                        });
        return set.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Found(
                                "the image's own environment sets " + String.join(", ", set),
                                lines(evidence, set, Keyword.ENV, Keyword.ARG)));
    }

    private static List<Found> inLayers(ImageEvidence evidence, List<String> samples) {
        List<Found> found = new ArrayList<>();
        for (AccountedFile file : evidence.accounting().files()) {
            for (String sample : samples) {
                boolean same =
                        file.entry().isFile()
                                && file.entry()
                                        .sha256()
                                        .toString()
                                        .equals(evidence.sources().get(sample));
                if (same) {
                    String hidden =
                            file.isWaste() ? ": a later line hides it, its layer still has it" : "";
                    found.add(
                            new Found(
                                    sample + " is in the image" + hidden,
                                    List.of(place(evidence, file))));
                }
            }
        }
        return found;
    }

    private static Place place(ImageEvidence evidence, AccountedFile file) {
        String path = file.entry().path();
        return evidence.origins()
                .chargedTo(file.layerIndex())
                .map(l -> Place.path(path, file.bytes(), evidence.file(), l.startLine(), l.text()))
                .orElseGet(() -> Place.path(path, file.bytes()));
    }

    private static Optional<Found> inHistory(
            ImageEvidence evidence, Set<String> variables, Map<String, String> values) {
        Set<String> names = new TreeSet<>(variables);
        names.addAll(values.keySet());
        for (HistoryEntry step : evidence.image().config().history()) {
            for (String name : names) {
                boolean told =
                        (variables.contains(name)
                                        && assigned(name).matcher(step.createdBy()).find())
                                || shows(step.createdBy(), values.getOrDefault(name, ""));
                if (told) {
                    return Optional.of(
                            new Found(
                                    "docker history shows a value of " + name,
                                    lines(
                                            evidence,
                                            List.of(name),
                                            Keyword.ARG,
                                            Keyword.RUN,
                                            Keyword.CMD,
                                            Keyword.ENTRYPOINT)));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean shows(String text, String value) {
        return value.length() >= TELLING && text.contains(value);
    }

    /** {@code NAME=value}, but neither {@code NAME=} nor {@code NAME=$OTHER}. */
    private static Pattern assigned(String name) {
        return Pattern.compile("(?<![A-Za-z0-9_])" + Pattern.quote(name) + "=[\"']?[^\\s\"'$]");
    }

    /** Returns the lines that speak of one of the names, or where the final stage begins. */
    private static List<Place> lines(
            ImageEvidence evidence, List<String> names, Keyword... keywords) {
        List<Place> places = new ArrayList<>();
        for (Instruction line : evidence.dockerfile().finalStage().instructions()) {
            if (List.of(keywords).contains(line.keyword())
                    && names.stream().anyMatch(line.text()::contains)) {
                places.add(evidence.at(line));
            }
        }
        if (places.isEmpty()) {
            places.add(evidence.at(evidence.dockerfile().finalStage().from()));
        }
        return places;
    }

    /** Returns names and values of {@code NAME=value} lines. */
    private static Map<String, String> values(ImageEvidence evidence, List<String> samples) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String sample : samples) {
            byte[] content = evidence.dependencies().getOrDefault(sample, new byte[0]);
            new String(content, StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.strip().split("=", 2))
                    .filter(pair -> pair.length == 2 && !pair[0].startsWith("#"))
                    .forEach(pair -> values.put(pair[0], pair[1]));
        }
        return values;
    }
}
