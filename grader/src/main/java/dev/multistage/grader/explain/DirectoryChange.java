package dev.multistage.grader.explain;

/**
 * A directory of two images.
 *
 * @param path absolute; untrusted
 * @param depth how many listed directories it is below; 0 for those at the top
 * @param before its bytes in the first image, everything below it included
 * @param after its bytes in the second
 */
public record DirectoryChange(String path, int depth, long before, long after) {

    /** Returns by how many bytes the second is larger; negative if it is smaller. */
    public long bytes() {
        return after - before;
    }
}
