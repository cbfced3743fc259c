package dev.multistage.site.page;

import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Hints;
import dev.multistage.site.html.Html;
import dev.multistage.site.markdown.MarkdownFile;

/** The hints of an exercise, each behind a reveal, and those for particular messages. */
final class HintList {

    private HintList() {}

    /**
     * Returns the hints.
     *
     * @param text renders the pieces of {@code hints.md}
     */
    static String html(Exercise exercise, MarkdownFile text) {
        Hints hints = exercise.hints();
        StringBuilder html = new StringBuilder();
        for (int level = 1; level <= hints.ladder().size(); level++) {
            html.append("<details class=\"hint\"><summary>Hint ").append(level);
            html.append("</summary>\n");
            html.append(text.fragment(hints.ladder().get(level - 1)));
            html.append("</details>\n");
        }
        if (hints.byCode().isEmpty()) {
            return html.toString();
        }
        html.append("<details class=\"messages\"><summary>Hints by message</summary>\n<dl>\n");
        // the record's map has no order of its own
        hints.byCode().keySet().stream()
                .sorted()
                .forEach(
                        code ->
                                html.append("<dt><code>")
                                        .append(Html.escape(code))
                                        .append("</code></dt>\n<dd>")
                                        .append(text.fragment(hints.byCode().get(code)))
                                        .append("</dd>\n"));
        return html.append("</dl></details>\n").toString();
    }
}
