package dev.multistage.grader.context;

import dev.multistage.grader.context.IgnorePattern.BadPatternException;
import java.util.function.IntPredicate;

/**
 * Reads the character classes and escapes of Go's regexp/syntax, as far as a .dockerignore pattern
 * can produce them.
 */
final class GoClassParser {

    private final int[] text;
    private int at;

    GoClassParser(int[] text, int at) {
        this.text = text;
        this.at = at;
    }

    /** Returns where reading goes on. */
    int at() {
        return at;
    }

    /** Reads a class from behind its opening bracket; negated classes match line ends too. */
    IntPredicate readClass() throws BadPatternException {
        boolean negated = peek(0) == '^';
        if (negated) {
            at++;
        }
        IntPredicate members = character -> false;
        for (boolean first = true; first || peek(0) != ']'; first = false) {
            members = members.or(readMember());
        }
        at++;
        return negated ? members.negate() : members;
    }

    private IntPredicate readMember() throws BadPatternException {
        if (peek(0) == '[' && peek(1) == ':') {
            int end = find(":]", at + 2);
            if (end >= 0) {
                String name = new String(text, at + 2, end - at - 2);
                at = end + 2;
                return posixClass(name);
            }
        }
        if (peek(0) == '\\' && at + 1 < text.length) {
            IntPredicate shorthand = shorthand();
            if (shorthand != null) {
                return shorthand;
            }
        }
        int low = readClassCharacter();
        int high = low;
        if (at + 1 < text.length && peek(0) == '-' && peek(1) != ']') {
            at++;
            high = readClassCharacter();
            if (high < low) {
                throw new BadPatternException("invalid character class range");
            }
        }
        int last = high;
        return character -> character >= low && character <= last;
    }

    private int readClassCharacter() throws BadPatternException {
        if (at >= text.length) {
            throw new BadPatternException("missing closing ]");
        }
        return peek(0) == '\\' ? readEscape() : text[at++];
    }

    /** Reads {@code \d}, {@code \pL} and the like; null if there is none here. */
    IntPredicate shorthand() throws BadPatternException {
        int kind = peek(1);
        IntPredicate members =
                switch (kind) {
                    case 'd', 'D' -> GoClassParser::isDigit;
                    case 's', 'S' ->
                            character -> character >= 0 && "\t\n\f\r ".indexOf(character) >= 0;
                    case 'w', 'W' -> GoClassParser::isWord;
                    case 'p', 'P' -> category(peek(2));
                    default -> null;
                };
        if (members == null) {
            return null;
        }
        at += kind == 'p' || kind == 'P' ? 3 : 2;
        return Character.isUpperCase(kind) ? members.negate() : members;
    }

    private static IntPredicate category(int letter) throws BadPatternException {
        String types =
                switch (letter) {
                    case 'L' -> types(1, 2, 3, 4, 5);
                    case 'M' -> types(6, 7, 8);
                    case 'N' -> types(9, 10, 11);
                    case 'Z' -> types(12, 13, 14);
                    case 'C' -> types(15, 16, 18, 19);
                    case 'P' -> types(20, 21, 22, 23, 24, 29, 30);
                    case 'S' -> types(25, 26, 27, 28);
                    default -> throw new BadPatternException("invalid character class range");
                };
        return character -> types.indexOf(Character.getType(character)) >= 0;
    }

    /** The constants of java.lang.Character as a set. */
    private static String types(int... types) {
        return new String(types, 0, types.length);
    }

    /** Reads an escaped character, the backslash included. */
    int readEscape() throws BadPatternException {
        at++;
        if (at >= text.length) {
            throw new BadPatternException("trailing backslash at end of expression");
        }
        int character = text[at++];
        switch (character) {
            case '1', '2', '3', '4', '5', '6', '7' -> {
                if (peek(0) < '0' || peek(0) > '7') {
                    break; // a back reference
                }
                return readOctal(character);
            }
            case '0' -> {
                return readOctal(character);
            }
            case 'x' -> {
                return readHex();
            }
            case 'a' -> {
                return 7;
            }
            case 'f' -> {
                return '\f';
            }
            case 'n' -> {
                return '\n';
            }
            case 'r' -> {
                return '\r';
            }
            case 't' -> {
                return '\t';
            }
            case 'v' -> {
                return 0x0b;
            }
            default -> {
                boolean letterOrDigit = isWord(character) && character != '_';
                if (character < 0x80 && !letterOrDigit) {
                    return character;
                }
            }
        }
        throw new BadPatternException("invalid escape sequence");
    }

    private int readOctal(int first) {
        int value = first - '0';
        for (int i = 1; i < 3 && peek(0) >= '0' && peek(0) <= '7'; i++) {
            value = value * 8 + text[at++] - '0';
        }
        return value;
    }

    private int readHex() throws BadPatternException {
        int high = Character.digit(ascii(peek(0)), 16);
        int low = Character.digit(ascii(peek(1)), 16);
        if (high < 0 || low < 0) {
            throw new BadPatternException("invalid escape sequence");
        }
        at += 2;
        return high * 16 + low;
    }

    private static int ascii(int character) {
        return character >= 0x80 || character < 0 ? ' ' : character;
    }

    private static IntPredicate posixClass(String name) throws BadPatternException {
        boolean negated = name.startsWith("^");
        IntPredicate members =
                switch (negated ? name.substring(1) : name) {
                    case "alnum" -> c -> isWord(c) && c != '_';
                    case "alpha" -> c -> isWord(c) && c != '_' && !isDigit(c);
                    case "ascii" -> c -> c < 0x80;
                    case "blank" -> c -> c == ' ' || c == '\t';
                    case "cntrl" -> c -> c < 0x20 || c == 0x7f;
                    case "digit" -> GoClassParser::isDigit;
                    case "graph" -> c -> c > 0x20 && c < 0x7f;
                    case "lower" -> c -> c >= 'a' && c <= 'z';
                    case "print" -> c -> c >= 0x20 && c < 0x7f;
                    case "punct" -> c -> c > 0x20 && c < 0x7f && (!isWord(c) || c == '_');
                    case "space" -> c -> c == ' ' || (c >= '\t' && c <= '\r');
                    case "upper" -> c -> c >= 'A' && c <= 'Z';
                    case "word" -> GoClassParser::isWord;
                    case "xdigit" -> c -> c < 0x80 && Character.digit(c, 16) >= 0;
                    default -> throw new BadPatternException("invalid character class range");
                };
        return negated ? members.negate() : members;
    }

    static boolean isWord(int c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private int find(String needle, int start) {
        for (int i = start; i + 1 < text.length; i++) {
            if (text[i] == needle.charAt(0) && text[i + 1] == needle.charAt(1)) {
                return i;
            }
        }
        return -1;
    }

    private int peek(int ahead) {
        return at + ahead < text.length ? text[at + ahead] : -1;
    }
}
