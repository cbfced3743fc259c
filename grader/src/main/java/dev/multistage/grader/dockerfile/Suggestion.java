package dev.multistage.grader.dockerfile;

import java.util.List;
import java.util.Optional;

/**
 * "Did you mean", as BuildKit does it (util/suggest): the nearest option with fewer than three
 * edits. Of equally near ones the first is taken, where BuildKit takes any.
 */
final class Suggestion {

    private static final int TOO_FAR = 3;

    private Suggestion() {}

    static Optional<String> nearest(String value, List<String> options, boolean caseSensitive) {
        String wanted = caseSensitive ? value : GoCharacters.lower(value);
        String match = null;
        int nearest = TOO_FAR;
        for (String option : options) {
            String candidate = caseSensitive ? option : GoCharacters.lower(option);
            if (wanted.equals(candidate)) {
                return Optional.empty();
            }
            int distance = distance(wanted, candidate, nearest);
            if (distance < nearest) {
                nearest = distance;
                match = caseSensitive ? option : matchCase(candidate, value);
            }
        }
        return Optional.ofNullable(match);
    }

    /** Returns {@code " (did you mean X?)"} or nothing. */
    static String suffix(String value, List<String> options, boolean caseSensitive) {
        return nearest(value, options, caseSensitive)
                .map(match -> " (did you mean " + match + "?)")
                .orElse("");
    }

    private static String matchCase(String option, String original) {
        if (original.equals(GoCharacters.lower(original))) {
            return GoCharacters.lower(option);
        }
        if (original.equals(GoCharacters.upper(original))) {
            return GoCharacters.upper(option);
        }
        return option;
    }

    /**
     * Levenshtein distance, or {@code limit} if it is not below that. Only the cells near the
     * diagonal can be below the limit, so that the others are left out.
     */
    private static int distance(String a, String b, int limit) {
        // a character is at most two UTF-16 units, so this spares decoding what is far too long
        if (a.length() >= 2 * (b.length() + limit) || b.length() >= 2 * (a.length() + limit)) {
            return limit;
        }
        int[] from = a.codePoints().toArray();
        int[] to = b.codePoints().toArray();
        if (Math.abs(from.length - to.length) >= limit) {
            return limit;
        }
        int[] row = new int[to.length + 1];
        for (int j = 0; j <= to.length; j++) {
            row[j] = Math.min(j, limit);
        }
        for (int i = 1; i <= from.length; i++) {
            int first = Math.max(1, i - limit);
            int last = Math.min(to.length, i + limit);
            int diagonal = row[first - 1];
            row[first - 1] = first == 1 ? Math.min(i, limit) : limit;
            for (int j = first; j <= last; j++) {
                int above = j == i + limit ? limit : row[j];
                int edit = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(limit, Math.min(edit, Math.min(above, row[j - 1]) + 1));
            }
        }
        return row[to.length];
    }
}
