package dev.multistage.site.page;

import dev.multistage.site.html.Html;
import dev.multistage.site.markdown.Section;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The frame of all pages. It has no inline styles or scripts, so that the strictest content
 * security policy holds, and everything in it works without a script.
 */
public final class Layout {

    private static final String NAME = "Shrink it";

    private final List<Page.Link> navigation;
    private final List<Page.Link> lessons;

    /**
     * Prepares the frame.
     *
     * @param navigation the main pages
     * @param lessons the lessons in order, titled with their numbers
     */
    public Layout(List<Page.Link> navigation, List<Page.Link> lessons) {
        this.navigation = List.copyOf(navigation);
        this.lessons = List.copyOf(lessons);
    }

    /** Returns the page as a document. */
    public String html(Page page) {
        String root = SitePaths.relative(page.file(), "");
        String title = page.kind() == Page.Kind.HOME ? page.title() : page.title() + " · " + NAME;
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s</title>
                <script src="%2$sassets/theme.js"></script>
                <link rel="stylesheet" href="%2$sassets/site.css">
                <link rel="icon" href="%2$sassets/icon.svg" type="image/svg+xml">
                <script src="%2$sassets/site.js" defer></script>
                </head>
                <body data-root="%2$s">
                <a class="skip" href="#main">Skip to the text</a>
                %3$s<main id="main" class="%4$s" tabindex="-1">
                <div class="head">
                %5$s</div>
                %6$s<div class="prose">
                %7$s</div>
                %8$s</main>
                %9$s</body>
                </html>
                """
                .formatted(
                        Html.escape(title),
                        root,
                        header(page, root),
                        page.kind().name().toLowerCase(Locale.ROOT),
                        page.head(),
                        contents(page),
                        page.sections().stream().map(Section::html).collect(Collectors.joining()),
                        neighbours(page),
                        switch (page.kind()) {
                            case PRINT -> "";
                            // the home page is the list of lessons
                            case HOME -> footer(root);
                            default -> course(page) + footer(root);
                        });
    }

    private String header(Page page, String root) {
        StringBuilder links = new StringBuilder();
        for (Page.Link link : navigation) {
            links.append("<li>").append(item(page, link)).append("</li>");
        }
        return """
                <header class="bar">
                <a class="brand" href="%1$sindex.html"><svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><rect x="2" y="15" width="20" height="6" rx="1.5"/><rect x="6" y="8.5" width="12" height="5" rx="1.5"/><rect x="9.5" y="3" width="5" height="4" rx="1.5"/></svg>%2$s</a>
                <nav aria-label="Site"><ul>%3$s</ul></nav>
                <form class="search" role="search" action="%1$scontents.html"><label class="unseen" for="site-search">Search the course</label><input id="site-search" name="q" type="search" placeholder="Search" autocomplete="off" spellcheck="false"></form>
                <button class="theme" type="button">Theme</button>
                </header>
                """
                .formatted(root, NAME, links);
    }

    private static String item(Page page, Page.Link link) {
        String current = link.file().equals(page.file()) ? " aria-current=\"page\"" : "";
        return "<a href=\""
                + Html.escape(SitePaths.relative(page.file(), link.file()))
                + "\""
                + current
                + ">"
                + Html.escape(link.title())
                + "</a>";
    }

    private static String contents(Page page) {
        List<Section> headings =
                page.sections().stream().filter(s -> s.level() == 2 && !s.id().isEmpty()).toList();
        if (headings.size() < 2) {
            return "";
        }
        StringBuilder list = new StringBuilder();
        for (Section heading : headings) {
            list.append("<li>").append(Html.link("#" + heading.id(), heading.title()));
            list.append("</li>\n");
        }
        return "<nav class=\"toc\" aria-labelledby=\"nav-toc\"><p id=\"nav-toc\">On this page</p>\n<ol>"
                + list
                + "</ol></nav>\n";
    }

    private static String neighbours(Page page) {
        String previous =
                page.neighbours()
                        .previous()
                        .map(link -> neighbour(page, "prev", "Previous", link))
                        .orElse("");
        String next =
                page.neighbours()
                        .next()
                        .map(link -> neighbour(page, "next", "Next", link))
                        .orElse("");
        return previous.isEmpty() && next.isEmpty()
                ? ""
                : "<nav class=\"neighbours\" aria-label=\"Previous and next\">"
                        + previous
                        + next
                        + "</nav>\n";
    }

    private static String neighbour(Page page, String relation, String word, Page.Link link) {
        return "<a rel=\"%s\" href=\"%s\"><span>%s</span> %s</a>"
                .formatted(
                        relation,
                        SitePaths.relative(page.file(), link.file()),
                        word,
                        Html.escape(link.title()));
    }

    private String course(Page page) {
        StringBuilder list = new StringBuilder();
        for (Page.Link lesson : lessons) {
            String id = lesson.file().replace(".html", "");
            list.append("<li data-exercise=\"").append(id).append("\">");
            list.append(item(page, lesson)).append(" <span data-status></span></li>\n");
        }
        return "<nav class=\"course\" aria-labelledby=\"nav-course\"><p id=\"nav-course\">The course</p>\n<ol>"
                + list
                + "</ol></nav>\n";
    }

    private static String footer(String root) {
        return """
                <footer><p>Sizes are unpacked bytes of all layers, in MB of 10<sup>6</sup> bytes, measured. <a href="%1$scontents.html">All pages and sections</a> · <a href="%1$sprint.html">The whole course on one page, to print</a></p></footer>
                """
                .formatted(root);
    }
}
