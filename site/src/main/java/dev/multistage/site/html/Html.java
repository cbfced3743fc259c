package dev.multistage.site.html;

/** Makes text safe inside HTML. All text that is not markup of ours goes through here. */
public final class Html {

    private Html() {}

    /** Returns text as it must stand in an element or in an attribute in double quotes. */
    public static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                default -> {
                    // control characters are no HTML; tab and newline are
                    if (c >= ' ' && c != '\u007f' || c == '\t' || c == '\n') {
                        safe.append(c);
                    }
                }
            }
        }
        return safe.toString();
    }

    /** Returns a link. */
    public static String link(String target, String text) {
        return "<a href=\"" + escape(target) + "\">" + escape(text) + "</a>";
    }
}
