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
import dev.multistage.site.source.Place;
import dev.multistage.site.source.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lessons. The file that GitHub shows is the text; the site adds what GitHub cannot show: the
 * grader's list, hints behind a reveal, the sizes.
 */
final class LessonPages {

    private final Course course;
    private final Shown shown;
    private final Problems problems;
    private final Blocks blocks;

    LessonPages(Course course, Shown shown, Problems problems, Blocks blocks) {
        this.course = course;
        this.shown = shown;
        this.problems = problems;
        this.blocks = blocks;
    }

    /** Returns the pages of all lessons. */
    List<Page> pages() {
        List<Page> pages = new ArrayList<>();
        List<Exercise> exercises = course.exercises();
        for (int i = 0; i < exercises.size(); i++) {
            Exercise exercise = exercises.get(i);
            String file = SitePaths.lesson(exercise.id());
            Rendered rendered = render(exercise, file, false);
            pages.add(
                    new Page(
                            file,
                            Kind.LESSON,
                            rendered.title(),
                            head(exercise, rendered.title()),
                            complete(exercise, file, "", rendered),
                            new Neighbours(neighbour(i - 1), neighbour(i + 1)),
                            true));
        }
        return pages;
    }

    private Optional<Link> neighbour(int index) {
        if (index < 0 || index >= course.exercises().size()) {
            return Optional.empty();
        }
        Exercise exercise = course.exercises().get(index);
        return Optional.of(
                new Link(
                        SitePaths.lesson(exercise.id()),
                        exercise.id().number() + ". " + exercise.declaration().title()));
    }

    private Rendered render(Exercise exercise, String page, boolean onePage) {
        String prefix = onePage ? exercise.id() + "-" : "";
        PageLinks links = new PageLinks(course, shown, problems, page, blocks, onePage);
        return new MarkdownFile(
                        exercise.path() + "/README.md", prefix, course.sources(), links, problems)
                .render(exercise.lesson());
    }

    private String head(Exercise exercise, String title) {
        String article = exercise.declaration().article();
        return """
                <p class="eyebrow">Exercise %d · %s · %d minutes%s%s</p>
                <h1>%s</h1>
                <p class="facts">%s <span class="live" data-exercise="%s"><span data-status></span></span></p>
                """
                .formatted(
                        exercise.id().number(),
                        Html.escape(Languages.name(exercise.declaration().language())),
                        exercise.declaration().minutes(),
                        after(exercise),
                        article.isEmpty() ? "" : " · the article's “" + Html.escape(article) + "”",
                        Html.escape(title),
                        SizeBars.html(
                                course.measured(exercise).starter(),
                                course.best(exercise),
                                course.measured(exercise).starter().orElse(1)),
                        exercise.id());
    }

    private static String after(Exercise exercise) {
        String before = String.join(", ", exercise.declaration().prerequisites());
        return before.isEmpty()
                ? ""
                : " · after exercise " + Html.escape(before.replace("exercise-", ""));
    }

    /** The lesson with everything that is made from the exercise's other files. */
    private List<Section> complete(
            Exercise exercise, String page, String prefix, Rendered rendered) {
        List<Section> sections = new ArrayList<>();
        boolean listed = false;
        boolean hinted = false;
        for (Section section : rendered.sections()) {
            Section full = section;
            if (section.id().equals(prefix + "your-task")) {
                full =
                        section.with(
                                starter(exercise, page) + CheckList.html(page, prefix, exercise));
                listed = true;
            } else if (section.id().equals(prefix + "if-you-are-stuck")) {
                full = section.with(hints(exercise, page) + solution(exercise, page));
                hinted = true;
            } else if (section.id().equals(prefix + "what-changed")) {
                full = folded(section, LineBytes.html(course, exercise));
            }
            sections.add(full);
        }
        if (!listed || !hinted) {
            problems.add(
                    new Place(exercise.path() + "/README.md", 0),
                    "the lesson needs the headings \"Your task\" and \"If you are stuck\"");
        }
        return sections;
    }

    /** What the lesson shows after passing stays folded until then; it gives answers away. */
    private static Section folded(Section section, String more) {
        int end = section.html().indexOf("</h2>\n") + "</h2>\n".length();
        String html =
                section.html().substring(0, end)
                        + "<details class=\"after\"><summary>Show it, once you have passed</summary>\n"
                        + section.html().substring(end)
                        + more
                        + "</details>\n";
        return new Section(section.level(), section.id(), section.title(), html, section.words());
    }

    private String hints(Exercise exercise, String page) {
        PageLinks links = new PageLinks(course, shown, problems, page, blocks, false);
        return HintList.html(
                exercise,
                new MarkdownFile(
                        exercise.path() + "/hints.md", "hint-", course.sources(), links, problems));
    }

    /** The files that the learner edits, as they are shipped. */
    private String starter(Exercise exercise, String page) {
        StringBuilder html = new StringBuilder();
        for (String name : exercise.declaration().editable()) {
            String path = exercise.path() + "/app/" + name;
            Optional<String> text = course.sources().text(path);
            if (text.isPresent()) {
                shown.file(path);
                String title =
                        Html.link(SitePaths.relative(page, SitePaths.source(path)), "app/" + name);
                html.append("<details class=\"starter\"><summary>");
                html.append(Html.escape(name)).append(", as it is shipped</summary>\n");
                html.append(
                        CodeBlock.source(
                                Highlighter.language(path).orElse("text"),
                                text.get(),
                                new CodeBlock.Look(title, Set.of(), false)));
                html.append("</details>\n");
            }
        }
        return html.toString();
    }

    private static String solution(Exercise exercise, String page) {
        return """
                <details class="solution"><summary>The solution</summary>
                <p>It is worth most after you have tried. <a href="%s">Our solution, and what else is right</a></p>
                </details>
                """
                .formatted(SitePaths.relative(page, SitePaths.solution(exercise.id())));
    }

    /** Returns the page with all lessons, to print. */
    Page print() {
        List<Section> sections = new ArrayList<>();
        for (Exercise exercise : course.exercises()) {
            String prefix = exercise.id() + "-";
            Rendered rendered = render(exercise, "print.html", true);
            String heading =
                    "<h2 id=\"%sstart\">%d. %s</h2>\n"
                            .formatted(
                                    prefix, exercise.id().number(), Html.escape(rendered.title()));
            sections.add(new Section(2, prefix + "start", rendered.title(), heading, ""));
            for (Section section : complete(exercise, "print.html", prefix, rendered)) {
                String html =
                        section.html()
                                .replaceAll("(</?h)3\\b", "$14")
                                .replaceAll("(</?h)2\\b", "$13");
                sections.add(new Section(3, section.id(), section.title(), html, ""));
            }
        }
        String head =
                """
                <p class="eyebrow">The whole course on one page</p>
                <h1>Shrink it</h1>
                <p><a href="index.html">Back to the course</a></p>
                """;
        return new Page(
                "print.html",
                Kind.PRINT,
                "The whole course",
                head,
                sections,
                Neighbours.NONE,
                false);
    }
}
