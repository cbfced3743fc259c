package dev.multistage.site.source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects what is wrong with the sources, so that one build names all of it. */
public final class Problems {

    private final Map<Place, Set<String>> found = new TreeMap<>();

    /** Notes what is wrong at a place. */
    public void add(Place place, String message) {
        found.computeIfAbsent(place, p -> new LinkedHashSet<>()).add(message);
    }

    /** Returns lines of the form {@code file:line: message}, in order. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        found.forEach((place, messages) -> messages.forEach(m -> lines.add(place + ": " + m)));
        return lines;
    }

    /**
     * Ends the build if anything is wrong.
     *
     * @throws SiteException with all lines
     */
    public void stopIfAny() throws SiteException {
        if (!found.isEmpty()) {
            throw new SiteException(lines());
        }
    }
}
