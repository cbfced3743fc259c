package dev.multistage.grader.dockerfile;

/** Reads the words of a shell script. */
final class ShellLexer {

    /** Something that cannot be read with certainty. */
    static final class Unclear extends Exception {
        private final int offset;

        Unclear(String reason, int offset) {
            super(reason, null, false, false);
            this.offset = offset;
        }

        /** Returns where it begins. */
        int offset() {
            return offset;
        }
    }

    /** Reads a script up to the bracket that closes it; only the parser can. */
    interface Substitution {
        /** Returns the place behind the closing bracket. */
        int skip(int start) throws Unclear;
    }

    private final SourceText source;
    private final String text;
    private final Substitution substitution;
    private int at;
    private long steps;

    /** The word that is being read. */
    private StringBuilder value;

    private boolean literal;
    private boolean pattern;
    private boolean quoted;

    ShellLexer(SourceText source, int start, Substitution substitution) {
        this.source = source;
        this.text = source.text();
        this.at = start;
        this.substitution = substitution;
    }

    int at() {
        return at;
    }

    void moveTo(int offset) {
        steps += Math.max(1, offset - at);
        at = offset;
    }

    long steps() {
        return steps;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
    }

    boolean startsWith(String operator) {
        return text.startsWith(operator, at);
    }

    /** Goes over blanks, joined lines and a comment, up to something that counts. */
    void skipBlanks() {
        while (!atEnd()) {
            if (peek() == ' ' || peek() == '\t') {
                moveTo(at + 1);
            } else if (startsWith("\\\n")) {
                moveTo(at + 2);
            } else if (peek() == '#') {
                int newline = text.indexOf('\n', at);
                moveTo(newline < 0 ? text.length() : newline);
            } else {
                return;
            }
        }
    }

    /** Whether a character ends a word. */
    static boolean endsWord(char character) {
        return " \t\n;&|<>()".indexOf(character) >= 0;
    }

    /** Reads the word that begins here. */
    ShellWord readWord() throws Unclear {
        int start = at;
        value = new StringBuilder();
        literal = true;
        pattern = false;
        quoted = false;
        if (peek() == '~') {
            literal = false;
        }
        while (!atEnd()) {
            char character = peek();
            if ((character == '<' || character == '>') && peek(1) == '(') {
                throw new Unclear("process substitution", start);
            }
            if (endsWord(character)) {
                break;
            }
            readPart(character);
        }
        return new ShellWord(
                text.substring(start, at),
                value.toString(),
                literal,
                pattern,
                quoted,
                start,
                source.position(start),
                endPosition());
    }

    private Position endPosition() {
        Position last = source.position(Math.max(0, at - 1));
        return new Position(last.line(), last.column() + 1);
    }

    private void readPart(char character) throws Unclear {
        switch (character) {
            case '\\' -> readEscape();
            case '\'' -> readSingleQuoted();
            case '"' -> readDoubleQuoted();
            case '$' -> readDollar(false);
            case '`' -> readBackticks();
            default -> {
                if ("*?[{".indexOf(character) >= 0) {
                    pattern = true;
                }
                add(character);
                moveTo(at + 1);
            }
        }
    }

    private void add(char character) {
        if (literal) {
            value.append(character);
        }
    }

    private void readEscape() {
        if (peek(1) == '\n') {
            moveTo(at + 2);
            return;
        }
        quoted = true;
        add(at + 1 < text.length() ? peek(1) : '\\');
        moveTo(Math.min(text.length(), at + 2));
    }

    private void readSingleQuoted() throws Unclear {
        quoted = true;
        int end = text.indexOf('\'', at + 1);
        if (end < 0) {
            throw new Unclear("quote without end", at);
        }
        if (literal) {
            value.append(text, at + 1, end);
        }
        moveTo(end + 1);
    }

