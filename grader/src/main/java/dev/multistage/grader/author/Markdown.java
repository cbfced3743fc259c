package dev.multistage.grader.author;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Just enough of Markdown to find prose, links, pictures, headings and code blocks by line. */
final class Markdown {

    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,})(.*)");
    private static final Pattern LINK = Pattern.compile("(!?)\\[([^\\]]*)\\]\\(([^)\\s]+)[^)]*\\)");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?)( +#+)?");

    /** Code within a line. */
    static final Pattern CODE = Pattern.compile("`[^`]*`");

    private final List<String> prose = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();

    Markdown(CourseText text) {
        String fence = "";
        List<String> code = new ArrayList<>();
        for (String line : text.lines()) {
            Matcher marker = FENCE.matcher(line);
            if (fence.isEmpty() && marker.matches()) {
                fence = marker.group(1);
                code.clear();
                blocks.add(new Block(prose.size() + 1, marker.group(2).strip(), List.of()));
                prose.add("");
            } else if (fence.isEmpty()) {
                // what stands between backquotes is code, too
                prose.add(CODE.matcher(line).replaceAll("`code`"));
            } else {
                if (marker.matches()
                        && marker.group(1).startsWith(fence)
                        && marker.group(2).isBlank()) {
                    Block open = blocks.remove(blocks.size() - 1);
                    blocks.add(new Block(open.line(), open.language(), code));
                    fence = "";
                } else {
                    code.add(line);
                }
                prose.add("");
            }
        }
    }

    /**
     * A fenced block of code.
     *
     * @param line line of its opening fence
     * @param language what stands behind the opening fence
     * @param code its lines
     */
    record Block(int line, String language, List<String> code) {
        Block {
            code = List.copyOf(code);
        }
    }

    /** A link or a picture. */
    record Link(int line, boolean picture, String text, String target) {}

    /** Returns the lines of the text, with code left out. */
    List<String> prose() {
        return List.copyOf(prose);
    }

    List<Block> blocks() {
        return List.copyOf(blocks);
    }

    List<Link> links() {
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < prose.size(); i++) {
            Matcher link = LINK.matcher(prose.get(i));
            while (link.find()) {
                links.add(new Link(i + 1, !link.group(1).isEmpty(), link.group(2), link.group(3)));
            }
        }
        return links;
    }

    /** Returns the anchors that GitHub gives to the headings of this text. */
    static Set<String> anchors(CourseText text) {
        Set<String> anchors = new LinkedHashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        List<String> prose = new Markdown(text).prose();
        for (int i = 0; i < prose.size(); i++) {
            // with its code: backquotes go, what stands between them stays
            Matcher heading = HEADING.matcher(text.lines().get(i));
            if (!prose.get(i).isEmpty() && heading.matches()) {
                String slug =
                        heading.group(1)
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                                .replace(' ', '-');
                int times = seen.merge(slug, 1, Integer::sum);
                anchors.add(times == 1 ? slug : slug + "-" + (times - 1));
            }
        }
        return anchors;
    }
}
