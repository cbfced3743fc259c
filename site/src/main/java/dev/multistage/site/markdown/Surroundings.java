package dev.multistage.site.markdown;

import dev.multistage.site.source.Place;
import java.util.List;
import java.util.Optional;

/** What a page needs to know of the rest of the site. */
public interface Surroundings {

    /**
     * Returns the address of a link, seen from the page that is being made; notes a problem if it
     * leads nowhere.
     */
    String link(Place place, String target);

    /** Returns the address of an image, seen from the page that is being made. */
    String image(Place place, String target);

    /** Returns a measured size, for example of {@code exercise-3 reference}, or empty. */
    Optional<String> size(String what);

    /**
     * Returns what is made from data, for example a table of all checks. A section without an id
     * continues the section in which the directive stands.
     *
     * @return nothing if there is no such block
     */
    List<Section> generated(String name, String argument);

    /** Returns the item of a check that shows its live state, or empty if there is none. */
    Optional<String> check(String argument);
}
