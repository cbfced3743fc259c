package dev.multistage.grader.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Divides a rectangle into parts of given areas that are as square as possible: the squarified
 * treemap of Bruls, Huizing and van Wijk (2000).
 */
final class Squares {

    /** A rectangle in the picture's units. */
    record Area(double x, double y, double width, double height) {}

    /** A tile with its place. */
    record Placed(Tile tile, Area area) {}

    private final List<Placed> placed = new ArrayList<>();
    private double x;
    private double y;
    private double width;
    private double height;

    private Squares(Area area) {
        x = area.x();
        y = area.y();
        width = area.width();
        height = area.height();
    }

    /** Returns where the parts go, the biggest first. */
    static List<Placed> divide(List<Tile> tiles, Area area) {
        List<Tile> sorted = new ArrayList<>(tiles);
        sorted.removeIf(tile -> tile.bytes() <= 0);
        sorted.sort(Comparator.comparingLong(Tile::bytes).reversed().thenComparing(Tile::path));
        double scale =
                area.width()
                        * area.height()
                        / Math.max(1, sorted.stream().mapToLong(Tile::bytes).sum());
        Squares squares = new Squares(area);
        List<Tile> row = new ArrayList<>();
        for (Tile tile : sorted) {
            if (!row.isEmpty()
                    && squares.worst(row, tile, scale) > squares.worst(row, null, scale)) {
                squares.place(row, scale);
                row.clear();
            }
            row.add(tile);
        }
        squares.place(row, scale);
        return squares.placed;
    }

    /** Returns the worst proportion of a row, with one more tile or not. */
    private double worst(List<Tile> row, Tile more, double scale) {
        double side = Math.min(width, height);
        double sum = 0;
        double least = Double.MAX_VALUE;
        double most = 0;
        List<Tile> all = new ArrayList<>(row);
        if (more != null) {
            all.add(more);
        }
        for (Tile tile : all) {
            double size = tile.bytes() * scale;
            sum += size;
            least = Math.min(least, size);
            most = Math.max(most, size);
        }
        return Math.max(side * side * most / (sum * sum), sum * sum / (side * side * least));
    }

    private void place(List<Tile> row, double scale) {
        double sum = row.stream().mapToDouble(tile -> tile.bytes() * scale).sum();
        if (sum == 0) {
            return;
        }
        boolean upright = width >= height;
        double thickness = sum / (upright ? height : width);
        double along = upright ? y : x;
        for (Tile tile : row) {
            double length = tile.bytes() * scale / thickness;
            placed.add(
                    new Placed(
                            tile,
                            upright
                                    ? new Area(x, along, thickness, length)
                                    : new Area(along, y, length, thickness)));
            along += length;
        }
        if (upright) {
            x += thickness;
            width -= thickness;
        } else {
            y += thickness;
            height -= thickness;
        }
    }
}
