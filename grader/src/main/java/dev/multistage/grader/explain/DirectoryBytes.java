package dev.multistage.grader.explain;

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

    public DirectoryBytes {
        lines = List.copyOf(lines);
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
