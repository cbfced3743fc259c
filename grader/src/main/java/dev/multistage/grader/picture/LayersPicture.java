package dev.multistage.grader.picture;

import dev.multistage.grader.check.Sizes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The layers of an image as a stack, the base image at the bottom: height is bytes, and the dashed
 * part of each is what later layers hide but every pull still fetches.
 */
public final class LayersPicture {

    private static final int STACK_HEIGHT = 260;
    private static final int LEAST_HEIGHT = 24;

    /** More layers are drawn as one; the table has them all. */
    private static final int MOST_LAYERS = 12;

    private final StringBuilder out = new StringBuilder();

    private LayersPicture() {}

    /** Draws the layers that lines of this image made; lines without bytes made none. */
    public static String of(ImageBars image) {
        return new LayersPicture().draw(image);
    }

    private String draw(ImageBars image) {
        List<LineBar> layers = image.bars().stream().filter(bar -> bar.bytes() > 0).toList();
        out.append("<figure class=\"picture\">\n<figcaption>Layers of ")
                .append(Markup.oneLine(image.title()))
                .append(": ")
                .append(Sizes.megabytes(image.bytes()))
                .append(", of these ")
                .append(Sizes.megabytes(image.wasteBytes()))
                .append(" hidden</figcaption>\n")
                .append(PictureStyle.KEY);
        stack(drawn(layers), Math.max(1, image.bytes()));
        DataTable table =
                new DataTable(
                        "Figures: layers, the lowest first",
                        List.of("Line", "Instruction"),
                        List.of("Bytes", "Hidden"));
        for (LineBar layer : layers) {
            table.row(
                    List.of(
                            layer.line() > 0 ? String.valueOf(layer.line()) : "–",
                            layer.instruction()),
                    layer.bytes(),
                    layer.wasteBytes());
        }
        return out.append(table.html()).append("</figure>\n").toString();
    }

    /** Returns the biggest layers in their order, and the others together on top of them. */
    private static List<LineBar> drawn(List<LineBar> layers) {
        if (layers.size() <= MOST_LAYERS) {
            return layers;
        }
        List<LineBar> biggest =
                layers.stream()
                        .sorted(Comparator.comparingLong(LineBar::bytes).reversed())
                        .limit(MOST_LAYERS - 1)
                        .toList();
        List<LineBar> drawn = new ArrayList<>();
        LineBar others = new LineBar(0, "", 0, 0, 0);
        for (LineBar layer : layers) {
            if (biggest.contains(layer)) {
                drawn.add(layer);
            } else {
                others =
                        new LineBar(
                                0,
                                layers.size() - biggest.size() + " smaller layers",
                                others.bytes() + layer.bytes(),
                                others.leftoverBytes() + layer.leftoverBytes(),
                                others.wasteBytes() + layer.wasteBytes());
            }
        }
        drawn.add(others);
        return drawn;
    }

    private void stack(List<LineBar> layers, long all) {
        int total = layers.stream().mapToInt(layer -> height(layer, all)).sum();
        out.append("<svg class=\"picture-stack\" width=\"100%\" height=\"")
                .append(total + 2)
                .append("\" role=\"img\"><title>Layers, the last one on top</title><desc>");
        layers.forEach(layer -> out.append(Markup.oneLine(BarsPicture.words(layer))).append("; "));
        out.append("</desc>\n");
        int y = 1;
        for (int i = layers.size() - 1; i >= 0; i--) {
            LineBar layer = layers.get(i);
            int height = height(layer, all);
            out.append(
                    String.format(
                            Locale.ROOT,
                            "<svg class=\"picture-layer\" y=\"%d\" width=\"100%%\" height=\"%d\">",
                            y,
                            height));
            out.append(Segments.of(layer, layer.bytes()).rectangles(height))
                    .append("<text x=\"8\" y=\"17\">")
                    .append(Sizes.megabytes(layer.bytes()))
                    .append(layer.line() > 0 ? ", line " + layer.line() + ": " : ", ")
                    .append(Markup.oneLine(layer.instruction()))
                    .append("</text></svg>\n");
            y += height;
        }
        out.append("</svg>\n");
    }

    private static int height(LineBar layer, long all) {
        return (int)
                Math.max(LEAST_HEIGHT, Math.round((double) STACK_HEIGHT * layer.bytes() / all));
    }
}
