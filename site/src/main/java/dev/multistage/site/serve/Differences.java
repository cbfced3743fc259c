package dev.multistage.site.serve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.picture.BarsPicture;
import dev.multistage.grader.picture.Markup;
import dev.multistage.site.source.LineDiff;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What changed between two attempts at an exercise. */
final class Differences {

    private Differences() {}

    static String html(GradeDocument before, GradeDocument after) {
        StringBuilder body = new StringBuilder();
        summary(body, before, after);
        checks(body, before, after);
        List<AttemptImage> old = before.images();
        List<AttemptImage> now = after.images();
        if (!old.isEmpty() && !now.isEmpty()) {
            body.append("<h2 id=\"bytes\">Bytes by line</h2>\n");
        }
        for (int i = 0; i < Math.min(old.size(), now.size()); i++) {
            body.append(BarsPicture.of(old.get(i).lines(), now.get(i).lines()));
        }
        files(body, before, after);
        return body.toString();
    }

    private static void summary(StringBuilder body, GradeDocument before, GradeDocument after) {
        body.append("<p>")
                .append(before.attempt().result().points())
                .append(" points became ")
                .append(after.attempt().result().points())
                .append(".");
        if (before.attempt().result().bytes().isPresent()
                && after.attempt().result().bytes().isPresent()) {
            long old = before.attempt().result().bytes().getAsLong();
            long now = after.attempt().result().bytes().getAsLong();
            body.append(" The image has ")
                    .append(
                            old == now
                                    ? "the same size"
                                    : Sizes.megabytes(Math.abs(now - old))
                                            + (now < old ? " less" : " more"))
                    .append(": ")
                    .append(Sizes.megabytes(now))
                    .append(".");
        }
        body.append("</p>\n");
    }

    private static void checks(StringBuilder body, GradeDocument before, GradeDocument after) {
        Map<String, JsonNode> old = byCriterion(before);
        List<String> changes = new ArrayList<>();
        byCriterion(after)
                .forEach(
                        (criterion, now) -> {
                            String was =
                                    old.containsKey(criterion) ? status(old.get(criterion)) : "";
                            if (!was.isEmpty() && !was.equals(status(now))) {
                                changes.add(
                                        "<li>"
                                                + Markup.oneLine(
                                                        now.path("requirement").asText(criterion))
                                                + ": "
                                                + Markup.oneLine(was)
                                                + " → <strong>"
                                                + Markup.oneLine(status(now))
                                                + "</strong></li>\n");
                            }
                        });
        body.append("<h2 id=\"checks\">Checks</h2>\n");
        body.append(
                changes.isEmpty()
                        ? "<p>All as before.</p>\n"
                        : "<ul>\n" + String.join("", changes) + "</ul>\n");
    }

    private static Map<String, JsonNode> byCriterion(GradeDocument document) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (JsonNode finding : document.findings()) {
            if (!status(finding).equals("advice")) {
                found.put(finding.path("criterion").asText(), finding);
            }
        }
        return found;
    }

    private static String status(JsonNode finding) {
        return finding.path("status").asText();
    }

    private static void files(StringBuilder body, GradeDocument before, GradeDocument after) {
        TreeSet<String> names = new TreeSet<>(before.attempt().files().keySet());
        names.addAll(after.attempt().files().keySet());
        for (String name : names) {
            if (before.text(name).equals(after.text(name))) {
                continue;
            }
            body.append("<h2>").append(Markup.oneLine(name)).append("</h2>\n");
            List<String> old = before.source(name);
            List<String> now = after.source(name);
            if (old.isEmpty() && now.isEmpty()) {
                body.append("<p>It changed, and is too long to show.</p>\n");
                continue;
            }
            body.append("<div class=\"code diff\"><pre><code>");
            for (LineDiff.Line line : LineDiff.of(old, now)) {
                String text = Markup.escape(cut(line.text()));
                body.append(
                        switch (line.side()) {
                            case BOTH -> "<span class=\"li\">" + text + "\n</span>";
                            case BEFORE -> "<del>" + text + "\n</del>";
                            case AFTER -> "<ins>" + text + "\n</ins>";
                        });
            }
            body.append("</code></pre></div>\n");
        }
    }

    private static String cut(String text) {
        return text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text;
    }
}
