package dev.multistage.grader.report;

import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.explain.DirectoryBytes;
import dev.multistage.grader.explain.ExplainedLine;
import dev.multistage.grader.explain.Explanation;
import dev.multistage.grader.explain.Remark;
import dev.multistage.grader.explain.Totals;
import dev.multistage.grader.picture.PictureStyle;
import dev.multistage.grader.picture.TreemapPicture;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An explanation as one HTML page that needs nothing else: no script, no other file, no network; it
 * follows the reader's choice of a light or dark screen.
 */
public final class HtmlExplanation {

    private static final int BAR_WIDTH = 160;
    private static final int BAR_HEIGHT = 12;

    private static final String STYLE =
            """
            :root { color-scheme: light dark; --line: #d0d7de; --faint: #59636e; --live: #0969da;
              --waste: #cf222e; --left: #bf8700; --ground: #ffffff; --ink: #1f2328 }
            @media (prefers-color-scheme: dark) { :root { --line: #3d444d; --faint: #9198a1;
              --live: #4493f8; --waste: #f85149; --left: #d29922; --ground: #0d1117; --ink: #f0f6fc } }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto;
              padding: 0 1rem; background: var(--ground); color: var(--ink) }
            table { border-collapse: collapse; width: 100%; font-size: .9rem }
            th { text-align: right; font-weight: 600; color: var(--faint) }
            th:last-child, th.t { text-align: left }
            td { border-top: 1px solid var(--line); padding: .1rem .5rem; text-align: right;
              font-variant-numeric: tabular-nums; vertical-align: top }
            td:last-child, td.t { text-align: left; overflow-wrap: anywhere }
            code, pre { font-family: ui-monospace, monospace; white-space: pre-wrap }
            .faint { color: var(--faint) }
            .live { fill: var(--live) } .waste { fill: var(--waste) } .left { fill: var(--left) }
            .scroll { overflow-x: auto }
            """;

    private final StringBuilder out = new StringBuilder();

    /** Renders an explanation. */
    public String render(Explanation explanation) {
        out.setLength(0);
        String name = escape(explanation.subject().name());
        out.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
                .append("<title>")
                .append(name)
                .append(": where the bytes come from</title>\n<style>\n")
                .append(PictureStyle.CSS)
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(name)
                .append("</h1>\n");
        totals(explanation.totals());
        lines(explanation);
        remarks(explanation.remarks());
        directories(explanation);
        if (!explanation.notes().isEmpty()) {
            out.append("<h2>Notes</h2>\n<ul>\n");
            explanation
                    .notes()
                    .forEach(note -> out.append("<li>").append(escape(note)).append("</li>\n"));
            out.append("</ul>\n");
        }
        out.append("</body>\n</html>\n");
        return out.toString();
    }

    private void totals(Totals totals) {
        out.append("<p><strong>")
                .append(Sizes.megabytes(totals.unpackedBytes()))
                .append("</strong> unpacked in ")
                .append(totals.layers())
                .append(totals.layers() == 1 ? " layer" : " layers");
        if (totals.baseBytes() > 0) {
            out.append(", ")
                    .append(Sizes.megabytes(totals.baseBytes()))
                    .append(" of it from the base image");
        }
        totals.downloadBytes()
                .ifPresent(
                        bytes ->
                                out.append(", ")
                                        .append(Sizes.megabytes(bytes))
                                        .append(" to download"));
        out.append(". Hidden by later lines: ")
                .append(Sizes.megabytes(totals.wasteBytes()))
                .append(". Left over, nothing needs it: ")
                .append(Sizes.megabytes(totals.leftoverBytes()))
                .append(".</p>\n");
    }

    private void lines(Explanation explanation) {
        boolean file = !explanation.dockerfile().isEmpty();
        Map<Integer, ExplainedLine> byLine = new HashMap<>();
        explanation.lines().forEach(line -> byLine.put(line.line(), line));
        long most =
                explanation.lines().stream()
                        .mapToLong(ExplainedLine::unpackedBytes)
                        .max()
                        .orElse(0);
        out.append("<h2>")
                .append(file ? escape(explanation.dockerfile()) : "History of the image")
                .append(
                        "</h2>\n<div class=\"scroll\"><table>\n<thead><tr><th>MB</th><th>hidden</th>")
                .append("<th>left over</th><th>seconds</th><th class=\"t\">")
                .append("<span class=\"faint\">bytes</span></th><th></th>")
                .append("<th>instruction</th></tr></thead>\n<tbody>\n");
        for (int number = 1; number <= explanation.source().size(); number++) {
            ExplainedLine line = byLine.get(number);
            out.append("<tr>");
            cell(line == null ? "" : megabytes(line.unpackedBytes()));
            cell(line == null ? "" : megabytes(line.wasteBytes()));
            cell(line == null ? "" : megabytes(line.leftoverBytes()));
            cell(line == null ? "" : time(line));
            out.append("<td class=\"t\">").append(line == null ? "" : bar(line, most));
            out.append("</td><td class=\"faint\">")
                    .append(line != null && !line.certain() ? "? " : "")
                    .append(number)
                    .append("</td><td><code>")
                    .append(escape(explanation.source().get(number - 1)))
                    .append("</code>");
            if (line != null && line.missed().isPresent()) {
                out.append("<br><span class=\"faint\">built again: ")
                        .append(escape(line.missed().get().because()))
                        .append("</span>");
            }
            out.append("</td></tr>\n");
        }
        out.append("</tbody></table></div>\n");
        out.append("<p class=\"faint\">The bar shows what each line stored: ")
                .append("seen by a container (blue), left over (yellow), hidden (red).</p>\n");
    }

