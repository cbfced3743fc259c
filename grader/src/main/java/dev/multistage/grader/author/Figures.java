package dev.multistage.grader.author;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.multistage.grader.check.ImageSize;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Measurements;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was measured of an exercise, by the names that a lesson's figures may refer to: {@code
 * starter}, {@code reference}, {@code alternative distroless}, {@code starter line 4}, {@code base
 * alpine:3.23}, {@code limit}, {@code mark expert}.
 *
 * @param bytes unpacked bytes by name
 */
record Figures(Map<String, Long> bytes) {

    Figures {
        bytes = Map.copyOf(bytes);
    }

    /** Returns the figures of {@link Measurements#PLATFORM}. */
    static Figures of(Exercise exercise) {
        Map<String, Long> bytes = new LinkedHashMap<>();
        JsonNode root;
        try {
            root =
                    new ObjectMapper()
                            .readTree(
                                    exercise.files()
                                            .read(exercise.path() + "/measurements.json")
                                            .orElse("{}".getBytes()));
        } catch (IOException broken) {
            root = new ObjectMapper().createObjectNode();
        }
        JsonNode measured = root.path("platform").path(Measurements.PLATFORM);
        put(bytes, "starter", measured.path("starter"));
        put(bytes, "reference", measured.path("reference"));
        for (Map.Entry<String, JsonNode> other : measured.path("alternatives").properties()) {
            put(bytes, "alternative " + other.getKey(), other.getValue());
        }
        exercise.declaration()
                .bases()
                .forEach(
                        (name, sizes) -> {
                            if (sizes.containsKey(Measurements.PLATFORM)) {
                                bytes.put("base " + name, sizes.get(Measurements.PLATFORM));
                            }
                        });
        exercise.declaration().rubric().stream()
                .filter(criterion -> criterion.check() instanceof ImageSize)
                .forEach(c -> bytes.put("limit", ((ImageSize) c.check()).limitBytes(0)));
        exercise.declaration()
                .marks()
                .forEach(
                        mark -> bytes.put("mark " + mark.id(), Math.round(mark.megabytes() * 1e6)));
        return new Figures(bytes);
    }

    /** Takes an image's size, and those of its lines or Dockerfiles. */
    private static void put(Map<String, Long> bytes, String name, JsonNode image) {
        if (image.path("unpackedBytes").isIntegralNumber()) {
            bytes.put(name, image.path("unpackedBytes").asLong());
        }
        for (Map.Entry<String, JsonNode> line : image.path("lines").properties()) {
            bytes.put(name + " line " + line.getKey(), line.getValue().asLong());
        }
        for (Map.Entry<String, JsonNode> one : image.path("dockerfiles").properties()) {
            put(bytes, name + " " + one.getKey(), one.getValue());
        }
    }

    /** Returns the names whose bytes read like this, for example {@code 964.0 MB}. */
    Set<String> named(Figure figure) {
        Set<String> names = new LinkedHashSet<>();
        bytes.forEach(
                (name, size) -> {
                    if (figure.with(size).equals(figure)) {
                        names.add(name);
                    }
                });
        return names;
    }

    /**
     * Returns what a formula such as {@code alternative unstripped - reference} amounts to, or
     * empty if it names something that there is not.
     */
    Optional<Long> evaluate(String formula) {
        long sum = 0;
        int sign = 1;
        for (String word : formula.split("(?= [+-] )|(?<= [+-] )")) {
            String term = word.strip();
            if (term.equals("+") || term.equals("-")) {
                sign = term.equals("-") ? -1 : 1;
            } else if (bytes.containsKey(term)) {
                sum += sign * bytes.get(term);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(sum);
    }

    /**
     * A size as a text shows it.
     *
     * @param number as it stands there, for example {@code 964.0}
     * @param unit {@code MB} or {@code kB}
     */
    record Figure(String number, String unit) {

        /** Returns these bytes with the same unit and as many decimals. */
        Figure with(long size) {
            int decimals = number.contains(".") ? number.length() - number.indexOf('.') - 1 : 0;
            BigDecimal scaled =
                    BigDecimal.valueOf(size)
                            .divide(BigDecimal.valueOf(unit.equals("MB") ? 1_000_000 : 1_000))
                            .setScale(decimals, RoundingMode.HALF_UP);
            return new Figure(scaled.toPlainString(), unit);
        }

        @Override
        public String toString() {
            return number + " " + unit;
        }
    }
}
