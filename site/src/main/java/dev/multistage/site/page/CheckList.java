package dev.multistage.site.page;

import dev.multistage.grader.exercise.Criterion;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.site.html.Html;
import java.util.Optional;

/**
 * What the grader checks in an exercise, made from its rubric. The attributes {@code data-check}
 * and {@code data-exercise} say which item is meant; a server with live results fills the element
 * with {@code data-status}, and sets {@code data-state} of the item.
 */
final class CheckList {

    private CheckList() {}

    /** Returns the list of an exercise with its heading. */
    static String html(String page, String idPrefix, Exercise exercise) {
        StringBuilder items = new StringBuilder();
        exercise.declaration().rubric().forEach(c -> items.append(item(page, exercise, c)));
        return """
                <div class="grade" data-exercise="%1$s">
                <h3 id="%2$schecks">The grader's list <span data-status></span></h3>
                <ol class="checks">
                %3$s</ol>
                </div>
                """
                .formatted(exercise.id(), idPrefix, items);
    }

    /** Returns the item of one criterion, or empty if the exercise has none of this id. */
    static Optional<String> item(String page, Exercise exercise, String criterion) {
        return exercise.declaration().rubric().stream()
                .filter(c -> c.id().equals(criterion))
                .map(c -> item(page, exercise, c))
                .findFirst();
    }

    private static String item(String page, Exercise exercise, Criterion criterion) {
        String name = criterion.check().description().name();
        String of = criterion.dockerfile().isEmpty() ? "" : criterion.dockerfile() + ": ";
        return """
                <li data-check="%s" data-exercise="%s">%s<a href="%s#%s">%s</a> <span class="points">%s</span> <span data-status></span></li>
                """
                .formatted(
                        criterion.id(),
                        exercise.id(),
                        Html.escape(of),
                        SitePaths.relative(page, "checks.html"),
                        name,
                        Html.escape(criterion.check().requirement()),
                        criterion.points() == 1 ? "1 point" : criterion.points() + " points");
    }
}
