package dev.multistage.grader.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much disk a set of images takes for itself. Engines tell an image's whole size only, in three
 * meanings; here layers are told apart by their place in the images' histories, so that what
 * several images share is counted once, and not at all if an image outside the set shares it.
 */
final class ImageDisk {

    /** Image ids by layer; a layer's key holds the whole history below it. */
    private final Map<List<String>, Set<String>> owners = new HashMap<>();

    private final Map<List<String>, Long> sizes = new LinkedHashMap<>();

    /**
     * Adds an image.
     *
     * @param id its id
     * @param history the answer to {@code GET /images/NAME/history}, newest entry first
     */
    void add(String id, JsonNode history) {
        List<String> below = List.of();
        for (int i = history.size() - 1; i >= 0; i--) {
            JsonNode entry = history.get(i);
            List<String> key = new ArrayList<>(2);
            // a key that names the one below by its digest stays short however deep the history is
            key.add(Integer.toHexString(below.hashCode()) + below.size());
            key.add(entry.path("Created").asText() + entry.path("CreatedBy").asText());
            below = List.copyOf(key);
            owners.computeIfAbsent(below, layer -> new HashSet<>()).add(id);
            sizes.put(below, entry.path("Size").asLong());
        }
    }

    /** Returns the bytes of layers that only these images have. */
    long freedBy(Set<String> ids) {
        long bytes = 0;
        for (Map.Entry<List<String>, Long> layer : sizes.entrySet()) {
            if (ids.containsAll(owners.get(layer.getKey()))) {
                bytes += layer.getValue();
            }
        }
        return bytes;
    }
}
