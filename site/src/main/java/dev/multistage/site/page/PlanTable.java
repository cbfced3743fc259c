package dev.multistage.site.page;

import dev.multistage.grader.exercise.Exercise;
import dev.multistage.site.html.Html;

/** The course as a plan for lessons: minutes, language, what comes before, what it follows. */
final class PlanTable {

    private PlanTable() {}

    static String html(String page, Course course) {
        StringBuilder rows = new StringBuilder();
        int minutes = 0;
        for (Exercise exercise : course.exercises()) {
            minutes += exercise.declaration().minutes();
            rows.append(
                    """
                    <tr><td class="number">%d</td><td>%s</td><td>%s</td><td class="number">%d</td><td>%s</td></tr>
                    """
                            .formatted(
                                    exercise.id().number(),
                                    Html.link(
                                            SitePaths.relative(
                                                    page, SitePaths.lesson(exercise.id())),
                                            exercise.declaration().title()),
                                    Html.escape(Languages.name(exercise.declaration().language())),
                                    exercise.declaration().minutes(),
                                    Html.escape(
                                            String.join(
                                                            ", ",
                                                            exercise.declaration().prerequisites())
                                                    .replace("exercise-", ""))));
        }
        return """
                <div class="table"><table>
                <thead><tr><th scope="col" class="number">exercise</th><th scope="col">what to do</th><th scope="col">language</th><th scope="col" class="number">minutes</th><th scope="col">after</th></tr></thead>
                <tbody>
                %s<tr><td></td><th scope="row">in all</th><td></td><td class="number">%d</td><td></td></tr>
                </tbody></table></div>
                """
                .formatted(rows, minutes);
    }
}
