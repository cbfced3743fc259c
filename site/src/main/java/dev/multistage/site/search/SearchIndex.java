package dev.multistage.site.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.multistage.site.markdown.Section;
import dev.multistage.site.page.Page;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of all pages by section, as a script: a page opened as a file may load a script, but
 * nothing else.
 */
public final class SearchIndex {

    private SearchIndex() {}

    /**
     * Returns the script. Each entry is address, title of the page, title of the section, words.
     */
    public static String script(List<Page> pages) {
        List<List<String>> entries = new ArrayList<>();
        for (Page page : pages) {
            if (!page.searchable()) {
                continue;
            }
            for (Section section : page.sections()) {
                boolean first = section.id().isEmpty();
                if (first && section.words().isEmpty()) {
                    continue;
                }
                entries.add(
                        List.of(
                                page.file() + (first ? "" : "#" + section.id()),
                                title(page),
                                section.title(),
                                section.words()));
            }
        }
        try {
            return "window.courseSections = "
                    + new ObjectMapper().writeValueAsString(entries)
                    + ";\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String title(Page page) {
        return page.kind() == Page.Kind.SOLUTION ? page.title() + " (solution)" : page.title();
    }
}
