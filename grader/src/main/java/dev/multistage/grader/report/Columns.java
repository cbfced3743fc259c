package dev.multistage.grader.report;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/**
 * Text measured in columns of a terminal: a Chinese character takes two, a combining accent none.
 * Text that is written from right to left takes as many as any other; the terminal turns it round.
 */
public final class Columns {

    private Columns() {}

    /**
     * Returns how many columns clean text takes ({@link Printable} takes out what has no width).
     */
    public static int of(String text) {
        int columns = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            columns += Math.max(0, WCWidth.wcwidth(text.codePointAt(i)));
        }
        return columns;
    }

    /** Returns the text, or as much of it as fits with an ellipsis at its end. */
    static String cut(String text, int columns, String ellipsis) {
        if (of(text) <= columns) {
            return text;
        }
        return text.substring(0, fitting(text, columns - of(ellipsis))) + ellipsis;
    }

    /** Returns the text with blanks behind it, up to this width. */
    public static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    /** Returns the text with blanks before it, up to this width. */
    public static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - of(text))) + text;
    }

    /** Breaks text at blanks; a word that is wider than a line is broken where the line ends. */
    public static List<String> wrap(String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        int used = 0;
        for (String word : text.split(" ")) {
            String rest = word;
            int width = of(rest);
            if (used > 0 && used + 1 + width > columns) {
                lines.add(current.toString());
                current.setLength(0);
                used = 0;
            }
            while (width > columns) {
                int end =
                        Math.max(Character.charCount(rest.codePointAt(0)), fitting(rest, columns));
                lines.add(rest.substring(0, end));
                rest = rest.substring(end);
                width = of(rest);
            }
            current.append(used == 0 ? "" : " ").append(rest);
            used += (used == 0 ? 0 : 1) + width;
        }
        lines.add(current.toString());
        return lines;
    }

    /** Returns how many chars of the text fit, combining characters with what they belong to. */
    private static int fitting(String text, int columns) {
        int used = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            used += Math.max(0, WCWidth.wcwidth(text.codePointAt(i)));
            if (used > columns) {
                return i;
            }
        }
        return text.length();
    }
}
