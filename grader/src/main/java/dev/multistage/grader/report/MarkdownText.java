package dev.multistage.grader.report;

import dev.multistage.grader.picture.Markup;

/**
 * Untrusted text inside Markdown as GitHub and GitLab render it: it stays text. No markup, no HTML,
 * no link, and nobody is mentioned and no issue referred to.
 */
final class MarkdownText {

    /** Between characters that would mean something together. */
    private static final char NOTHING = '\u200b';

    private MarkdownText() {}

    /** Returns text on one line, also for cells of tables. */
    static String of(String untrusted) {
        String line = Printable.oneLine(untrusted);
        StringBuilder safe = new StringBuilder(line.length() + 16);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '$' -> safe.append("&#36;"); // would begin a formula
                case '@', '#', '!', '^', '~' -> safe.append('\\').append(c).append(NOTHING);
                case '%' -> safe.append(c).append(NOTHING);
                case ':' -> safe.append(c).append(line.startsWith("//", i + 1) ? NOTHING + "" : "");
                case '\\', '`', '*', '_', '[', ']', '|' -> safe.append('\\').append(c);
                case '+', '-', '=' -> safe.append(i == 0 ? "\\" : "").append(c);
                case '.' -> safe.append(isWww(line, i) ? "\\." + NOTHING : numbered(line, i));
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }

    private static boolean isWww(String line, int dot) {
        return dot >= 3 && line.regionMatches(true, dot - 3, "www", 0, 3);
    }

    /** A number with a dot at the start would begin a list. */
    private static String numbered(String line, int dot) {
        boolean list =
                dot > 0
                        && line.startsWith(" ", dot + 1)
                        && line.substring(0, dot).chars().allMatch(Character::isDigit);
        return list ? "\\." : ".";
    }

    /** Returns text on one line inside HTML that stands in Markdown, for example a summary. */
    static String inHtml(String untrusted) {
        return Markup.oneLine(untrusted)
                .replace("://", ":" + NOTHING + "//")
                .replaceAll("(?i)www\\.", "$0" + NOTHING)
                .replaceAll("[@!^~%$]|#(?!39;)", "$0" + NOTHING);
    }

    /** Returns a code span on one line, also for cells of tables; empty text stays empty. */
    static String code(String untrusted, int longest) {
        String line = Printable.oneLine(untrusted);
        if (line.isEmpty()) {
            return "";
        }
        if (line.codePointCount(0, line.length()) > longest) {
            line = line.substring(0, line.offsetByCodePoints(0, longest - 1)) + "…";
        }
        String fence = "`";
        String gap = line.contains(fence) ? " " : "";
        while (line.contains(fence)) {
            fence += "`";
        }
        // in a table a pipe ends the cell even inside code, and a backslash before it is taken away
        return fence + gap + line.replace("|", "\\|") + gap + fence;
    }
}
