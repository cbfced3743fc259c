package dev.multistage.grader.explain;

import dev.multistage.grader.explain.DirectoryTree.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * What became smaller, or larger, from one image to another.
 *
 * @param before the first image
 * @param after the second
 * @param lines their instructions, equal ones side by side
 * @param directories the directories that changed most, each before what is in it
 */
public record Comparison(
        Explanation before,
        Explanation after,
        List<LineChange> lines,
        List<DirectoryChange> directories) {

    /** Changes of a smaller part of the larger image are not worth a line. */
    private static final double SMALLEST = 0.01;

    /** A directory is shown as one with the one below it if that has so much of its change. */
    private static final double NEARLY_ALL = 0.95;

    private static final int DEEPEST = 3;
    private static final int MOST_IN_ONE = 6;

    public Comparison {
        lines = List.copyOf(lines);
        directories = List.copyOf(directories);
    }

    /** Compares two images. */
    public static Comparison of(Anatomy before, Anatomy after) {
        Explanation first = before.explain();
        Explanation second = after.explain();
        List<DirectoryChange> directories = new ArrayList<>();
        long larger = Math.max(first.totals().unpackedBytes(), second.totals().unpackedBytes());
        collect(
                new Pair("", DirectoryTree.of(before).root(), DirectoryTree.of(after).root()),
                "",
                0,
                Math.max(1, Math.round(larger * SMALLEST)),
                directories);
        return new Comparison(
                first, second, LineChange.between(first.lines(), second.lines()), directories);
    }

    /** Returns by how many unpacked bytes the second is larger; negative if it is smaller. */
    public long bytes() {
        return after.totals().unpackedBytes() - before.totals().unpackedBytes();
    }

    private record Pair(String name, Node before, Node after) {

        private static final Node NOTHING = new Node("");

        long change() {
            return after.bytes - before.bytes;
        }

        /** Returns what is below in either, the biggest changes first. */
        List<Pair> children() {
            TreeSet<String> names = new TreeSet<>(before.children.keySet());
            names.addAll(after.children.keySet());
            return names.stream()
                    .map(
                            child ->
                                    new Pair(
                                            child,
                                            before.children.getOrDefault(child, NOTHING),
                                            after.children.getOrDefault(child, NOTHING)))
                    .sorted(
                            Comparator.comparingLong((Pair pair) -> Math.abs(pair.change()))
                                    .reversed())
                    .toList();
        }
    }

    private static void collect(
            Pair parent, String path, int depth, long least, List<DirectoryChange> changes) {
        if (depth > DEEPEST) {
            return;
        }
        int shown = 0;
        for (Pair child : parent.children()) {
            if (Math.abs(child.change()) < least || ++shown > MOST_IN_ONE) {
                return;
            }
            Pair pair = child;
            StringBuilder name = new StringBuilder(path).append('/').append(child.name);
            for (List<Pair> below = pair.children();
                    !below.isEmpty() && nearlyAll(pair, below.get(0));
                    below = pair.children()) {
                pair = below.get(0);
                name.append('/').append(pair.name);
            }
            changes.add(
                    new DirectoryChange(
                            name.toString(), depth, pair.before.bytes, pair.after.bytes));
            collect(pair, name.toString(), depth + 1, least, changes);
        }
    }

    private static boolean nearlyAll(Pair whole, Pair part) {
        return Math.abs(part.change()) >= Math.abs(whole.change()) * NEARLY_ALL
                && Long.signum(part.change()) == Long.signum(whole.change());
    }
}
