package dev.multistage.grader.explain;

import dev.multistage.grader.image.AccountedFile;
import dev.multistage.grader.image.Accounting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** The directories that a container sees, with the bytes below each and the lines they are from. */
final class DirectoryTree {

    /** Smaller directories, as a part of the whole, are not worth a line. */
    private static final double SMALLEST = 0.01;

    /** A directory is shown as one with the one below it if that has so much of its bytes. */
    private static final double NEARLY_ALL = 0.95;

    private static final int DEEPEST = 3;
    private static final int MOST_IN_ONE = 6;
    private static final int MOST = 24;

    private final Node root = new Node("");

    private DirectoryTree() {}

    static DirectoryTree of(Anatomy anatomy) {
        LayerLines lines = anatomy.lines();
        return of(anatomy.accounting(), lines::line, lines::base);
    }

    /**
     * Adds up the files that a container sees.
     *
     * @param line the line that a layer is charged to, 0 if that is unknown
     * @param base whether a layer belongs to the base image
     */
    static DirectoryTree of(Accounting accounting, IntUnaryOperator line, IntPredicate base) {
        DirectoryTree tree = new DirectoryTree();
        for (AccountedFile file : accounting.files()) {
            if (!file.isWaste()) {
                int layer = file.layerIndex();
                int charged = line.applyAsInt(layer);
                // base layers are charged to FROM: the sign keeps them apart from triggers on it
                tree.add(file.entry().path(), file.bytes(), base.test(layer) ? -charged : charged);
            }
        }
        return tree;
    }

    private void add(String path, long bytes, int key) {
        Node node = root;
        node.add(bytes, key);
        int start = 1;
        for (int slash; (slash = path.indexOf('/', start)) > 0; start = slash + 1) {
            node = node.children.computeIfAbsent(path.substring(start, slash), Node::new);
            node.add(bytes, key);
        }
        if (node == root) {
            // the whole image may be one program there: it stands for itself
            node.children
                    .computeIfAbsent(path.substring(Math.min(1, path.length())), Node::new)
                    .add(bytes, key);
        }
    }

    Node root() {
        return root;
    }

    /** Returns the biggest directories, each before what is in it. */
    List<DirectoryBytes> biggest() {
        List<DirectoryBytes> all = new ArrayList<>();
        long least = Math.max(1, Math.round(root.bytes * SMALLEST));
        collect(root, "", 0, least, all);
        while (all.size() > MOST) {
            all.remove(smallestLeaf(all));
        }
        return all;
    }

    private static int smallestLeaf(List<DirectoryBytes> all) {
        int smallest = -1;
        for (int i = 0; i < all.size(); i++) {
            boolean leaf = i + 1 == all.size() || all.get(i + 1).depth() <= all.get(i).depth();
            if (leaf && (smallest < 0 || all.get(i).bytes() < all.get(smallest).bytes())) {
                smallest = i;
            }
        }
        return smallest;
    }

    private static void collect(
            Node parent, String path, int depth, long least, List<DirectoryBytes> all) {
        if (depth > DEEPEST) {
            return;
        }
        List<Node> children =
                parent.children.values().stream()
                        .filter(child -> child.bytes >= least)
                        .sorted(Comparator.comparingLong((Node child) -> child.bytes).reversed())
                        .limit(MOST_IN_ONE)
                        .toList();
        for (Node child : children) {
            Node shown = child;
            StringBuilder name = new StringBuilder(path).append('/').append(child.name);
            for (Node only = shown.nearlyAll(); only != null; only = shown.nearlyAll()) {
                shown = only;
                name.append('/').append(only.name);
            }
            all.add(
                    new DirectoryBytes(
                            name.toString(), depth, shown.bytes, shown.files, shown.shares()));
            collect(shown, name.toString(), depth + 1, least, all);
        }
    }

    /** A directory; its sums include everything below it. */
    static final class Node {
        final String name;
        final Map<String, Node> children = new TreeMap<>();
        final Map<Integer, long[]> byLine = new HashMap<>(2);
        long bytes;
        int files;

        Node(String name) {
            this.name = name;
        }

        private void add(long size, int key) {
            bytes += size;
            files++;
            byLine.computeIfAbsent(key, any -> new long[1])[0] += size;
        }

        private Node nearlyAll() {
            for (Node child : children.values()) {
                if (child.bytes >= bytes * NEARLY_ALL) {
                    return child;
                }
            }
            return null;
        }

        List<DirectoryBytes.Share> shares() {
            return byLine.entrySet().stream()
                    .map(
                            each ->
                                    new DirectoryBytes.Share(
                                            Math.abs(each.getKey()),
                                            each.getKey() < 0,
                                            each.getValue()[0]))
                    .filter(share -> share.bytes() > 0)
                    .sorted(
                            Comparator.comparingLong(DirectoryBytes.Share::bytes)
                                    .reversed()
                                    .thenComparing(DirectoryBytes.Share::line))
                    .toList();
        }
    }
}
