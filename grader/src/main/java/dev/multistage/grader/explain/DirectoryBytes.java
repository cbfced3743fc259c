package dev.multistage.grader.explain;

import dev.multistage.grader.image.Accounting;
import dev.multistage.grader.image.Origins;
import java.util.List;

/**
 * A directory as a container sees it.
 *
 * @param path absolute; untrusted
 * @param depth how many listed directories it is below; 0 for those at the top
 * @param bytes all regular files below it, each once
 * @param files how many these are
 * @param lines which lines put them there, the most bytes first
 */
public record DirectoryBytes(String path, int depth, long bytes, int files, List<Share> lines) {

    private static final int LONGEST_PATH = 200;
    private static final int MOST_LINES = 6;

    public DirectoryBytes {
        lines = List.copyOf(lines);
    }

    /**
     * Returns the biggest directories of an image, each before what is in it: two dozen at most.
     *
     * @param accounting what its bytes are
     * @param origins which lines its layers are from
     */
    public static List<DirectoryBytes> biggest(Accounting accounting, Origins origins) {
        return DirectoryTree.of(
                        accounting,
                        layer ->
                                origins.chargedTo(layer)
                                        .map(instruction -> instruction.startLine())
                                        .orElse(0),
                        origins::isBase)
                .biggest();
    }

    /**
     * Returns this in few words, for documents that are kept: only the heaviest lines, and of a
     * path that is longer only its end.
     */
    public DirectoryBytes brief() {
        String end =
                path.length() > LONGEST_PATH
                        ? "…" + path.substring(path.length() - LONGEST_PATH)
                        : path;
        return new DirectoryBytes(
                end, depth, bytes, files, lines.subList(0, Math.min(MOST_LINES, lines.size())));
    }

    /**
     * What one line put into a directory.
     *
     * @param line the line; that of FROM for the base image, 0 if unknown
     * @param ofBase whether the base image brought it
     * @param bytes how much
     */
    public record Share(int line, boolean ofBase, long bytes) {}
}
