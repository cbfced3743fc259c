package dev.multistage.site.serve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.picture.ImageBars;
import dev.multistage.grader.picture.LineBar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The image of an exercise's shipped Dockerfile, as it was measured. */
final class StarterImage {

    private StarterImage() {}

    /** Returns its lines; empty if it was not measured or there are several Dockerfiles. */
    static Optional<ImageBars> of(Exercise exercise) {
        Optional<byte[]> file = exercise.files().read(exercise.path() + "/measurements.json");
        if (file.isEmpty() || exercise.declaration().dockerfiles().size() > 1) {
            return Optional.empty();
        }
        JsonNode starter;
        try {
            starter =
                    GradeDocument.MAPPER
                            .readTree(file.get())
                            .path("platform")
                            .path("linux/amd64")
                            .path("starter");
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        List<String> source = source(exercise);
        Map<Integer, Long> bytes = new TreeMap<>();
        starter.path("lines")
                .properties()
                .forEach(
                        line ->
                                bytes.put(
                                        Integer.parseInt(line.getKey()), line.getValue().asLong()));
        List<LineBar> bars = new ArrayList<>();
        bytes.forEach((line, size) -> bars.add(new LineBar(line, text(source, line), size, 0, 0)));
        long whole = starter.path("unpackedBytes").asLong();
        return whole == 0
                ? Optional.empty()
                : Optional.of(new ImageBars("the starter", whole, bars, List.of()).undivided());
    }

    private static List<String> source(Exercise exercise) {
        return exercise.files()
                .read(exercise.path() + "/app/Dockerfile")
                .map(text -> new String(text, StandardCharsets.UTF_8).lines().toList())
                .orElse(List.of());
    }

    private static String text(List<String> source, int line) {
        return line >= 1 && line <= source.size() ? source.get(line - 1) : "";
    }
}
