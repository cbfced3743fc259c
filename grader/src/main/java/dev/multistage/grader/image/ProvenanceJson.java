package dev.multistage.grader.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.multistage.grader.image.Provenance.Lines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the provenance that BuildKit puts beside an image, SLSA 0.2 and 1. Whatever is odd counts
 * as not said: an image is explained without it too.
 *
 * @see <a href="https://docs.docker.com/build/metadata/attestations/slsa-definitions/">BuildKit's
 *     definitions</a>
 */
final class ProvenanceJson {

    private static final int LONGEST_DOCUMENT = 16 << 20;
    private static final int LONGEST_DOCKERFILE = 1 << 20;
    private static final int MOST_STEPS = 10_000;
    private static final String V02 = "https://slsa.dev/provenance/v0.2";
    private static final String V1 = "https://slsa.dev/provenance/v1";

    private ProvenanceJson() {}

    /**
     * Reads a statement.
     *
     * @param blobs digests of the layers as the image's manifest names them, lowest first
     * @return empty if it is no provenance, says nothing of lines, or contradicts itself
     */
    static Optional<Provenance> read(ObjectMapper json, byte[] document, List<String> blobs) {
        if (document.length > LONGEST_DOCUMENT) {
            return Optional.empty();
        }
        try {
            JsonNode statement = json.readTree(document);
            return statement == null ? Optional.empty() : read(statement, blobs);
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static Optional<Provenance> read(JsonNode statement, List<String> blobs) {
        JsonNode predicate = statement.path("predicate");
        return switch (statement.path("predicateType").asText()) {
            case V02 ->
                    read(
                            predicate
                                    .path("metadata")
                                    .path("https://mobyproject.org/buildkit@v1#metadata"),
                            predicate.path("invocation").path("parameters"),
                            blobs);
            case V1 ->
                    read(
                            predicate.path("runDetails").path("metadata").path("buildkit_metadata"),
                            predicate
                                    .path("buildDefinition")
                                    .path("externalParameters")
                                    .path("request"),
                            blobs);
            default -> Optional.empty();
        };
    }

    private static Optional<Provenance> read(
            JsonNode buildKit, JsonNode request, List<String> blobs) {
        JsonNode infos = buildKit.path("source").path("infos");
        // A second source is the Dockerfile of another build that this one used: not one text.
        if (infos.size() != 1) {
            return Optional.empty();
        }
        Optional<String> text = text(infos.path(0).path("data").asText());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int length = (int) text.get().lines().count();
        return layers(buildKit, blobs, length)
                .map(
                        layers ->
                                new Provenance(
                                        infos.path(0).path("filename").asText(),
                                        text.get(),
                                        request.path("args").path("target").asText(),
                                        layers));
    }

    private static Optional<String> text(String base64) {
        if (base64.isEmpty() || base64.length() > LONGEST_DOCKERFILE / 3 * 4) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (IllegalArgumentException | CharacterCodingException noText) {
            return Optional.empty();
        }
    }

    /**
     * A step's list of layers is that of its whole file system, so what it has beyond the longest
     * shorter list is its own: one layer for most steps, all those of a base image. Lists that are
     * no start of the image's belong to other stages, or to the inner step of {@code COPY --link}.
     */
    private static Optional<List<Optional<Lines>>> layers(
            JsonNode buildKit, List<String> blobs, int length) {
        JsonNode steps = buildKit.path("layers");
        if (steps.size() > MOST_STEPS) {
            return Optional.empty();
        }
        JsonNode locations = buildKit.path("source").path("locations");
        TreeMap<Integer, Set<Optional<Lines>>> ends = new TreeMap<>();
        for (Map.Entry<String, JsonNode> step : steps.properties()) {
            String id = step.getKey().split(":", 2)[0];
            for (JsonNode chain : step.getValue()) {
                int end = chain.size();
                if (end > 0 && end <= blobs.size() && isStart(chain, blobs)) {
                    ends.computeIfAbsent(end, none -> new HashSet<>())
                            .add(lines(locations.path(id).path("locations"), length));
                }
            }
        }
        List<Optional<Lines>> layers = new ArrayList<>();
        ends.forEach(
                (end, claims) -> {
                    // Steps that disagree about the same layer tell nothing of it.
                    Optional<Lines> claim =
                            claims.size() == 1 ? claims.iterator().next() : Optional.empty();
                    layers.addAll(Collections.nCopies(end - layers.size(), claim));
                });
        layers.addAll(Collections.nCopies(blobs.size() - layers.size(), Optional.empty()));
        return layers.stream().anyMatch(Optional::isPresent)
                ? Optional.of(layers)
                : Optional.empty();
    }

    private static boolean isStart(JsonNode chain, List<String> blobs) {
        for (int i = 0; i < chain.size(); i++) {
            if (!chain.path(i).path("digest").asText().equals(blobs.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Lines> lines(JsonNode locations, int length) {
        int first = Integer.MAX_VALUE;
        int last = 0;
        for (JsonNode location : locations) {
            for (JsonNode range : location.path("ranges")) {
                int start = range.path("start").path("line").asInt();
                int end = range.path("end").path("line").asInt();
                if (location.path("sourceIndex").asInt() != 0
                        || start < 1
                        || end < start
                        || end > length) {
                    return Optional.empty();
                }
                first = Math.min(first, start);
                last = Math.max(last, end);
            }
        }
        return last == 0 ? Optional.empty() : Optional.of(new Lines(first, last));
    }
}
