package dev.multistage.grader.picture;

import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.explain.DirectoryBytes;
import dev.multistage.grader.explain.Explanation;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The directories of an image as a treemap: the area of each is its bytes, its colour the line that
 * most of them are from. It is drawn twice, for wide and for narrow screens; the style sheet shows
 * one of them.
 */
public final class TreemapPicture {

    private static final double LETTER = 7.7;
    private static final int COLOURS = 5;

    private final StringBuilder out = new StringBuilder();
    private final Map<Integer, Integer> colours = new HashMap<>();

    private TreemapPicture() {}

    /** Draws an explained image. */
    public static String of(Explanation explanation) {
        return of(
                explanation.subject().name(),
                explanation.directories(),
                explanation.totals().unpackedBytes(),
                explanation.totals().wasteBytes());
    }

    /**
     * Draws the directories of an image whose lines are known; returns nothing where they are not
     * known themselves, as in grades of older graders.
     */
    public static String of(ImageBars image, List<DirectoryBytes> directories) {
        return directories.isEmpty()
                ? ""
                : of(image.title(), directories, image.bytes(), image.wasteBytes());
    }

    /**
     * Draws an image.
     *
     * @param title what it is; untrusted
     * @param directories the biggest directories, each before what is in it
     * @param imageBytes unpacked bytes of the image
     * @param wasteBytes those of them that no container sees; they have no place in the map
     */
    public static String of(
            String title, List<DirectoryBytes> directories, long imageBytes, long wasteBytes) {
        return new TreemapPicture()
                .draw(title, Tile.of(directories, imageBytes - wasteBytes), wasteBytes);
    }

    private String draw(String title, Tile root, long wasteBytes) {
        chooseColours(root);
        out.append("<figure class=\"picture\">\n<figcaption>Directories of ")
                .append(Markup.oneLine(title))
                .append(": ")
                .append(Sizes.megabytes(root.bytes()))
                .append(" that a container sees</figcaption>\n");
        key(root);
        map(root, "wide", new Squares.Area(0, 0, 720, 360));
        map(root, "narrow", new Squares.Area(0, 0, 320, 440));
        DataTable table =
                new DataTable(
                        "Figures: directories", List.of("Directory", "From"), List.of("Bytes"));
        for (Tile tile : root.leaves()) {
            table.row(List.of(tile.path(), tile.origin()), tile.bytes());
        }
        if (wasteBytes > 0) {
            table.row(List.of("hidden by later lines", ""), wasteBytes);
        }
        return out.append(table.html()).append("</figure>\n").toString();
    }

    /** The lines with the most bytes get a colour each; the base image has its own. */
    private void chooseColours(Tile root) {
        Map<Integer, Long> byLine = new HashMap<>();
        for (Tile tile : root.leaves()) {
            if (!tile.from().isEmpty() && !tile.from().get(0).ofBase()) {
                byLine.merge(tile.from().get(0).line(), tile.bytes(), Long::sum);
            }
        }
        byLine.entrySet().stream()
                .sorted(
                        Map.Entry.<Integer, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(COLOURS)
                .forEach(each -> colours.put(each.getKey(), colours.size() + 1));
    }

    private void key(Tile root) {
        out.append("<p class=\"picture-key\">");
        if (root.leaves().stream()
                .anyMatch(tile -> !tile.from().isEmpty() && tile.from().get(0).ofBase())) {
            swatch("picture-from-base", "from the base image");
        }
        colours.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(
                        each ->
                                swatch(
                                        "picture-from-" + each.getValue(),
                                        "from line " + each.getKey()));
        out.append("</p>\n");
    }

    private void swatch(String colour, String words) {
        out.append(
                        "<span><svg width=\"14\" height=\"12\" aria-hidden=\"true\"><rect"
                                + " class=\"picture-tile ")
                .append(colour)
                .append("\" width=\"14\" height=\"12\"/></svg> ")
                .append(words)
                .append("</span> ");
    }

    private void map(Tile root, String kind, Squares.Area area) {
        out.append("<svg class=\"picture-map picture-map-")
                .append(kind)
                .append("\" viewBox=\"0 0 ")
                .append((int) area.width())
                .append(' ')
                .append((int) area.height())
                .append("\" role=\"img\"><title>Treemap of the directories</title><desc>");
        for (Tile tile : root.leaves()) {
            out.append(Markup.oneLine(tile.path())).append(' ').append(figure(tile)).append("; ");
        }
        out.append("</desc>\n");
        divide(root, area);
        out.append("</svg>\n");
    }

    private void divide(Tile tile, Squares.Area area) {
        if (tile.inside().isEmpty()) {
            leaf(tile, area);
            return;
        }
        for (Squares.Placed part : Squares.divide(tile.inside(), area)) {
            divide(part.tile(), part.area());
        }
        rectangle("picture-group", area);
        out.append("/>\n");
    }

    private void leaf(Tile tile, Squares.Area area) {
        out.append("<g>");
        rectangle("picture-tile " + colour(tile), area);
        out.append("><title>")
                .append(Markup.oneLine(tile.path()))
                .append(", ")
                .append(figure(tile))
                .append("</title></rect>");
        if (area.height() >= 20) {
            label(fitting(tile.path(), area.width() - 10), area, 15);
        }
        if (area.height() >= 38) {
            label(fits(Sizes.megabytes(tile.bytes()), area), area, 32);
        }
        if (area.height() >= 56) {
            label(fits(tile.origin(), area), area, 49);
        }
        out.append("</g>\n");
    }

    private static String fits(String text, Squares.Area area) {
        return text.length() * LETTER <= area.width() - 10 ? text : "";
    }

    private void label(String text, Squares.Area area, double down) {
        if (!text.isEmpty()) {
            out.append(
                    String.format(
                            Locale.ROOT,
                            "<text x=\"%.1f\" y=\"%.1f\">",
                            area.x() + 5,
                            area.y() + down));
            out.append(Markup.oneLine(text)).append("</text>");
        }
    }

    /** Returns the path, or as much of its end as there is room for. */
    private static String fitting(String path, double width) {
        int letters = (int) (width / LETTER);
        if (path.length() <= letters) {
            return path;
        }
        String name = "…" + path;
        // of a long path the end says most, and more of it more: many folders are called 14 or b8
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            name = "…" + path.substring(slash);
            if (name.length() <= letters) {
                return name;
            }
        }
        return letters < 5 ? "" : name.substring(1, letters) + "…";
    }

    private static String figure(Tile tile) {
        return Sizes.megabytes(tile.bytes())
                + (tile.origin().isEmpty() ? "" : " (" + tile.origin() + ")");
    }

    private String colour(Tile tile) {
        if (tile.from().isEmpty()) {
            return "picture-from-other";
        }
        return tile.from().get(0).ofBase()
                ? "picture-from-base"
                : "picture-from-" + colours.getOrDefault(tile.from().get(0).line(), COLOURS + 1);
    }

    private void rectangle(String classes, Squares.Area area) {
        out.append(
                String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"",
                        classes,
                        area.x(),
                        area.y(),
                        area.width(),
                        area.height()));
    }
}
