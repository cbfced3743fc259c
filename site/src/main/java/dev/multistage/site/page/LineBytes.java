package dev.multistage.site.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.site.html.Html;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What each line of the shipped Dockerfile and of the solution's weighs, as far as it was measured:
 * two tables with bars on one scale.
 */
final class LineBytes {

    /** Lines that write less are left out: they would all be 0.0 MB. */
    private static final long LEAST = 50_000;

    private LineBytes() {}

    /** Returns the tables, or nothing where no lines were measured. */
    static String html(Course course, Exercise exercise) {
        Optional<String> measured = course.sources().text(exercise.path() + "/measurements.json");
        if (measured.isEmpty()) {
            return "";
        }
        JsonNode sizes;
        try {
            sizes = new ObjectMapper().readTree(measured.get()).at("/platform/linux~1amd64");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(exercise.path() + "/measurements.json", unreadable);
        }
        Map<Integer, Long> before = lines(sizes.path("starter"));
        Map<Integer, Long> after = lines(sizes.path("reference"));
        if (before.isEmpty() || after.isEmpty() || before.equals(after)) {
            return "";
        }
        long scale = before.values().stream().mapToLong(Long::longValue).max().orElse(1);
        return "<div class=\"lines\">\n"
                + table(course, "Before", exercise.path(), before, scale)
                + table(course, "After", exercise.solutionPath(), after, scale)
                + "</div>\n";
    }

    private static Map<Integer, Long> lines(JsonNode image) {
        Map<Integer, Long> lines = new TreeMap<>();
        for (Map.Entry<String, JsonNode> line : image.path("lines").properties()) {
            if (line.getValue().asLong() >= LEAST) {
                lines.put(Integer.parseInt(line.getKey()), line.getValue().asLong());
            }
        }
        return lines;
    }

    private static String table(
            Course course, String caption, String folder, Map<Integer, Long> lines, long scale) {
        String[] source =
                course.sources().text(folder + "/app/Dockerfile").orElse("").split("\n", -1);
        StringBuilder rows = new StringBuilder();
        lines.forEach(
                (line, bytes) ->
                        rows.append(
                                """
                                <tr><td class="number">%d</td><td><code>%s</code><svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><rect class="to" width="%d" height="10"/></svg></td><td class="number">%s</td></tr>
                                """
                                        .formatted(
                                                line,
                                                Html.escape(
                                                        line <= source.length
                                                                ? source[line - 1].strip()
                                                                : ""),
                                                Math.max(2, Math.round(1000.0 * bytes / scale)),
                                                Sizes.megabytes(bytes))));
        return """
                <div class="table"><table>
                <caption>%s: bytes by line</caption>
                <thead><tr><th scope="col" class="number">line</th><th scope="col">instruction</th><th scope="col" class="number">unpacked</th></tr></thead>
                <tbody>
                %s</tbody></table></div>
                """
                .formatted(caption, rows);
    }
}
