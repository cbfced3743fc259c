package dev.multistage.site;

import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseDirectory;
import dev.multistage.grader.exercise.Exercise;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the site: one page for each lesson, and a list of them. The same input gives the same
 * bytes.
 */
public final class SiteGenerator {

    private final LessonRenderer renderer = new LessonRenderer();

    /**
     * Makes the site.
     *
     * @param args the root of the repository and the folder for the pages
     */
    public static void main(String[] args) throws IOException {
        new SiteGenerator().generate(Path.of(args[0]), Path.of(args[1]));
    }

    /** Writes all pages into a folder. */
    void generate(Path root, Path output) throws IOException {
        List<Exercise> exercises = Catalogue.of(new CourseDirectory(root)).exercises();
        String template = resource("page.html");
        Files.createDirectories(output);
        for (Page page : pages(exercises)) {
            Files.writeString(output.resolve(page.file()), page.html(template));
        }
        Files.writeString(output.resolve("site.css"), resource("site.css"));
    }

    private List<Page> pages(List<Exercise> exercises) {
        List<Page> pages = new ArrayList<>();
        StringBuilder list = new StringBuilder("<h1>The exercises</h1>\n<ol class=\"course\">\n");
        for (Exercise exercise : exercises) {
            list.append("<li value=\"")
                    .append(exercise.id().number())
                    .append("\"><a href=\"")
                    .append(file(exercise))
                    .append("\">")
                    .append(Page.escaped(exercise.declaration().title()))
                    .append("</a> (")
                    .append(Page.escaped(exercise.declaration().language()))
                    .append(", ")
                    .append(exercise.declaration().minutes())
                    .append(" minutes)</li>\n");
        }
        list.append("</ol>\n");
        pages.add(new Page("index.html", "Small, safe container images", list.toString(), ""));
        for (int i = 0; i < exercises.size(); i++) {
            pages.add(lesson(exercises, i));
        }
        return pages;
    }

    private Page lesson(List<Exercise> exercises, int index) {
        Exercise exercise = exercises.get(index);
        StringBuilder navigation = new StringBuilder("<a href=\"index.html\">All exercises</a>");
        if (index > 0) {
            navigation.append(link(exercises.get(index - 1), "Previous"));
        }
        if (index + 1 < exercises.size()) {
            navigation.append(link(exercises.get(index + 1), "Next"));
        }
        return new Page(
                file(exercise),
                renderer.title(exercise.lesson(), exercise.declaration().title()),
                renderer.html(exercise.lesson()),
                navigation.toString());
    }

    private static String link(Exercise exercise, String word) {
        return " <a href=\""
                + file(exercise)
                + "\">"
                + word
                + ": "
                + Page.escaped(exercise.declaration().title())
                + "</a>";
    }

    private static String file(Exercise exercise) {
        return exercise.id() + ".html";
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = SiteGenerator.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
