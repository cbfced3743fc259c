package dev.multistage.grader.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Free space where something is kept.
 *
 * @param folder where
 * @param freeBytes free space for this user, {@link #UNKNOWN} if it cannot be seen from here
 */
public record DiskSpace(Path folder, long freeBytes) {

    /** The folder is on another machine. */
    public static final long UNKNOWN = -1;

    /** Returns the free space at a folder, or at the nearest one above that exists. */
    public static DiskSpace at(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            return new DiskSpace(
                    folder,
                    existing == null ? UNKNOWN : Files.getFileStore(existing).getUsableSpace());
        } catch (IOException unreadable) {
            return new DiskSpace(folder, UNKNOWN);
        }
    }

    /** Returns the space at a folder of another machine: unknown. */
    static DiskSpace elsewhere(Path folder) {
        return new DiskSpace(folder, UNKNOWN);
    }
}
