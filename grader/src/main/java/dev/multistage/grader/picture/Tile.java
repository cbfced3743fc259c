package dev.multistage.grader.picture;

import dev.multistage.grader.explain.DirectoryBytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A directory in a treemap.
 *
 * @param path absolute, or what it stands for in words; untrusted
 * @param bytes all that a container sees below it
 * @param from which lines put it there, the most bytes first; empty if unknown
 * @param inside its parts, which add up to it; empty for a tile that is drawn as one
 */
record Tile(String path, long bytes, List<DirectoryBytes.Share> from, List<Tile> inside) {

    static final String REST = "everything else";

    /**
     * Makes the tiles of an image.
     *
     * @param listed the biggest directories, each before what is in it
     * @param bytes all that a container sees
     */
    static Tile of(List<DirectoryBytes> listed, long bytes) {
        List<Tile> top = inside(listed, 0, listed.size(), 0);
        long known = top.stream().mapToLong(Tile::bytes).sum();
        if (bytes > known) {
            top.add(new Tile(top.isEmpty() ? "/" : REST, bytes - known, List.of(), List.of()));
        }
        return new Tile("/", Math.max(bytes, known), List.of(), top);
    }

    private static List<Tile> inside(List<DirectoryBytes> listed, int from, int to, int depth) {
        List<Tile> tiles = new ArrayList<>();
        for (int i = from; i < to; ) {
            int end = i + 1;
            while (end < to && listed.get(end).depth() > depth) {
                end++;
            }
            tiles.add(whole(listed.get(i), inside(listed, i + 1, end, depth + 1)));
            i = end;
        }
        tiles.removeIf(tile -> tile.bytes() == 0);
        return tiles;
    }

    private static Tile whole(DirectoryBytes directory, List<Tile> inside) {
        long known = inside.stream().mapToLong(Tile::bytes).sum();
        if (!inside.isEmpty() && directory.bytes() > known) {
            inside.add(
                    new Tile(
                            "rest of " + directory.path(),
                            directory.bytes() - known,
                            without(directory.lines(), inside),
                            List.of()));
        }
        return new Tile(directory.path(), directory.bytes(), directory.lines(), inside);
    }

    private static List<DirectoryBytes.Share> without(
            List<DirectoryBytes.Share> all, List<Tile> parts) {
        Map<List<Object>, Long> taken = new HashMap<>();
        for (Tile part : parts) {
            part.from().forEach(share -> taken.merge(key(share), share.bytes(), Long::sum));
        }
        return all.stream()
                .map(
                        share ->
                                new DirectoryBytes.Share(
                                        share.line(),
                                        share.ofBase(),
                                        share.bytes() - taken.getOrDefault(key(share), 0L)))
                .filter(share -> share.bytes() > 0)
                .sorted((a, b) -> Long.compare(b.bytes(), a.bytes()))
                .toList();
    }

    private static List<Object> key(DirectoryBytes.Share share) {
        return List.of(share.line(), share.ofBase());
    }

    /** Returns the tiles that are drawn, in order. */
    List<Tile> leaves() {
        if (inside.isEmpty()) {
            return List.of(this);
        }
        List<Tile> leaves = new ArrayList<>();
        inside.forEach(tile -> leaves.addAll(tile.leaves()));
        return leaves;
    }

    /** Says which line most of it is from. */
    String origin() {
        if (from.isEmpty() || from.get(0).line() == 0) {
            return "";
        }
        DirectoryBytes.Share most = from.get(0);
        String line = most.ofBase() ? "base, line " + most.line() : "line " + most.line();
        return from.size() > 1 ? line + " and others" : line;
    }
}
