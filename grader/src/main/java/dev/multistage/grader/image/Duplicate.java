package dev.multistage.grader.image;

import java.util.List;

/**
 * The same content at several places that a container sees.
 *
 * @param sha256 digest of the content
 * @param size bytes of one copy
 * @param copies the copies, lowest layer first; hard links to one file are one copy
 */
public record Duplicate(Sha256 sha256, long size, List<LiveFile> copies) {

    public Duplicate {
        copies = List.copyOf(copies);
    }

    /** Returns the bytes that one copy alone would save. */
    public long extraBytes() {
        return size * (copies.size() - 1);
    }
}
