package dev.multistage.site.page;

import dev.multistage.site.markdown.Section;
import java.util.List;
import java.util.Optional;

/**
 * A page of the site.
 *
 * @param file its path from the root of the site
 * @param kind its kind, which is also a class of its {@code main} element
 * @param title its title, as text
 * @param head what stands above the contents: the heading and what is known of the page, as HTML
 * @param sections its content
 * @param neighbours the pages before and after it
 * @param searchable whether the search finds it
 */
public record Page(
        String file,
        Kind kind,
        String title,
        String head,
        List<Section> sections,
        Neighbours neighbours,
        boolean searchable) {

    public Page {
        sections = List.copyOf(sections);
    }

    /** Kinds of pages. */
    public enum Kind {
        HOME,
        LESSON,
        SOLUTION,
        TEXT,
        SOURCE,
        PRINT
    }

    /** A link to another page. */
    public record Link(String file, String title) {}

    /** The pages before and after a page. */
    public record Neighbours(Optional<Link> previous, Optional<Link> next) {
        /** A page that stands for itself. */
        public static final Neighbours NONE = new Neighbours(Optional.empty(), Optional.empty());
    }
}
