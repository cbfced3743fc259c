package dev.multistage.grader.picture;

import dev.multistage.grader.check.Sizes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bytes by Dockerfile line as bars, for one image or for two on the same scale. */
public final class BarsPicture {

    private static final int BAR_HEIGHT = 12;

    private final StringBuilder out = new StringBuilder();

    private BarsPicture() {}

    /** Draws one image. */
    public static String of(ImageBars image) {
        return new BarsPicture().draw(List.of(image));
    }

    /** Draws two images on one scale, for example the starter and an attempt. */
    public static String of(ImageBars before, ImageBars after) {
        return new BarsPicture().draw(List.of(before, after));
    }

    private String draw(List<ImageBars> images) {
        long widest = images.stream().mapToLong(ImageBars::most).max().orElse(1);
        boolean source = images.stream().anyMatch(image -> !image.source().isEmpty());
        out.append("<figure class=\"picture")
                .append(source ? " picture-with-source" : "")
                .append("\">\n<figcaption>Bytes by line of the Dockerfile: ");
        for (int i = 0; i < images.size(); i++) {
            out.append(i == 0 ? "" : "; ")
                    .append(Markup.oneLine(images.get(i).title()))
                    .append(", ")
                    .append(Sizes.megabytes(images.get(i).bytes()));
        }
        out.append("</figcaption>\n")
                .append(PictureStyle.KEY)
                .append("<div class=\"picture-images\">\n");
        for (ImageBars image : images) {
            // one image has its title in the caption
            image(image, widest, images.size() > 1);
        }
        out.append("</div>\n");
        images.forEach(this::table);
        return out.append("</figure>\n").toString();
    }

    private void image(ImageBars image, long widest, boolean titled) {
        out.append("<div class=\"picture-image\">\n");
        if (titled) {
            out.append("<p><strong>")
                    .append(Markup.oneLine(image.title()))
                    .append("</strong> <span class=\"picture-size\">")
                    .append(Sizes.megabytes(image.bytes()))
                    .append("</span></p>\n");
        }
        out.append("<ul class=\"picture-lines\">\n");
        if (image.source().isEmpty()) {
            for (LineBar bar : image.bars()) {
                if (bar.bytes() > 0) {
                    row(bar.line(), bar.instruction(), bar, widest, image.divided());
                }
            }
        } else {
            sourceRows(image, widest);
        }
        out.append("</ul>\n</div>\n");
    }

    private void sourceRows(ImageBars image, long widest) {
        Map<Integer, LineBar> byLine = new HashMap<>();
        image.bars().forEach(bar -> byLine.put(bar.line(), bar));
        for (int number = 1; number <= image.source().size(); number++) {
            row(
                    number,
                    image.source().get(number - 1),
                    byLine.get(number),
                    widest,
                    image.divided());
        }
        for (LineBar bar : image.bars()) {
            // the image may be older than the Dockerfile at hand
            if (bar.bytes() > 0 && (bar.line() < 1 || bar.line() > image.source().size())) {
                row(bar.line(), bar.instruction(), bar, widest, image.divided());
            }
        }
    }

    private void row(int line, String text, LineBar bar, long widest, boolean divided) {
        boolean heavy = bar != null && bar.bytes() > 0;
        out.append(heavy ? "<li>" : "<li class=\"picture-light\">")
                .append("<span class=\"picture-number\">")
                .append(line > 0 ? String.valueOf(line) : "")
                .append("</span><code>")
                .append(text.isBlank() ? " " : indented(text))
                .append("</code>");
        if (heavy) {
            out.append("<span class=\"picture-size\">")
                    .append(Sizes.megabytes(bar.bytes()))
                    .append("</span><svg class=\"picture-bar\" width=\"100%\" height=\"")
                    .append(BAR_HEIGHT)
                    .append("\" role=\"img\"><title>")
                    .append(divided ? words(bar) : name(bar) + Sizes.megabytes(bar.bytes()))
                    .append("</title>")
                    .append(
                            divided
                                    ? Segments.of(bar, widest).rectangles(BAR_HEIGHT)
                                    : Segments.whole(bar, widest, BAR_HEIGHT))
                    .append("</svg>");
        }
        out.append("</li>\n");
    }

    private static String indented(String text) {
        int blanks = text.length() - text.stripLeading().length();
        return "\u00a0".repeat(Math.min(blanks, 12)) + Markup.oneLine(text);
    }

    private static String name(LineBar bar) {
        return bar.line() > 0 ? "Line " + bar.line() + ": " : "No known line: ";
    }

    /** Says in words what a bar shows. */
    static String words(LineBar bar) {
        return name(bar)
                + Sizes.megabytes(bar.liveBytes())
                + " seen and perhaps needed, "
                + Sizes.megabytes(bar.leftoverBytes())
                + " left over, "
                + Sizes.megabytes(bar.wasteBytes())
                + " hidden";
    }

    private void table(ImageBars image) {
        DataTable table =
                new DataTable(
                        "Figures: " + image.title(),
                        List.of("Line", "Instruction"),
                        image.divided()
                                ? List.of("Bytes", "Left over", "Hidden")
                                : List.of("Bytes"));
        for (LineBar bar : image.bars()) {
            List<String> texts =
                    List.of(bar.line() > 0 ? String.valueOf(bar.line()) : "–", bar.instruction());
            if (image.divided()) {
                table.row(texts, bar.bytes(), bar.leftoverBytes(), bar.wasteBytes());
            } else {
                table.row(texts, bar.bytes());
            }
        }
        out.append(table.html());
    }
}
