package dev.multistage.grader.report;

import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Measurements;
import dev.multistage.grader.grading.GradedImage;
import dev.multistage.grader.picture.BarsPicture;
import dev.multistage.grader.picture.ImageBars;
import dev.multistage.grader.picture.LayersPicture;
import dev.multistage.grader.picture.LineBar;
import dev.multistage.grader.picture.Markup;
import dev.multistage.grader.picture.TreemapPicture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The images of a grade in an HTML report: before and after, as picture and as table. */
final class HtmlImages {

    private HtmlImages() {}

    /** Appends a section about one image. */
    static void append(StringBuilder out, GradedImage image, Graded graded) {
        if (image.unpackedBytes() <= 0) {
            return;
        }
        String id = "image-" + graded.grade().images().indexOf(image);
        out.append("<section aria-labelledby=\"" + id + "\">\n<h2 id=\"" + id + "\">Image of ")
                .append(Markup.oneLine(image.dockerfile()))
                .append(": ")
                .append(Sizes.megabytes(image.unpackedBytes()))
                .append(" unpacked</h2>\n");
        for (GradedImage.Base base : image.bases()) {
            if (base.standIn()) {
                out.append("<p>")
                        .append(Markup.oneLine(base.reference() + ": " + base.origin()))
                        .append("</p>\n");
            }
        }
        ImageBars after = ImageBars.of("Yours", image, graded.lines(image.dockerfile()));
        Optional<ImageBars> before = before(graded.grade().exercise(), image);
        if (before.isPresent() && before.get().source().equals(after.source())) {
            before = Optional.empty();
        }
        String bars =
                before.map(bloated -> BarsPicture.of(bloated, after))
                        .orElseGet(() -> BarsPicture.of(after));
        if (before.isPresent()) {
            out.append(
                            "<p>Of the bloated image the bytes of each line were measured for the course;")
                    .append(
                            " which of them are left over or hidden is shown for yours only.</p>\n");
        }
        // a report is printed and searched: its tables stand open
        String pictures =
                bars + TreemapPicture.of(after, image.directories()) + LayersPicture.of(after);
        out.append(pictures.replace("<details ", "<details open "));
        out.append("</section>\n");
    }

    /** The bloated image that the exercise starts from, as the course was measured. */
    private static Optional<ImageBars> before(Exercise exercise, GradedImage image) {
        Measurements.Platform measured = exercise.measurements().on(Measurements.PLATFORM);
        long bytes = measured.starter(image.dockerfile()).orElse(0);
        if (bytes <= 0 || measured.starterLines().isEmpty()) {
            return Optional.empty();
        }
        List<String> source =
                exercise.files()
                        .read(exercise.path() + "/app/" + image.dockerfile())
                        .map(text -> new String(text, StandardCharsets.UTF_8).lines().toList())
                        .orElse(List.of());
        List<LineBar> bars = new ArrayList<>();
        measured.starterLines()
                .forEach(
                        (line, stored) ->
                                bars.add(
                                        new LineBar(
                                                line,
                                                line <= source.size() ? source.get(line - 1) : "",
                                                stored,
                                                0,
                                                0)));
        return Optional.of(
                new ImageBars("Before: the bloated one", bytes, bars, source).undivided());
    }
}
