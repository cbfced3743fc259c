package dev.multistage.site.markdown;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A rendered file.
 *
 * @param title the text of its first heading of level 1
 * @param sections in order, the first one without a heading
 */
public record Rendered(String title, List<Section> sections) {

    public Rendered {
        sections = List.copyOf(sections);
    }

    /** Returns everything but the title, as HTML. */
    public String html() {
        return sections.stream().map(Section::html).collect(Collectors.joining());
    }
}
