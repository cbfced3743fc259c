package dev.multistage.grader.author;

import dev.multistage.grader.exercise.CourseFiles;
import dev.multistage.grader.exercise.Exercise;
import java.util.ArrayList;
import java.util.List;

/** Looks at a lesson: has it all its parts? */
final class LessonInspection {

    /** The parts of every lesson in their order, after an opening without heading. */
    static final List<String> HEADINGS =
            List.of(
                    "## Look",
                    "## Idea",
                    "## Your task",
                    "## If you are stuck",
                    "## Check your understanding",
                    "## What changed",
                    "## In the wild");

    private LessonInspection() {}

    static List<Defect> inspect(Exercise exercise) {
        CourseFiles files = exercise.files();
        CourseText lesson = CourseText.read(files, exercise.path() + "/README.md");
        if (lesson.isMissing()) {
            return List.of(
                    Defect.at(
                            lesson,
                            1,
                            "the exercise has no lesson",
                            "Write README.md with the parts " + String.join(", ", HEADINGS) + "."));
        }
        List<Defect> defects = new ArrayList<>();
        int last = 0;
        for (String heading : HEADINGS) {
            int line = lesson.lines().indexOf(heading) + 1;
            if (line == 0) {
                defects.add(
                        Defect.at(
                                lesson,
                                Math.max(1, last),
                                "the lesson lacks the part \"" + heading + "\"",
                                "Write it; every lesson has the same parts in the same order."));
            } else if (line < last) {
                defects.add(
                        Defect.at(
                                lesson,
                                line,
                                "the part \"" + heading + "\" is out of order",
                                "Keep the order " + String.join(", ", HEADINGS) + "."));
            } else {
                last = line;
                if (line < lesson.lines().size() && isEmptyFrom(lesson, line)) {
                    defects.add(
                            Defect.at(
                                    lesson,
                                    line,
                                    "the part \"" + heading + "\" is empty",
                                    "Write it; what each part is for stands in CONTRIBUTING.md."));
                }
            }
        }
        return defects;
    }

    private static boolean isEmptyFrom(CourseText lesson, int line) {
        for (int next = line; next < lesson.lines().size(); next++) {
            String text = lesson.lines().get(next);
            if (text.startsWith("## ")) {
                return true;
            }
            if (!text.isBlank()) {
                return false;
            }
        }
        return true;
    }
}
