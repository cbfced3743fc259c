package dev.multistage.site.page;

import dev.multistage.grader.exercise.Exercise;
import dev.multistage.site.highlight.Highlighter;
import dev.multistage.site.html.Html;
import dev.multistage.site.markdown.CodeBlock;
import dev.multistage.site.markdown.MarkdownFile;
import dev.multistage.site.markdown.Rendered;
import dev.multistage.site.markdown.Section;
import dev.multistage.site.page.Page.Kind;
import dev.multistage.site.page.Page.Link;
import dev.multistage.site.page.Page.Neighbours;
import dev.multistage.site.source.LineDiff;
import dev.multistage.site.source.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Solutions, pages written in {@code site/pages}, files, and the list of everything. */
final class OtherPages {

    private static final String PAGES = "site/pages/";

    private final Course course;
    private final Shown shown;
    private final Problems problems;
    private final Blocks blocks;

    OtherPages(Course course, Shown shown, Problems problems, Blocks blocks) {
        this.course = course;
        this.shown = shown;
        this.problems = problems;
        this.blocks = blocks;
    }

    private Rendered render(String source, String page, String markdown) {
        PageLinks links = new PageLinks(course, shown, problems, page, blocks, false);
        return new MarkdownFile(source, "", course.sources(), links, problems).render(markdown);
    }

    /** Returns the pages of all solutions. */
    List<Page> solutions() {
        List<Page> pages = new ArrayList<>();
        for (Exercise exercise : course.exercises()) {
            String source = exercise.solutionPath() + "/README.md";
            Optional<String> text = course.sources().text(source);
            if (text.isPresent()) {
                pages.add(solution(exercise, source, text.get()));
            }
        }
        return pages;
    }

    private Page solution(Exercise exercise, String source, String text) {
        String file = SitePaths.solution(exercise.id());
        Rendered rendered = render(source, file, text);
        List<Section> sections = new ArrayList<>();
        sections.add(rendered.sections().get(0).with(files(exercise, file)));
        sections.addAll(rendered.sections().subList(1, rendered.sections().size()));
        String head =
                """
                <p class="eyebrow">Solution of exercise %d</p>
                <h1>%s</h1>
                """
                        .formatted(exercise.id().number(), Html.escape(rendered.title()));
        Link lesson =
                new Link(
                        SitePaths.lesson(exercise.id()),
                        exercise.id().number() + ". " + exercise.declaration().title());
        return new Page(
                file,
                Kind.SOLUTION,
                rendered.title(),
                head,
                sections,
                new Neighbours(Optional.of(lesson), Optional.empty()),
                true);
    }

    /** The files of the solution: what changed, behind a reveal, and each as a whole. */
    private String files(Exercise exercise, String page) {
        StringBuilder html = new StringBuilder();
        for (String path : course.sources().list(exercise.solutionPath() + "/app")) {
            String name = path.substring((exercise.solutionPath() + "/app/").length());
            Optional<String> after = course.sources().text(path);
            Optional<String> before = course.sources().text(exercise.path() + "/app/" + name);
            shown.file(path);
            String title =
                    Html.link(SitePaths.relative(page, SitePaths.source(path)), "app/" + name);
            html.append("<details class=\"solution\"><summary>Show ").append(Html.escape(name));
            html.append("</summary>\n");
            html.append(views(name, before.orElse(""), after.orElse(""), title));
            html.append("</details>\n");
        }
        return html.toString();
    }

    /** The file as it is, and what changed against the start. */
    private static String views(String name, String before, String after, String title) {
        String language = Highlighter.language(name).orElse("text");
        CodeBlock.Look look = new CodeBlock.Look(title, Set.of(), false);
        String whole = CodeBlock.source(language, after, look);
        if (before.isEmpty()) {
            return whole;
        }
        List<LineDiff.Line> lines = LineDiff.of(before.lines().toList(), after.lines().toList());
        return """
                <div class="tabs" data-tabs="view">
                <div class="tab" data-tab="The file"><p class="tab-title">The file</p>
                %s</div>
                <div class="tab" data-tab="Compared with the start"><p class="tab-title">Compared with the start</p>
                %s</div>
                </div>
                """
                .formatted(whole, CodeBlock.diff(language, lines, look));
    }

    /** Returns the pages that are written in {@code site/pages}. */
    List<Page> written() {
        List<Page> pages = new ArrayList<>();
        for (String source : course.sources().list("site/pages")) {
            if (!source.endsWith(".md")) {
                continue;
            }
            String file = source.substring(PAGES.length()).replaceFirst("\\.md$", ".html");
            Rendered rendered = render(source, file, course.sources().text(source).orElse(""));
            boolean home = file.equals("index.html");
            pages.add(
                    new Page(
                            file,
                            home ? Kind.HOME : Kind.TEXT,
                            rendered.title(),
                            "<h1>" + Html.escape(rendered.title()) + "</h1>\n",
                            rendered.sections(),
                            Neighbours.NONE,
                            true));
        }
        return pages;
    }

    /** Returns the pages of all files that other pages refer to. */
    List<Page> files() {
        List<Page> pages = new ArrayList<>();
        for (String path : shown.files()) {
            String text = course.sources().text(path).orElse("");
            String language = Highlighter.language(path).orElse("text");
            String code = CodeBlock.source(language, text, new CodeBlock.Look("", Set.of(), true));
            String head =
                    """
                    <p class="eyebrow">%s</p>
                    <h1>%s</h1>
                    """
                            .formatted(
                                    Html.escape(path.substring(0, path.lastIndexOf('/') + 1)),
                                    Html.escape(path.substring(path.lastIndexOf('/') + 1)));
            pages.add(
                    new Page(
                            SitePaths.source(path),
                            Kind.SOURCE,
                            path,
                            head,
                            List.of(new Section(1, "", "", code, "")),
                            Neighbours.NONE,
                            false));
        }
        return pages;
    }

    /** Returns the list of all pages and sections, which also stands in for the search. */
    Page contents(List<Page> pages) {
        StringBuilder list = new StringBuilder("<ul class=\"contents\">\n");
        for (Page page : pages) {
            if (!page.searchable()) {
                continue;
            }
            list.append("<li>").append(Html.link(page.file(), page.title())).append("<ul>");
            for (Section section : page.sections()) {
                if (section.level() == 2 && !section.id().isEmpty()) {
                    list.append("<li>");
                    list.append(Html.link(page.file() + "#" + section.id(), section.title()));
                    list.append("</li>\n");
                }
            }
            list.append("</ul></li>\n");
        }
        String html = list.append("</ul>\n").toString().replace("<ul></ul>", "");
        return new Page(
                "contents.html",
                Kind.TEXT,
                "All pages and sections",
                "<h1>All pages and sections</h1>\n",
                List.of(new Section(1, "", "", html, "")),
                Neighbours.NONE,
                false);
    }
}
