package dev.multistage.grader.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much disk a set of images takes for itself. Engines tell an image's whole size only, in three
 * meanings; here layers are told apart by their place in the images' histories, so that what
 * several images share is counted once, and not at all if an image outside the set shares it.
 */
final class ImageDisk {

    private static final int NOTHING = -1;

    /** Numbers of layers by what they stand on and how they were made. */
    private final Map<Step, Integer> numbers = new HashMap<>();

    private final List<Layer> layers = new ArrayList<>();

    /** How a layer came about: the number of the one below it, and its entry in the history. */
    private record Step(int below, String created, String by) {}

    private record Layer(long bytes, Set<String> images) {}

    /**
     * Adds an image.
     *
     * @param id its id
     * @param history the answer to {@code GET /images/NAME/history}, newest entry first
     */
    void add(String id, JsonNode history) {
        int below = NOTHING;
        for (int i = history.size() - 1; i >= 0; i--) {
            JsonNode entry = history.get(i);
            Step step =
                    new Step(
                            below,
                            entry.path("Created").asText(),
                            entry.path("CreatedBy").asText());
            Integer number = numbers.get(step);
            if (number == null) {
                number = layers.size();
                numbers.put(step, number);
                layers.add(new Layer(entry.path("Size").asLong(), new HashSet<>()));
            }
            layers.get(number).images().add(id);
            below = number;
        }
    }

    /** Returns the bytes of layers that only these images have. */
    long freedBy(Set<String> ids) {
        return layers.stream()
                .filter(layer -> ids.containsAll(layer.images()))
                .mapToLong(Layer::bytes)
                .sum();
    }
}
