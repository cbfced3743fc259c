package dev.multistage.grader.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the JSON form of an instruction. BuildKit takes the JSON form when the arguments are a
 * valid JSON array, refuses the instruction when such an array holds anything but strings, and
 * reads everything else as the shell form. So the whole grammar is needed, though only strings are
 * kept; it is that of Go's encoding/json.
 */
final class JsonArray {

    /** A valid array with something in it that is not a string. */
    static final class NotOnlyStrings extends Exception {
        NotOnlyStrings() {
            super("when using JSON array syntax, arrays must be comprised of strings only");
        }
    }

    /** A string of the array and where it stands, quotes included. */
    record Element(String value, int start, int end) {}

    private static final class Invalid extends Exception {
        Invalid() {
            super("invalid JSON", null, false, false);
        }
    }

    /** The nesting that Go accepts; loops over an own stack keep Java's from overflowing. */
    private static final int DEEPEST = 10_000;

    private final String text;
    private int at;
    private boolean onlyStrings = true;
    private boolean numberTooLarge;

    private JsonArray(String text) {
        this.text = text;
    }

    /** Returns the strings, or empty if the text is not a JSON array. */
    static Optional<List<Element>> parse(String text) throws NotOnlyStrings {
        int start = 0;
        while (start < text.length() && GoCharacters.isSpace(text.charAt(start))) {
            start++;
        }
        if (!text.startsWith("[", start)) {
            return Optional.empty();
        }
        JsonArray array = new JsonArray(text);
        array.at = start;
        try {
            List<Element> elements = array.readTopLevel();
            if (array.numberTooLarge) {
                return Optional.empty();
            }
            if (!array.onlyStrings) {
                throw new NotOnlyStrings();
            }
            return Optional.of(elements);
        } catch (Invalid e) {
            return Optional.empty();
        }
    }

    private List<Element> readTopLevel() throws Invalid {
        List<Element> elements = new ArrayList<>();
        at++;
        skipSpace();
        if (peek() == ']') {
            at++;
        } else {
            while (true) {
                skipSpace();
                int start = at;
                if (peek() == '"') {
                    elements.add(new Element(readString(), start, at));
                } else {
                    onlyStrings = false;
                    skipValue();
                }
                skipSpace();
                if (peek() == ',') {
                    at++;
                } else {
                    expect(']');
                    break;
                }
            }
        }
        skipSpace();
        if (at != text.length()) {
            throw new Invalid();
        }
        return elements;
    }

    /** Reads over a value of any kind; open brackets are kept on a stack of characters. */
    private void skipValue() throws Invalid {
        StringBuilder open = new StringBuilder();
        while (true) {
            skipSpace();
            char character = peek();
            if (character == '[' || character == '{') {
                // the array itself is the first level
                if (open.length() + 2 > DEEPEST) {
                    throw new Invalid();
                }
                at++;
                skipSpace();
                if (peek() == (character == '[' ? ']' : '}')) {
                    at++;
                } else {
                    open.append(character);
                    if (character == '{') {
                        readKey();
                    }
                    continue;
                }
            } else {
                skipScalar(character);
            }
            // a value is complete: close brackets, or go on behind a comma
            while (true) {
                if (open.isEmpty()) {
                    return;
                }
                char innermost = open.charAt(open.length() - 1);
                skipSpace();
                if (peek() == ',') {
                    at++;
                    if (innermost == '{') {
                        skipSpace();
                        readKey();
                    }
                    break;
                }
                expect(innermost == '[' ? ']' : '}');
                open.setLength(open.length() - 1);
            }
        }
    }

    private void readKey() throws Invalid {
        skipSpace();
        readString();
        skipSpace();
        expect(':');
    }

    private void skipScalar(char character) throws Invalid {
        switch (character) {
            case '"' -> readString();
            case 't' -> skipLiteral("true");
            case 'f' -> skipLiteral("false");
            case 'n' -> skipLiteral("null");
            default -> skipNumber();
        }
    }

    private void skipLiteral(String literal) throws Invalid {
        if (!text.startsWith(literal, at)) {
            throw new Invalid();
        }
        at += literal.length();
    }

    private void skipNumber() throws Invalid {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            skipDigits();
        }
        if (peek() == '.') {
            at++;
            skipDigits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            skipDigits();
        }
        if (Double.isInfinite(Double.parseDouble(text.substring(start, at)))) {
            numberTooLarge = true;
        }
    }

    private void skipDigits() throws Invalid {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == start) {
            throw new Invalid();
        }
    }

    private String readString() throws Invalid {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (true) {
            if (at == text.length()) {
                throw new Invalid();
            }
            char character = text.charAt(at++);
            if (character == '"') {
                return repairSurrogates(value);
            }
            if (character < 0x20) {
                throw new Invalid();
            }
            value.append(character == '\\' ? readEscape() : character);
        }
    }

    private char readEscape() throws Invalid {
        if (at == text.length()) {
            throw new Invalid();
        }
        return switch (text.charAt(at++)) {
            case '"' -> '"';
            case '\\' -> '\\';
            case '/' -> '/';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> readHex();
            default -> throw new Invalid();
        };
    }

    private char readHex() throws Invalid {
        if (at + 4 > text.length()) {
            throw new Invalid();
        }
        int value = 0;
        for (int i = 0; i < 4; i++) {
            char character = text.charAt(at++);
            int digit = character < 0x80 ? Character.digit(character, 16) : -1;
            if (digit < 0) {
                throw new Invalid();
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    /** Half a surrogate pair becomes the replacement character, as in Go. */
    private static String repairSurrogates(StringBuilder value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isHighSurrogate(value.charAt(i))
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(value.charAt(i))) {
                value.setCharAt(i, '\uFFFD');
            }
        }
        return value.toString();
    }

    private void skipSpace() {
        while (at < text.length()) {
            char character = text.charAt(at);
            if (character != ' ' && character != '\t' && character != '\r' && character != '\n') {
                return;
            }
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void expect(char character) throws Invalid {
        if (peek() != character) {
            throw new Invalid();
        }
        at++;
    }
}
