package dev.multistage.site.serve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.multistage.grader.picture.Markup;
import java.util.List;

/** What the grader found, as HTML: what failed first, with what to do about it. */
final class FindingList {

    private FindingList() {}

    static void append(StringBuilder body, List<JsonNode> findings) {
        part(body, "failed", "What is not right yet", findings);
        part(body, "skipped", "What was not looked at", findings);
        part(body, "passed", "What is right", findings);
        part(body, "advice", "Advice, without points", findings);
    }

    private static void part(
            StringBuilder body, String status, String title, List<JsonNode> findings) {
        List<JsonNode> these =
                findings.stream().filter(f -> f.path("status").asText().equals(status)).toList();
        if (these.isEmpty()) {
            return;
        }
        body.append("<h2 id=\"")
                .append(status)
                .append("\">")
                .append(title)
                .append("</h2>\n<ul class=\"findings\">\n");
        for (JsonNode finding : these) {
            boolean full = status.equals("failed") || status.equals("advice");
            body.append("<li data-state=\"").append(status).append("\">");
            body.append(full ? "<strong>" : "")
                    .append(text(finding, full ? "title" : "requirement", "title"))
                    .append(full ? "</strong>" : "");
            if (finding.path("of").asInt() > 0) {
                body.append(" <span class=\"points\">")
                        .append(finding.path("points").asInt())
                        .append(" of ")
                        .append(finding.path("of").asInt())
                        .append(" points</span>");
            }
            if (full) {
                details(body, finding);
            }
            body.append("</li>\n");
        }
        body.append("</ul>\n");
    }

    private static void details(StringBuilder body, JsonNode finding) {
        body.append("<dl>");
        item(body, "Found", text(finding, "observed", ""));
        item(body, "Wanted", text(finding, "expected", ""));
        item(body, "Where", Markup.oneLine(GradeDocument.where(finding)));
        item(body, "Why", text(finding, "why", ""));
        item(body, "Next", text(finding, "next", ""));
        body.append("</dl>");
    }

    private static void item(StringBuilder body, String name, String html) {
        if (!html.isEmpty()) {
            body.append("<dt>").append(name).append("</dt><dd>").append(html).append("</dd>");
        }
    }

    private static String text(JsonNode finding, String field, String otherwise) {
        String text = finding.path(field).asText("");
        if (text.isBlank() && !otherwise.isEmpty()) {
            text = finding.path(otherwise).asText("");
        }
        return Markup.escape(text.length() > 4_000 ? text.substring(0, 4_000) + "…" : text);
    }
}
