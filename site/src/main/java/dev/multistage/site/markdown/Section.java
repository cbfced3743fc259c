package dev.multistage.site.markdown;

/**
 * A heading of a page and what stands below it.
 *
 * @param level of the heading: 2 or 3; 1 for what stands before the first
 * @param id its anchor; empty before the first heading
 * @param title its text
 * @param html heading and content
 * @param words its words, for the search
 */
public record Section(int level, String id, String title, String html, String words) {

    /** Returns this section with more content at its end. */
    public Section with(String more) {
        return new Section(level, id, title, html + more, words);
    }
}