    private void readDoubleQuoted() throws Unclear {
        quoted = true;
        int start = at;
        moveTo(at + 1);
        while (true) {
            if (atEnd()) {
                throw new Unclear("quote without end", start);
            }
            char character = peek();
            if (character == '"') {
                moveTo(at + 1);
                return;
            }
            if (character == '$') {
                readDollar(true);
            } else if (character == '`') {
                readBackticks();
            } else if (character == '\\' && at + 1 < text.length()) {
                char escaped = peek(1);
                if (escaped != '\n') {
                    if ("$`\"\\".indexOf(escaped) < 0) {
                        add('\\');
                    }
                    add(escaped);
                }
                moveTo(at + 2);
            } else {
                add(character);
                moveTo(at + 1);
            }
        }
    }

    private void readBackticks() throws Unclear {
        literal = false;
        int start = at;
        moveTo(at + 1);
        while (!atEnd() && peek() != '`') {
            moveTo(Math.min(text.length(), at + (peek() == '\\' ? 2 : 1)));
        }
        if (atEnd()) {
            throw new Unclear("backtick without end", start);
        }
        moveTo(at + 1);
    }

    private void readDollar(boolean inQuotes) throws Unclear {
        char next = peek(1);
        if (startsWith("$((")) {
            literal = false;
            readArithmetic();
        } else if (next == '(') {
            literal = false;
            StringBuilder outerValue = value;
            boolean outerPattern = pattern;
            boolean outerQuoted = quoted;
            moveTo(substitution.skip(at + 2));
            value = outerValue;
            pattern = outerPattern;
            quoted = outerQuoted;
        } else if (next == '{') {
            literal = false;
            readBraces();
        } else if (next == '\'' && !inQuotes) {
            literal = false; // a shell without $'…' keeps the dollar
            readAnsiQuoted();
        } else if (next == '"' && !inQuotes) {
            literal = false;
            moveTo(at + 1);
        } else if (isName(next) || "@*#?-$!0123456789".indexOf(next) >= 0 && next != 0) {
            literal = false;
            moveTo(at + 2);
            while (isName(next) && (isName(peek()) || Character.isDigit(peek()))) {
                moveTo(at + 1);
            }
        } else {
            add('$');
            moveTo(at + 1);
        }
    }

    private static boolean isName(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || character == '_';
    }

    private void readAnsiQuoted() throws Unclear {
        quoted = true;
        int start = at;
        moveTo(at + 2);
        while (!atEnd() && peek() != '\'') {
            moveTo(Math.min(text.length(), at + (peek() == '\\' ? 2 : 1)));
        }
        if (atEnd()) {
            throw new Unclear("quote without end", start);
        }
        moveTo(at + 1);
    }

    private void readArithmetic() throws Unclear {
        int start = at;
        moveTo(at + 1);
        int depth = 0;
        while (!atEnd()) {
            char character = peek();
            if (character == '\'' || character == '"' || character == '`') {
                break;
            }
            moveTo(at + 1);
            depth += character == '(' ? 1 : character == ')' ? -1 : 0;
            if (depth == 0) {
                if (text.startsWith("))", at - 2)) {
                    return;
                }
                break;
            }
        }
        // perhaps a substitution that begins with a subshell
        throw new Unclear("arithmetic without end", start);
    }

    /** Reads {@code ${…}}; braces and quotes in it are followed by a count, not by recursion. */
    private void readBraces() throws Unclear {
        int start = at;
        moveTo(at + 2);
        int depth = 1;
        boolean inQuotes = false;
        while (depth > 0) {
            if (atEnd()) {
                throw new Unclear("substitution without end", start);
            }
            char character = peek();
            if (character == '\\') {
                moveTo(Math.min(text.length(), at + 2));
            } else if (character == '$' && peek(1) == '{') {
                depth++;
                moveTo(at + 2);
            } else if (character == '`' || (character == '$' && peek(1) == '(')) {
                throw new Unclear("substitution in a substitution", start);
            } else if (character == '\'') {
                // single quotes count or not, depending on the shell and on quotes around
                throw new Unclear("quote in a substitution", start);
            } else {
                inQuotes ^= character == '"';
                if (character == '}' && !inQuotes) {
                    depth--;
                }
                moveTo(at + 1);
            }
        }
    }
}
