package dev.multistage.site.page;

import dev.multistage.grader.check.Sizes;
import dev.multistage.site.html.Html;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The base images of the course, smallest first: measured, and what their kind brings. */
final class BasesTable {

    private BasesTable() {}

    /** What images of a family bring along. */
    private record Family(String library, String shell) {}

    private static Family family(String image) {
        if (image.contains("distroless/static")) {
            return new Family("none", "none");
        }
        if (image.contains("distroless")) {
            return new Family("glibc", "none");
        }
        if (image.contains("alpine")) {
            return new Family("musl", "and apk");
        }
        return new Family("glibc", "and apt");
    }

    static String html(String page, Course course) {
        List<Map.Entry<String, Long>> bases = new ArrayList<>(course.bases().entrySet());
        bases.sort(
                Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Comparator.comparing(Map.Entry::getKey)));
        StringBuilder rows = new StringBuilder();
        rows.append(row("scratch", 0, new Family("none", "none"), "root", ""));
        for (Map.Entry<String, Long> base : bases) {
            String user = base.getKey().endsWith(":nonroot") ? "65532" : "root";
            rows.append(
                    row(
                            base.getKey(),
                            base.getValue(),
                            family(base.getKey()),
                            user,
                            exercises(page, course, base.getKey())));
        }
        return """
                <div class="table"><table>
                <thead><tr><th scope="col">image</th><th scope="col" class="number">unpacked</th><th scope="col">C library</th><th scope="col">shell</th><th scope="col">user</th><th scope="col">exercises</th></tr></thead>
                <tbody>
                %s</tbody></table></div>
                """
                .formatted(rows);
    }

    private static String row(
            String image, long bytes, Family family, String user, String exercises) {
        return """
                <tr><th scope="row"><code>%s</code></th><td class="number">%s</td><td>%s</td><td>%s</td><td>%s</td><td class="nrs">%s</td></tr>
                """
                .formatted(
                        Html.escape(image),
                        bytes == 0 ? "0.0 MB" : Sizes.megabytes(bytes),
                        family.library(),
                        family.shell(),
                        user,
                        exercises);
    }

    private static String exercises(String page, Course course, String base) {
        List<String> links = new ArrayList<>();
        course.exercises().stream()
                .filter(e -> e.declaration().bases().containsKey(base))
                .forEach(
                        e ->
                                links.add(
                                        Html.link(
                                                SitePaths.relative(page, SitePaths.lesson(e.id())),
                                                String.valueOf(e.id().number()))));
        return String.join(" ", links);
    }
}
