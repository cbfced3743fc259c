package dev.multistage.site.markdown;

import dev.multistage.site.source.Place;
import dev.multistage.site.source.Problems;
import dev.multistage.site.source.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Renders one file of Markdown for one page. */
public final class MarkdownFile {

    private static final Parser PARSER =
            Parser.builder()
                    .extensions(List.of(TablesExtension.create(), DirectiveParser.extension()))
                    .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
                    .build();

    private static final Pattern SIZE = Pattern.compile("\\{\\{size ([^{}]+)\\}\\}");
    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,}).*");

    private final String file;
    private final String idPrefix;
    private final Surroundings surroundings;
    private final Problems problems;
    private final HtmlRenderer renderer;
    private final Slugs slugs = new Slugs();

    /**
     * Prepares a file.
     *
     * @param file its path from the root of the repository, to which its links are relative
     * @param idPrefix what stands before every id, where several files share a page
     */
    public MarkdownFile(
            String file,
            String idPrefix,
            Sources sources,
            Surroundings surroundings,
            Problems problems) {
        this.file = file;
        this.idPrefix = idPrefix;
        this.surroundings = surroundings;
        this.problems = problems;
        Fences fences = new Fences(file, sources, surroundings, problems);
        this.renderer =
                HtmlRenderer.builder()
                        .nodeRendererFactory(
                                context ->
                                        new NodeHtml(
                                                context,
                                                new Page(file, idPrefix, surroundings, problems),
                                                fences))
                        // ours come first: of several renderers for a node the first one wins
                        .extensions(List.of(TablesExtension.create()))
                        .build();
    }

    /** What a renderer of nodes needs to know of the page. */
    record Page(String file, String idPrefix, Surroundings surroundings, Problems problems) {
        Place place(Node node) {
            return new Place(file, line(node));
        }
    }

    /** Returns the line at which a node begins, or at which the nearest one around it does. */
    static int line(Node node) {
        for (Node near = node; near != null; near = near.getParent()) {
            if (!near.getSourceSpans().isEmpty()) {
                return near.getSourceSpans().get(0).getLineIndex() + 1;
            }
        }
        return 0;
    }

    /** Renders the file's text. */
    public Rendered render(String markdown) {
        Node document = PARSER.parse(withSizes(markdown));
        Quiz.readAll(document);
        Alerts.readAll(document);
        String title = "";
        List<Section> sections = new ArrayList<>();
        Open open = new Open(1, "", "");
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                String text = PlainText.of(heading);
                if (heading.getLevel() == 1) {
                    if (!title.isEmpty()) {
                        problems.add(place(node), "a second heading of level 1");
                    }
                    title = text;
                    continue;
                }
                if (heading.getLevel() > open.level + 1) {
                    problems.add(place(node), "a heading of this level misses the one above it");
                }
                sections.add(open.close());
                open = new Open(heading.getLevel(), idPrefix + slugs.of(text), text);
                open.heading(renderer.render(heading));
                continue;
            }
            if (node instanceof DirectiveBlock directive && directive.name().equals("generated")) {
                open = generated(directive, sections, open);
                continue;
            }
            open.add(renderer.render(node), PlainText.of(node));
        }
        sections.add(open.close());
        if (title.isEmpty()) {
            problems.add(new Place(file, 1), "the page has no heading of level 1");
        }
        return new Rendered(title, sections);
    }

    /** A generated block may bring sections of its own. */
    private Open generated(DirectiveBlock directive, List<Section> sections, Open open) {
        String[] words = directive.argument().split("\\s+", 2);
        List<Section> made = surroundings.generated(words[0], words.length > 1 ? words[1] : "");
        if (made.isEmpty()) {
            problems.add(place(directive), "there is no generated block \"" + words[0] + "\"");
        }
        Open current = open;
        for (Section section : made) {
            if (section.id().isEmpty()) {
                current.add(section.html(), section.words());
            } else {
                sections.add(current.close());
                current = new Open(section.level(), idPrefix + section.id(), section.title());
                current.add(section.html(), section.words());
            }
        }
        return current;
    }

    private Place place(Node node) {
        return new Place(file, line(node));
    }

    /** Fills in sizes line by line, so that lines keep their numbers; code stays as it is. */
    private String withSizes(String markdown) {
        if (!markdown.contains("{{size ")) {
            return markdown;
        }
        StringBuilder filled = new StringBuilder();
        int number = 0;
        boolean code = false;
        for (String line : markdown.split("\n", -1)) {
            int at = ++number;
            code ^= FENCE.matcher(line).matches();
            Matcher size = SIZE.matcher(line);
            filled.append(
                            code
                                    ? line
                                    : size.replaceAll(
                                            found ->
                                                    Matcher.quoteReplacement(
                                                            size(found.group(1).strip(), at))))
                    .append('\n');
        }
        return filled.substring(0, filled.length() - 1);
    }

    private String size(String what, int line) {
        return surroundings
                .size(what)
                .orElseGet(
                        () -> {
                            problems.add(
                                    new Place(file, line),
                                    "nothing was measured of \"" + what + "\"");
                            return "?";
                        });
    }

    /** Renders a piece of a file that has no headings of its own. */
    public String fragment(String markdown) {
        Node document = PARSER.parse(withSizes(markdown));
        Quiz.readAll(document);
        Alerts.readAll(document);
        return renderer.render(document);
    }

    /** The section that is being filled. */
    private static final class Open {
        private final int level;
        private final String id;
        private final String title;
        private final StringBuilder html = new StringBuilder();
        private final StringBuilder words = new StringBuilder();

        Open(int level, String id, String title) {
            this.level = level;
            this.id = id;
            this.title = title;
        }

        void heading(String rendered) {
            html.append("<h").append(level).append(" id=\"").append(id).append("\">");
            html.append(rendered).append("</h").append(level).append(">\n");
        }

        void add(String markup, String text) {
            html.append(markup);
            words.append(text).append(' ');
        }

        Section close() {
            return new Section(level, id, title, html.toString(), words.toString().strip());
        }
    }
}
