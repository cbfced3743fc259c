package dev.multistage.site;

/**
 * A page of the site.
 *
 * @param file its file name
 * @param title its title, as text
 * @param body its content, as HTML
 * @param navigation links to other pages, as HTML
 */
record Page(String file, String title, String body, String navigation) {

    /** Fills the page into the template. */
    String html(String template) {
        return template.replace("{{title}}", escaped(title))
                .replace("{{navigation}}", navigation)
                .replace("{{body}}", body);
    }

    /** Makes text safe inside HTML. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
