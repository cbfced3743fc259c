package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.ShellLexer.Unclear;

/**
 * Here-documents inside a script. Their bodies stand behind the line, so they are read ahead when
 * the operator is met and gone over when the line ends.
 */
final class ShellHeredocs {

    private final String text;

    /** Where the next body begins; -1 while the end of the line is not known. */
    private int next = -1;

    ShellHeredocs(String text) {
        this.text = text;
    }

    /** Returns the body for an operator in the line that goes on at {@code at}. */
    String add(ShellWord delimiter, boolean stripTabs, int at) throws Unclear {
        if (!delimiter.literal()) {
            throw new Unclear("here-document", delimiter.offset());
        }
        if (next < 0) {
            int newline = text.indexOf('\n', at);
            if (newline < 0) {
                throw new Unclear("here-document without a body", delimiter.offset());
            }
            // a quoted line end further on would move the body: rare, and not to be guessed
            requirePlain(text.substring(at, newline), delimiter.offset());
            next = newline + 1;
        }
        int start = next;
        while (next < text.length()) {
            int newline = text.indexOf('\n', next);
            int end = newline < 0 ? text.length() : newline;
            String line = text.substring(next, end);
            int lineStart = next;
            next = newline < 0 ? end : newline + 1;
            if (withoutTabs(line, stripTabs).equals(delimiter.value())) {
                return text.substring(start, lineStart);
            }
        }
        throw new Unclear("here-document without an end", delimiter.offset());
    }

    private static void requirePlain(String rest, int offset) throws Unclear {
        long doubles = rest.chars().filter(character -> character == '"').count();
        long singles = rest.chars().filter(character -> character == '\'').count();
        if (doubles % 2 != 0 || singles % 2 != 0 || rest.endsWith("\\") || rest.contains("$(")) {
            throw new Unclear("here-document", offset);
        }
    }

    private static String withoutTabs(String line, boolean strip) {
        int start = 0;
        while (strip && start < line.length() && line.charAt(start) == '\t') {
            start++;
        }
        return line.substring(start);
    }

    /** Returns where reading goes on behind a line end at {@code lineStart - 1}. */
    int skipBodies(int lineStart) {
        int behind = next < 0 ? lineStart : next;
        next = -1;
        return behind;
    }

    /** A substitution that ends in the middle of a line with a here-document is not clear. */
    void requireNone(int at) throws Unclear {
        if (next >= 0) {
            throw new Unclear("here-document in a substitution", at);
        }
    }
}
