package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.VariableLexer.LexException;
import dev.multistage.grader.dockerfile.VariableLexer.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the {@code <<WORD} in a line, as BuildKit's heredocsFromLine does. */
final class HeredocMarkers {

    /** {@code <<WORD}, {@code <<-WORD}, {@code 3<<"WORD"}. */
    record Marker(String name, int fileDescriptor, boolean expand, boolean stripTabs) {}

    private static final Mode RAW = new Mode(true, true, true, false);
    private static final Mode UNQUOTED = new Mode(false, false, true, false);
    private static final Mode QUOTED = new Mode(true, false, true, false);

    private HeredocMarkers() {}

    static List<Marker> inLine(String line) throws LexException {
        List<String> words;
        try {
            words = VariableLexer.process(line, '\\', Map.of(), RAW).words();
        } catch (LexException e) {
            // BuildKit ignores what it cannot read here: quotes in a command may be unbalanced
            return List.of();
        }
        List<Marker> markers = new ArrayList<>();
        for (String word : words) {
            inWord(word).ifPresent(markers::add);
        }
        return markers;
    }

    /** Reads a word as {@code ^(\d*)<<(-?)\s*([^<]*)$}. */
    static Optional<Marker> inWord(String word) throws LexException {
        int at = 0;
        while (at < word.length() && word.charAt(at) >= '0' && word.charAt(at) <= '9') {
            at++;
        }
        String descriptor = word.substring(0, at);
        if (!word.startsWith("<<", at)) {
            return Optional.empty();
        }
        at += 2;
        boolean stripTabs = word.startsWith("-", at);
        if (stripTabs) {
            at++;
        }
        while (at < word.length() && isRegexpSpace(word.charAt(at))) {
            at++;
        }
        String rest = word.substring(at);
        if (rest.isEmpty() || rest.indexOf('<') >= 0) {
            return Optional.empty();
        }
        List<String> unquoted = VariableLexer.process(rest, '\\', Map.of(), UNQUOTED).words();
        if (unquoted.size() != 1) {
            return Optional.empty();
        }
        List<String> quoted = VariableLexer.process(rest, '\\', Map.of(), QUOTED).words();
        if (quoted.size() != 1) {
            throw new LexException(
                    "internal lexing of heredoc produced inconsistent results: " + rest);
        }
        String name = unquoted.get(0);
        boolean expand = quotes(name) == quotes(quoted.get(0));
        return Optional.of(new Marker(name, number(descriptor), expand, stripTabs));
    }

    /** Larger numbers than an int holds are as good as the largest: no shell has them. */
    private static int number(String digits) {
        try {
            return digits.isEmpty() ? 0 : Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    private static long quotes(String word) {
        return word.chars().filter(character -> character == '\'' || character == '"').count();
    }

    /** Go's {@code \s}. */
    private static boolean isRegexpSpace(char character) {
        return character == ' '
                || character == '\t'
                || character == '\n'
                || character == '\f'
                || character == '\r';
    }
}
