package dev.multistage.site.page;

import dev.multistage.grader.check.Checks;
import dev.multistage.grader.check.Describes;
import dev.multistage.grader.check.Failure;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.site.html.Html;
import dev.multistage.site.markdown.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All checks and codes, from the check classes; bad and good examples come from tested mistakes.
 */
final class ChecksReference {

    /** The families in the order in which a grade meets them, with what they examine. */
    private static final Map<String, String> FAMILIES = families();

    private final String page;
    private final Course course;
    private final Examples examples;

    ChecksReference(String page, Course course, Shown shown) {
        this.page = page;
        this.course = course;
        this.examples = new Examples(page, course, shown);
    }

    private static Map<String, String> families() {
        Map<String, String> families = new LinkedHashMap<>();
        families.put("Dockerfile", "Read from the text, before anything is built.");
        families.put(
                "answer", "Numbers and words that you hand in, compared with the measurement.");
        families.put("context", "What would be sent to the builder.");
        families.put("build", "The build itself.");
        families.put("image", "Read from the layers; nothing is started for it.");
        families.put("container", "The running program, asked from outside.");
        families.put("rebuild", "What a second build repeats.");
        families.put("deployment", "The image in a registry, under Compose, in a cluster.");
        return families;
    }

    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        FAMILIES.forEach(
                (family, about) -> {
                    String id = "family-" + family.toLowerCase(Locale.ROOT);
                    String title = Character.toUpperCase(family.charAt(0)) + family.substring(1);
                    sections.add(
                            new Section(
                                    2,
                                    id,
                                    title,
                                    "<h2 id=\""
                                            + id
                                            + "\">"
                                            + title
                                            + "</h2>\n<p>"
                                            + about
                                            + "</p>\n",
                                    about));
                    Checks.types()
                            .forEach(
                                    (name, type) -> {
                                        if (Checks.family(type).equals(family)) {
                                            sections.add(check(Checks.describe(type)));
                                        }
                                    });
                });
        return sections;
    }

    private Section check(Describes check) {
        StringBuilder html = new StringBuilder();
        StringBuilder words = new StringBuilder(check.summary());
        html.append(
                """
                <h3 id="%1$s"><code>%1$s</code></h3>
                <p>%2$s %3$s</p>
                """
                        .formatted(
                                check.name(), Html.escape(check.summary()), usedIn(check.name())));
        for (Failure failure : check.failures()) {
            html.append(
                    """
                    <div class="failure" id="code-%1$s">
                    <h4><code>%1$s</code> %2$s</h4>
                    <p>%3$s</p>
                    %4$s</div>
                    """
                            .formatted(
                                    failure.code(),
                                    Html.escape(failure.title()),
                                    Html.escape(failure.why()),
                                    examples.html(failure.code())));
            words.append(' ').append(failure.code()).append(' ').append(failure.title());
        }
        return new Section(3, check.name(), check.name(), html.toString(), words.toString());
    }

    private String usedIn(String check) {
        List<String> links = new ArrayList<>();
        for (Exercise exercise : course.exercises()) {
            boolean uses =
                    exercise.declaration().rubric().stream()
                            .anyMatch(c -> c.check().description().name().equals(check));
            if (uses) {
                links.add(
                        Html.link(
                                SitePaths.relative(page, SitePaths.lesson(exercise.id())),
                                String.valueOf(exercise.id().number())));
            }
        }
        return links.isEmpty()
                ? ""
                : "<span class=\"used\">In exercise " + String.join(", ", links) + ".</span>";
    }
}
