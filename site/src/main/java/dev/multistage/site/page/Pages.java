package dev.multistage.site.page;

import dev.multistage.site.source.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All pages of the site. */
public final class Pages {

    /** The main pages in the order of the navigation; one that is not there is left out. */
    private static final Map<String, String> NAVIGATION = navigation();

    private Pages() {}

    private static Map<String, String> navigation() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("index.html", "Course");
        titles.put("bases.html", "Base images");
        titles.put("checks.html", "Checks");
        titles.put("claims.html", "Claims");
        titles.put("glossary.html", "Glossary");
        titles.put("teachers.html", "Teaching");
        return titles;
    }

    /** Makes all pages; what is wrong with their sources is added to the problems. */
    public static List<Page> of(Course course, Shown shown, Problems problems) {
        Blocks blocks = new Blocks(course, shown);
        LessonPages lessons = new LessonPages(course, shown, problems, blocks);
        OtherPages others = new OtherPages(course, shown, problems, blocks);
        List<Page> pages = new ArrayList<>(others.written());
        pages.addAll(lessons.pages());
        pages.addAll(others.solutions());
        pages.add(others.contents(pages));
        pages.add(lessons.print());
        pages.addAll(others.files());
        return pages;
    }

    /** Returns the frame of these pages. */
    public static Layout layout(Course course, List<Page> pages) {
        List<Page.Link> main = new ArrayList<>();
        NAVIGATION.forEach(
                (file, title) -> {
                    Optional<Page> page =
                            pages.stream().filter(p -> p.file().equals(file)).findFirst();
                    page.ifPresent(p -> main.add(new Page.Link(file, title)));
                });
        List<Page.Link> lessons =
                course.exercises().stream()
                        .map(
                                e ->
                                        new Page.Link(
                                                SitePaths.lesson(e.id()),
                                                e.id().number() + ". " + e.declaration().title()))
                        .toList();
        return new Layout(main, lessons);
    }
}
