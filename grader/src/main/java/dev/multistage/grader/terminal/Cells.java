package dev.multistage.grader.terminal;

import dev.multistage.grader.report.Columns;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** Text measured in the cells of a terminal: wide characters take two, colours none. */
final class Cells {

    private Cells() {}

    /** Returns how many cells a text takes. */
    static int width(String text) {
        return AttributedString.fromAnsi(text).columnLength();
    }

    /** Cuts a line to what fits; the last cell then shows that something is missing. */
    static String cut(String line, int cells, boolean unicode) {
        AttributedString text = AttributedString.fromAnsi(line);
        if (text.columnLength() <= cells) {
            return line;
        }
        String sign = unicode ? "…" : "~";
        return line.indexOf('\u001b') < 0
                ? text.columnSubSequence(0, cells - 1).toString() + sign
                : text.columnSubSequence(0, cells - 1).toAnsi() + "\u001b[0m" + sign;
    }

    /** Adds blanks up to a width. */
    static String pad(String text, int cells) {
        return text + " ".repeat(Math.max(0, cells - width(text)));
    }

    /** Puts one text at the left and one at the right end of a line, if both fit. */
    static String ends(String left, String right, int cells, boolean unicode) {
        int room = cells - width(right);
        if (right.isEmpty() || room < 12) {
            return cut(left, cells, unicode);
        }
        return pad(cut(left, room - 1, unicode), room) + right;
    }

    /** Breaks plain text at blanks; a word that is longer than a line is broken. */
    static List<String> wrap(String text, int cells) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            String indent =
                    paragraph.substring(0, paragraph.length() - paragraph.stripLeading().length());
            for (String line : Columns.wrap(paragraph.strip(), cells - indent.length())) {
                lines.add(indent + line);
            }
        }
        return lines;
    }
}
