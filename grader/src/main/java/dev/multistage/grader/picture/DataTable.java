package dev.multistage.grader.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures behind a picture, folded away under it, with their sums in the last row. */
final class DataTable {

    private final String summary;
    private final List<String> texts;
    private final List<String> figures;
    private final List<String> rows = new ArrayList<>();
    private final long[] sums;

    /**
     * @param summary what the table holds; untrusted
     * @param texts headings of the columns with text, which come first
     * @param figures headings of the columns with bytes
     */
    DataTable(String summary, List<String> texts, List<String> figures) {
        this.summary = summary;
        this.texts = texts;
        this.figures = figures;
        this.sums = new long[figures.size()];
    }

    /** Adds a row; the texts are untrusted. */
    void row(List<String> cells, long... bytes) {
        StringBuilder row = new StringBuilder("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            row.append(i == 0 ? "<th scope=\"row\">" : "<td><code>")
                    .append(Markup.oneLine(cells.get(i)))
                    .append(i == 0 ? "</th>" : "</code></td>");
        }
        for (int i = 0; i < bytes.length; i++) {
            row.append("<td class=\"picture-figure\">").append(grouped(bytes[i])).append("</td>");
            sums[i] += bytes[i];
        }
        rows.add(row.append("</tr>\n").toString());
    }

    String html() {
        StringBuilder html = new StringBuilder();
        html.append("<details class=\"picture-data\"><summary>")
                .append(Markup.oneLine(summary))
                .append(
                        "</summary>\n<div class=\"picture-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"")
                .append(Markup.oneLine(summary))
                .append("\"><table>\n<thead><tr>");
        texts.forEach(text -> html.append("<th scope=\"col\">").append(text).append("</th>"));
        figures.forEach(
                figure ->
                        html.append("<th scope=\"col\" class=\"picture-figure\">")
                                .append(figure)
                                .append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        rows.forEach(html::append);
        html.append("</tbody>\n<tfoot><tr><th scope=\"row\" colspan=\"")
                .append(texts.size())
                .append("\">Together</th>");
        for (long sum : sums) {
            html.append("<td class=\"picture-figure\">").append(grouped(sum)).append("</td>");
        }
        return html.append("</tr></tfoot>\n</table></div></details>\n").toString();
    }

    private static String grouped(long bytes) {
        return String.format(Locale.ROOT, "%,d", bytes).replace(',', '\u202f');
    }
}
