package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.VariableLexer.LexException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The patterns of {@code ${name#pattern}}, {@code ${name%pattern}} and {@code
 * ${name/pattern/text}}: {@code ?} is one character and {@code *} any number of them, neither
 * matches a line end. BuildKit makes regular expressions of them; here a table says from where the
 * rest of the pattern matches, so that no pattern takes more than pattern times value steps.
 */
final class VariablePattern {

    private static final int ANY = -1;
    private static final int ANYTHING = -2;

    private final int[] tokens;
    private final boolean greedy;

    private VariablePattern(int[] tokens, boolean greedy) {
        this.tokens = tokens;
        this.greedy = greedy;
    }

    static String trimPrefix(String pattern, String value, boolean greedy, ExpansionBudget budget)
            throws LexException {
        int[] text = value.codePoints().toArray();
        VariablePattern parsed = parse(pattern, greedy);
        int end = parsed.end(text, parsed.table(text, budget), 0);
        return end < 0 ? value : new String(text, end, text.length - end);
    }

    /** As BuildKit: both sides are turned round, and the prefix is cut. */
    static String trimSuffix(String pattern, String value, boolean greedy, ExpansionBudget budget)
            throws LexException {
        return reverse(trimPrefix(reversePattern(pattern), reverse(value), greedy, budget));
    }

    static String replace(
            String pattern, String value, String replacement, boolean all, ExpansionBudget budget)
            throws LexException {
        int[] text = value.codePoints().toArray();
        VariablePattern parsed = parse(pattern, true);
        BitSet[] table = parsed.table(text, budget);
        StringBuilder result = new StringBuilder();
        int copied = 0;
        for (int search = 0; search <= text.length; ) {
            int start = table[0].nextSetBit(search);
            if (start < 0) {
                break;
            }
            int end = parsed.end(text, table, start);
            append(result, text, copied, start);
            if (!all) {
                result.append(replacement);
                copied = end;
                break;
            }
            // no second replacement for an empty match right behind a match
            if (end > copied || start == 0) {
                budget.spend(replacement.length());
                result.append(expandTemplate(replacement, new String(text, start, end - start)));
            }
            copied = end;
            search = Math.max(end, search + 1);
        }
        append(result, text, copied, text.length);
        return result.toString();
    }

    private static VariablePattern parse(String pattern, boolean greedy) throws LexException {
        int[] characters = pattern.codePoints().toArray();
        List<Integer> tokens = new ArrayList<>();
        for (int i = characters.length > 0 && characters[0] == 0xFEFF ? 1 : 0;
                i < characters.length;
                i++) {
            int character = characters[i];
            if (character == '*') {
                tokens.add(ANYTHING);
            } else if (character == '?') {
                tokens.add(ANY);
            } else if (character == '\\') {
                int escaped = i + 1 < characters.length ? characters[i + 1] : 0xFFFD;
                if (escaped == '}' || escaped == '/') {
                    continue;
                }
                if (escaped != '*' && escaped != '?' && escaped != '\\') {
                    throw new LexException(
                            "invalid pattern ("
                                    + pattern
                                    + ") in substitution: invalid escape '\\"
                                    + Character.toString(escaped)
                                    + "'");
                }
                tokens.add(escaped);
                i++;
            } else {
                tokens.add(character);
            }
        }
        return new VariablePattern(tokens.stream().mapToInt(Integer::intValue).toArray(), greedy);
    }

    /** Row i says at which places of the text the tokens from i on match something. */
    private BitSet[] table(int[] text, ExpansionBudget budget) throws LexException {
        budget.spend((long) (tokens.length + 1) * (text.length + 1));
        BitSet[] rows = new BitSet[tokens.length + 1];
        rows[tokens.length] = new BitSet();
        rows[tokens.length].set(0, text.length + 1);
        for (int i = tokens.length - 1; i >= 0; i--) {
            rows[i] = new BitSet();
            for (int at = text.length; at >= 0; at--) {
                boolean matches =
                        tokens[i] == ANYTHING
                                ? rows[i + 1].get(at)
                                        || (at < text.length
                                                && text[at] != '\n'
                                                && rows[i].get(at + 1))
                                : at < text.length
                                        && takes(tokens[i], text[at])
                                        && rows[i + 1].get(at + 1);
                rows[i].set(at, matches);
            }
        }
        return rows;
    }

    /** Returns the end of the match that a backtracking matcher would find first, or -1. */
    private int end(int[] text, BitSet[] table, int start) {
        if (!table[0].get(start)) {
            return -1;
        }
        int at = start;
        for (int i = 0; i < tokens.length; i++) {
            if (tokens[i] != ANYTHING) {
                at++;
            } else if (greedy) {
                int lineEnd = at;
                while (lineEnd < text.length && text[lineEnd] != '\n') {
                    lineEnd++;
                }
                at = table[i + 1].previousSetBit(lineEnd);
            } else {
                at = table[i + 1].nextSetBit(at);
            }
        }
        return at;
    }

    private static boolean takes(int token, int character) {
        return token == ANY ? character != '\n' : token == character;
    }

    private static String reversePattern(String pattern) {
        int[] from = pattern.codePoints().toArray();
        int[] to = new int[from.length];
        int last = from.length - 1;
        for (int i = 0; i <= last; i++) {
            int out = last - i;
            if (from[i] == '\\' && i != last) {
                to[out - 1] = from[i];
                to[out] = from[i + 1];
                i++;
            } else {
                to[out] = from[i];
            }
        }
        return new String(to, 0, to.length);
    }

    private static String reverse(String text) {
        int[] characters = text.codePoints().toArray();
        for (int i = 0, j = characters.length - 1; i < j; i++, j--) {
            int swapped = characters[i];
            characters[i] = characters[j];
            characters[j] = swapped;
        }
        return new String(characters, 0, characters.length);
    }

    /** Go's regexp.Expand for a pattern without groups: only {@code $0} and {@code $$} stand. */
    private static String expandTemplate(String template, String match) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            char character = template.charAt(i);
            if (character != '$' || i + 1 == template.length()) {
                result.append(character);
                continue;
            }
            if (template.charAt(i + 1) == '$') {
                result.append('$');
                i++;
                continue;
            }
            boolean braces = template.charAt(i + 1) == '{';
            int start = braces ? i + 2 : i + 1;
            int end = start;
            while (end < template.length()
                    && (Character.isLetterOrDigit(template.charAt(end))
                            || template.charAt(end) == '_')) {
                end++;
            }
            boolean closed = !braces || (end < template.length() && template.charAt(end) == '}');
            if (end == start || !closed) {
                result.append('$');
                continue;
            }
            if (template.substring(start, end).equals("0")) {
                result.append(match);
            }
            i = braces ? end : end - 1;
        }
        return result.toString();
    }

    private static void append(StringBuilder result, int[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            result.appendCodePoint(text[i]);
        }
    }
}
