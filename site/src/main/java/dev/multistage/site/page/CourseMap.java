package dev.multistage.site.page;

import dev.multistage.grader.exercise.Exercise;
import dev.multistage.site.html.Html;

/** The exercises in order, with what each shrinks. */
final class CourseMap {

    private CourseMap() {}

    static String html(String page, Course course) {
        long scale =
                course.exercises().stream()
                        .mapToLong(e -> course.measured(e).starter().orElse(0))
                        .max()
                        .orElse(1);
        StringBuilder rows = new StringBuilder();
        for (Exercise exercise : course.exercises()) {
            rows.append(
                    """
                    <li data-exercise="%s"><a href="%s"><span class="nr">%d</span> %s</a> <span class="meta">%s · %d min</span> <span data-status></span>%s</li>
                    """
                            .formatted(
                                    exercise.id(),
                                    SitePaths.relative(page, SitePaths.lesson(exercise.id())),
                                    exercise.id().number(),
                                    Html.escape(exercise.declaration().title()),
                                    Html.escape(Languages.name(exercise.declaration().language())),
                                    exercise.declaration().minutes(),
                                    SizeBars.html(
                                            course.measured(exercise).starter(),
                                            course.best(exercise),
                                            scale)));
        }
        return "<ol class=\"map\">\n" + rows + "</ol>\n";
    }
}
