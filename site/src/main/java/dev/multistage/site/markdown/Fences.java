package dev.multistage.site.markdown;

import dev.multistage.site.highlight.Highlighter;
import dev.multistage.site.html.Html;
import dev.multistage.site.markdown.CodeBlock.Look;
import dev.multistage.site.source.LineDiff;
import dev.multistage.site.source.Place;
import dev.multistage.site.source.Problems;
import dev.multistage.site.source.Snippet;
import dev.multistage.site.source.Sources;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Blocks of code: written down, taken from a tested file ({@code src=}, with {@code stage=}, {@code
 * region=} or {@code lines=}), or the difference of two files ({@code before=}, {@code after=}).
 */
final class Fences {

    private static final Set<String> KEYS =
            Set.of("src", "stage", "region", "lines", "before", "after", "hl", "title");

    private final String file;
    private final Sources sources;
    private final Surroundings surroundings;
    private final Problems problems;

    Fences(String file, Sources sources, Surroundings surroundings, Problems problems) {
        this.file = file;
        this.sources = sources;
        this.surroundings = surroundings;
        this.problems = problems;
    }

    String html(int line, String info, String literal) {
        Place place = new Place(file, line);
        Attributes attributes = Attributes.parse(info);
        for (String key : attributes.values().keySet()) {
            if (!KEYS.contains(key)) {
                problems.add(place, "a code block has no \"" + key + "\"; it has " + sorted());
            }
        }
        try {
            if (attributes.get("before").isPresent() || attributes.get("after").isPresent()) {
                return difference(place, attributes);
            }
            if (attributes.get("src").isPresent()) {
                return included(place, attributes);
            }
            String title = Html.escape(attributes.get("title").orElse(""));
            Look look = new Look(title, highlighted(attributes), false);
            return attributes.word().equals("console")
                    ? CodeBlock.console(literal, look)
                    : CodeBlock.source(attributes.word(), literal, look);
        } catch (Snippet.MissingException missing) {
            problems.add(place, missing.getMessage());
            return "";
        }
    }

    private static String sorted() {
        return String.join(", ", new TreeSet<>(KEYS));
    }

    private String included(Place place, Attributes attributes) throws Snippet.MissingException {
        String path = attributes.get("src").orElseThrow();
        Snippet snippet = piece(path, attributes);
        String language =
                attributes.word().isEmpty()
                        ? Highlighter.language(path).orElse("text")
                        : attributes.word();
        Look look = new Look(title(place, path, attributes), highlighted(attributes), false);
        return CodeBlock.source(language, snippet.text(), look);
    }

    private String difference(Place place, Attributes attributes) throws Snippet.MissingException {
        String before = attributes.get("before").orElse("");
        String after = attributes.get("after").orElse("");
        Snippet old = piece(before, attributes);
        Snippet now = piece(after, attributes);
        String language = Highlighter.language(after).orElse("text");
        Look look = new Look(title(place, after, attributes), Set.of(), false);
        return CodeBlock.diff(language, LineDiff.of(old.lines(), now.lines()), look);
    }

    private Snippet piece(String path, Attributes attributes) throws Snippet.MissingException {
        Optional<String> text = sources.text(path);
        if (text.isEmpty()) {
            throw new Snippet.MissingException(
                    "there is no file \""
                            + path
                            + "\" (paths start at the root: exercises/… or solutions/…)");
        }
        try {
            Snippet snippet = Snippet.of(text.get());
            if (attributes.get("stage").isPresent()) {
                snippet = snippet.stage(attributes.get("stage").get());
            }
            if (attributes.get("region").isPresent()) {
                snippet = snippet.region(attributes.get("region").get());
            }
            return attributes.get("lines").isPresent()
                    ? snippet.range(attributes.get("lines").get())
                    : snippet;
        } catch (Snippet.MissingException missing) {
            throw new Snippet.MissingException(path + ": " + missing.getMessage());
        }
    }

    /** The title given, or the path with a link to the whole file. */
    private String title(Place place, String path, Attributes attributes) {
        String shown = attributes.get("title").orElse(path.substring(path.indexOf('/') + 1));
        return Html.link(surroundings.link(place, "/" + path), shown);
    }

    private static Set<Integer> highlighted(Attributes attributes) throws Snippet.MissingException {
        Set<Integer> lines = new TreeSet<>();
        for (String range : attributes.get("hl").orElse("").split(",")) {
            if (range.isEmpty()) {
                continue;
            }
            String[] ends = range.split("-", 2);
            try {
                int first = Integer.parseInt(ends[0]);
                int last = Integer.parseInt(ends[ends.length - 1]);
                for (int line = first; line <= last && lines.size() < 10_000; line++) {
                    lines.add(line);
                }
            } catch (NumberFormatException e) {
                throw new Snippet.MissingException(
                        "hl is 4 or 4-9 or 1,4-9, not \"" + range + "\"");
            }
        }
        return lines;
    }
}
