package dev.multistage.grader.dockerfile;

/** Goes through a word character by character; Go's text/scanner as far as BuildKit uses it. */
final class VariableScanner {

    static final int END = -1;

    /** Names of a single character, as in {@code $?}. */
    private static final String SPECIAL = "@*#?-$!0";

    private final String source;
    private int next;

    VariableScanner(String source) {
        this.source = source;
        // Go's scanner drops a byte order mark at the beginning of any text
        this.next = source.startsWith("\uFEFF") ? 1 : 0;
    }

    int peek() {
        return next < source.length() ? source.codePointAt(next) : END;
    }

    int read() {
        int character = peek();
        if (character != END) {
            next += Character.charCount(character);
        }
        return character;
    }

    /** Reads the name of a variable; empty if there is none here. */
    String readName() {
        int first = peek();
        StringBuilder name = new StringBuilder();
        if (first != END && Character.isDigit(first)) {
            while (peek() != END && Character.isDigit(peek())) {
                name.appendCodePoint(read());
            }
        } else if (first != END && SPECIAL.indexOf(first) >= 0) {
            name.appendCodePoint(read());
        } else {
            while (peek() != END
                    && (Character.isLetter(peek()) || Character.isDigit(peek()) || peek() == '_')) {
                name.appendCodePoint(read());
            }
        }
        return name.toString();
    }

    /** Reads {@code <}, or {@code <<} with the blanks behind it. */
    String readHeredocMarker() {
        read();
        if (peek() != '<') {
            return "<";
        }
        read();
        StringBuilder result = new StringBuilder("<<");
        while (peek() == ' ' || peek() == '\t' || peek() == '\r') {
            result.appendCodePoint(read());
        }
        return result.toString();
    }
}