    private void cell(String text) {
        out.append("<td>").append(text).append("</td>");
    }

    private static String megabytes(long bytes) {
        return bytes == 0 ? "" : String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }

    private static String time(ExplainedLine line) {
        return line.run()
                .map(
                        run ->
                                run.cached()
                                        ? "cached"
                                        : String.format(Locale.ROOT, "%.1f", run.seconds()))
                .orElse("");
    }

    private static String bar(ExplainedLine line, long most) {
        if (line.unpackedBytes() == 0 || most == 0) {
            return "";
        }
        long left = Math.min(line.leftoverBytes(), line.unpackedBytes() - line.wasteBytes());
        long live = line.unpackedBytes() - line.wasteBytes() - left;
        StringBuilder svg = new StringBuilder();
        svg.append("<svg width=\"")
                .append(BAR_WIDTH)
                .append("\" height=\"")
                .append(BAR_HEIGHT)
                .append("\" role=\"img\" aria-label=\"")
                .append(Sizes.megabytes(line.unpackedBytes()))
                .append("\">");
        double x = 0;
        x = part(svg, "live", x, live, most);
        x = part(svg, "left", x, left, most);
        part(svg, "waste", x, line.wasteBytes(), most);
        return svg.append("</svg>").toString();
    }

    private static double part(StringBuilder svg, String kind, double x, long bytes, long most) {
        double width = (double) BAR_WIDTH * bytes / most;
        if (bytes > 0) {
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<rect class=\"%s\" x=\"%.2f\" width=\"%.2f\" height=\"%d\"/>",
                            kind,
                            x,
                            width,
                            BAR_HEIGHT));
        }
        return x + width;
    }

    private void remarks(List<Remark> remarks) {
        if (remarks.isEmpty()) {
            return;
        }
        out.append("<h2>What to do, the most bytes first</h2>\n<ol>\n");
        for (Remark remark : remarks) {
            out.append("<li><p><strong>").append(escape(remark.sentence())).append(".</strong> ");
            out.append(escape(remark.why())).append("</p>\n");
            if (!remark.where().isEmpty()) {
                out.append("<pre>");
                for (Remark.Where where : remark.where()) {
                    out.append(where.certain() ? "" : "probably ")
                            .append(escape(where.role()))
                            .append(' ')
                            .append(where.line())
                            .append("  ")
                            .append(escape(where.instruction()))
                            .append('\n');
                }
                out.append("</pre>\n");
            }
            if (!remark.files().isEmpty()) {
                out.append("<p class=\"faint\">");
                for (Remark.FileBytes file : remark.files()) {
                    out.append(Sizes.megabytes(file.bytes()))
                            .append("&ensp;<code>")
                            .append(escape(file.path()))
                            .append("</code><br>\n");
                }
                out.append("</p>\n");
            }
            out.append("<p>Next: ").append(escape(remark.next())).append("</p></li>\n");
        }
        out.append("</ol>\n");
    }

    private void directories(Explanation explanation) {
        if (explanation.directories().isEmpty()) {
            return;
        }
        out.append("<h2>The biggest directories</h2>\n");
        out.append(TreemapPicture.of(explanation));
        out.append("<div class=\"scroll\"><table>\n<thead><tr>")
                .append("<th>size</th><th>files</th><th class=\"t\">from</th><th>directory</th>")
                .append("</tr></thead>\n<tbody>\n");
        for (DirectoryBytes directory : explanation.directories()) {
            out.append("<tr>");
            cell(Sizes.megabytes(directory.bytes()));
            cell(String.valueOf(directory.files()));
            out.append("<td class=\"t\">")
                    .append(TextExplanation.from(directory, explanation.dockerfile().isEmpty()))
                    .append("</td><td style=\"padding-left: ")
                    .append(directory.depth() + 0.5)
                    .append("rem\"><code>")
                    .append(escape(directory.path()))
                    .append("</code></td></tr>\n");
        }
        out.append("</tbody></table></div>\n");
    }

    /** Returns text that is shown as it is, whatever an image or a Dockerfile says. */
    static String escape(String untrusted) {
        return Printable.clean(untrusted)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
