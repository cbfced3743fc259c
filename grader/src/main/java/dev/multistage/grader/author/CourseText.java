package dev.multistage.grader.author;

import dev.multistage.grader.exercise.CourseFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A text file of the course, to point at lines of it.
 *
 * @param path path from the root of the course
 * @param lines its lines; none if there is no such file
 */
record CourseText(String path, List<String> lines) {

    CourseText {
        lines = List.copyOf(lines);
    }

    static CourseText read(CourseFiles files, String path) {
        String text =
                files.read(path)
                        .map(content -> new String(content, StandardCharsets.UTF_8))
                        .orElse("");
        return new CourseText(path, text.lines().toList());
    }

    boolean isMissing() {
        return lines.isEmpty();
    }

    /** Returns the first line (1-based) that holds this text, or 1. */
    int lineOf(String text) {
        return lineOf(text, 1);
    }

    /** Returns the first line from this one on that holds the text, or {@code from}. */
    int lineOf(String text, int from) {
        for (int number = from; number <= lines.size(); number++) {
            if (lines.get(number - 1).contains(text)) {
                return number;
            }
        }
        return from;
    }

    /** Returns the whole text. */
    String text() {
        return String.join("\n", lines);
    }
}
