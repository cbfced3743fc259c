package dev.multistage.grader.exercise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hints of one exercise ({@code hints.md}): a ladder, smallest first, and answers to particular
 * failures.
 *
 * @param ladder the text below {@code ## Hint 1}, {@code ## Hint 2} and so on
 * @param byCode the text below {@code ## When <code>}
 */
public record Hints(List<String> ladder, Map<String, String> byCode) {

    public Hints {
        ladder = List.copyOf(ladder);
        byCode = Map.copyOf(byCode);
    }

    /** Reads {@code hints.md}. Text before the first heading is for authors and is left out. */
    public static Hints parse(String markdown) {
        List<String> ladder = new ArrayList<>();
        Map<String, String> byCode = new LinkedHashMap<>();
        for (String section : markdown.split("(?m)^## ")) {
            int end = section.indexOf('\n');
            String heading = end < 0 ? section : section.substring(0, end);
            String text = end < 0 ? "" : section.substring(end).strip();
            if (heading.startsWith("Hint ")) {
                ladder.add(text);
            } else if (heading.startsWith("When ")) {
                byCode.put(heading.substring(5).strip().replace("`", ""), text);
            }
        }
        return new Hints(ladder, byCode);
    }

    /** Returns the hint of this level, from 1. */
    public Optional<String> level(int level) {
        return level >= 1 && level <= ladder.size()
                ? Optional.of(ladder.get(level - 1))
                : Optional.empty();
    }
}
