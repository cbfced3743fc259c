package dev.multistage.site.markdown;

import dev.multistage.site.highlight.Highlighter;
import dev.multistage.site.html.Html;
import dev.multistage.site.source.LineDiff;
import java.util.List;
import java.util.Set;

/**
 * Blocks of code as HTML. What a copy button must not take is marked: prompts and output of a
 * terminal, and the removed lines of a difference.
 */
public final class CodeBlock {

    private CodeBlock() {}

    /** How a block is shown beyond its colours. */
    public record Look(String title, Set<Integer> highlighted, boolean numbered) {

        /** Nothing special. */
        public static final Look PLAIN = new Look("", Set.of(), false);

        public Look {
            highlighted = Set.copyOf(highlighted);
        }
    }

    /** Returns source code. */
    public static String source(String language, String text, Look look) {
        String code = Highlighter.html(language, text);
        if (!look.highlighted().isEmpty() || look.numbered()) {
            code = lines(code, look);
        }
        return block(language, look, code, Highlighter.knows(language));
    }

    private static String lines(String code, Look look) {
        StringBuilder html = new StringBuilder();
        int number = 0;
        for (String line : (Iterable<String>) code.lines()::iterator) {
            number++;
            String classes =
                    (look.numbered() ? "ln" : "")
                            + (look.highlighted().contains(number) ? " hl" : "");
            html.append("<span class=\"").append(classes.isBlank() ? "li" : classes.strip());
            html.append(look.numbered() ? "\" id=\"L" + number : "").append("\">");
            html.append(line).append("\n</span>");
        }
        return html.toString();
    }

    /** Returns what was typed into a terminal and what it answered. */
    public static String console(String text, Look look) {
        StringBuilder html = new StringBuilder();
        boolean continued = false;
        for (String line : text.lines().toList()) {
            boolean prompt = line.startsWith("$ ");
            if (prompt || continued) {
                String command = prompt ? line.substring(2) : line;
                html.append(prompt ? "<span class=\"prompt\">$ </span>" : "");
                html.append(Highlighter.html("sh", command)).append('\n');
                continued = line.endsWith("\\");
            } else {
                html.append("<span class=\"out\">").append(Html.escape(line)).append("\n</span>");
            }
        }
        return block("console", look, html.toString(), text.contains("$ "));
    }

    /** Returns the difference of two texts. */
    public static String diff(String language, List<LineDiff.Line> lines, Look look) {
        StringBuilder source = new StringBuilder();
        lines.forEach(line -> source.append(line.text()).append('\n'));
        List<String> coloured = Highlighter.html(language, source.toString()).lines().toList();
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = (i < coloured.size() ? coloured.get(i) : "") + "\n";
            html.append(
                    switch (lines.get(i).side()) {
                        case BOTH -> "<span class=\"li\">" + line + "</span>";
                        case BEFORE -> "<del>" + line + "</del>";
                        case AFTER -> "<ins>" + line + "</ins>";
                    });
        }
        return block("diff", look, html.toString(), true);
    }

    private static String block(String language, Look look, String code, boolean copied) {
        String title = look.title();
        return "<div class=\"code "
                + Html.escape(language.isEmpty() ? "text" : language)
                + "\""
                + (copied ? " data-copy" : "")
                + ">"
                + (title.isEmpty() ? "" : "<p class=\"file\">" + title + "</p>")
                + "<pre><code>"
                + code
                + "</code></pre></div>\n";
    }
}
