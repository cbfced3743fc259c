package dev.multistage.grader.image;

import java.util.OptionalInt;

/**
 * The bytes of one regular file in one layer, and what became of them.
 *
 * @param entry the file
 * @param layerIndex the layer that wrote it
 * @param fate what became of it
 * @param hiddenBy the layer that hides it; empty while it is live
 */
public record AccountedFile(FileEntry entry, int layerIndex, Fate fate, OptionalInt hiddenBy) {

    /** Returns the bytes. */
    public long bytes() {
        return entry.size();
    }

    /** Returns whether an image carries the bytes though no container sees them. */
    public boolean isWaste() {
        return fate != Fate.LIVE;
    }

    /**
     * Returns whether every use of a package manager rewrites this file, so that finding it twice
     * is nobody's mistake.
     */
    public boolean isRoutine() {
        return RoutinePaths.contains(entry.path());
    }
}
