package dev.multistage.grader.picture;

/**
 * Makes text of learners, images and logs safe inside HTML: as content and in quoted attributes.
 */
public final class Markup {

    /** Longer text on one line is cut; nobody reads it, and a page must stay small. */
    private static final int LONGEST_LINE = 300;

    private Markup() {}

    /**
     * Escapes what HTML would take for markup, and replaces what would reorder or hide text:
     * control characters (terminal sequences begin with one) and Unicode's formatting characters.
     * Line breaks and tabs stay.
     */
    public static String escape(String untrusted) {
        StringBuilder safe = new StringBuilder(untrusted.length() + 16);
        untrusted
                .codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '&' -> safe.append("&amp;");
                                case '<' -> safe.append("&lt;");
                                case '>' -> safe.append("&gt;");
                                case '"' -> safe.append("&quot;");
                                case '\'' -> safe.append("&#39;");
                                case '\n', '\t' -> safe.append((char) c);
                                case '\r' -> {
                                    // a Windows line break is a line break
                                }
                                default -> safe.appendCodePoint(visible(c) ? c : 0xfffd);
                            }
                        });
        return safe.toString();
    }

    /** The same on one line, cut to 300 characters. */
    public static String oneLine(String untrusted) {
        String line = untrusted.strip().replaceAll("\\s+", " ");
        if (line.codePointCount(0, line.length()) > LONGEST_LINE) {
            line = line.substring(0, line.offsetByCodePoints(0, LONGEST_LINE)) + "…";
        }
        return escape(line);
    }

    private static boolean visible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
