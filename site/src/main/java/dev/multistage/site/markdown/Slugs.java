package dev.multistage.site.markdown;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Gives headings the ids that GitHub gives them, so that one link works in both places. */
final class Slugs {

    private final Map<String, Integer> taken = new HashMap<>();

    /** Returns an id that no earlier heading of this page has. */
    String of(String heading) {
        StringBuilder slug = new StringBuilder();
        heading.strip()
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .forEach(
                        c -> {
                            if (Character.isLetterOrDigit(c) || c == '-' || c == '_') {
                                slug.appendCodePoint(c);
                            } else if (c == ' ') {
                                slug.append('-');
                            }
                        });
        String base = slug.isEmpty() ? "section" : slug.toString();
        int earlier = taken.merge(base, 1, Integer::sum) - 1;
        return earlier == 0 ? base : base + "-" + earlier;
    }
}
