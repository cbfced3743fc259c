package dev.multistage.grader.exercise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code ./grade author measure} measured of one exercise ({@code measurements.json}).
 *
 * @param byPlatform measurements by platform, for example {@code linux/amd64}
 */
public record Measurements(Map<String, Platform> byPlatform) {

    /** Where the figures of lessons are measured. */
    public static final String PLATFORM = "linux/amd64";

    /** Nothing was measured. */
    public static final Measurements NONE = new Measurements(Map.of());

    public Measurements {
        byPlatform = Map.copyOf(byPlatform);
    }

    /**
     * Sizes on one platform, in unpacked bytes.
     *
     * @param measured the day, for example {@code 2026-11-24}
     * @param starter the shipped Dockerfile's image, or all images together where there are several
     * @param starterDigest digest of the shipped Dockerfile that was measured
     * @param reference the reference solution's image
     * @param alternatives by name
     * @param starters the images of the shipped Dockerfiles where there are several, by Dockerfile
     * @param starterLines bytes by line of the shipped Dockerfile where there is one
     */
    public record Platform(
            String measured,
            OptionalLong starter,
            String starterDigest,
            OptionalLong reference,
            Map<String, Long> alternatives,
            Map<String, Long> starters,
            SortedMap<Integer, Long> starterLines) {
        public Platform {
            starterLines = Collections.unmodifiableSortedMap(starterLines);
            alternatives = Map.copyOf(alternatives);
            starters = Map.copyOf(starters);
        }

        /** Returns what the image of one shipped Dockerfile weighs. */
        public OptionalLong starter(String dockerfile) {
            if (starters.isEmpty()) {
                return starter;
            }
            Long bytes = starters.get(dockerfile);
            return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
        }
    }

    /** Returns what was measured on this platform, or else on {@link #PLATFORM}. */
    public Platform on(String platform) {
        Platform nothing =
                new Platform(
                        "",
                        OptionalLong.empty(),
                        "",
                        OptionalLong.empty(),
                        Map.of(),
                        Map.of(),
                        new TreeMap<>());
        return byPlatform.getOrDefault(platform, byPlatform.getOrDefault(PLATFORM, nothing));
    }

    static Measurements read(String file, byte[] json) {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new DeclarationException(file, 0, e.getMessage());
        }
        Map<String, Platform> byPlatform = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : root.path("platform").properties()) {
            JsonNode node = entry.getValue();
            byPlatform.put(
                    entry.getKey(),
                    new Platform(
                            node.path("measured").asText(""),
                            bytes(node.path("starter")),
                            node.path("starter").path("digest").asText(""),
                            bytes(node.path("reference")),
                            byName(node.path("alternatives")),
                            byName(node.path("starter").path("dockerfiles")),
                            byLine(node.path("starter").path("lines"))));
        }
        return new Measurements(byPlatform);
    }

    private static Map<String, Long> byName(JsonNode node) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            bytes(entry.getValue()).ifPresent(size -> sizes.put(entry.getKey(), size));
        }
        return sizes;
    }

    private static SortedMap<Integer, Long> byLine(JsonNode node) {
        SortedMap<Integer, Long> lines = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (entry.getKey().matches("[0-9]{1,6}")) {
                lines.put(Integer.valueOf(entry.getKey()), entry.getValue().asLong());
            }
        }
        return lines;
    }

    private static OptionalLong bytes(JsonNode node) {
        return node.path("unpackedBytes").isIntegralNumber()
                ? OptionalLong.of(node.path("unpackedBytes").asLong())
                : OptionalLong.empty();
    }
}
