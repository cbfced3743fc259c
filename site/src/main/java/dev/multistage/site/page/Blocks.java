package dev.multistage.site.page;

import dev.multistage.site.markdown.Section;
import java.util.List;

/** What pages ask for by name and get from data. */
final class Blocks {

    private final Course course;
    private final Shown shown;

    Blocks(Course course, Shown shown) {
        this.course = course;
        this.shown = shown;
    }

    /** Returns what is called so, or nothing. */
    List<Section> generated(String page, String name, String argument) {
        return switch (name) {
            case "course-map" -> List.of(inPlace(CourseMap.html(page, course)));
            case "plan" -> List.of(inPlace(PlanTable.html(page, course)));
            case "bases" -> List.of(inPlace(BasesTable.html(page, course)));
            case "checks" -> new ChecksReference(page, course, shown).sections();
            default -> List.of();
        };
    }

    private static Section inPlace(String html) {
        return new Section(1, "", "", html, "");
    }
}
