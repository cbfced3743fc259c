package dev.multistage.grader.context;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * One entry of a {@link FileTree}.
 *
 * @param path relative to the tree, with slashes
 * @param kind what it is
 * @param mode the permission bits, for example {@code 0644}
 * @param size the bytes of a regular file, else 0
 * @param linkTarget where a symbolic link points, else empty
 * @param content what a regular file holds; opened only when it is needed
 * @param modified when it was changed, in seconds since 1970; the same for all files that are as
 *     the course ships them
 */
public record TreeEntry(
        String path,
        Kind kind,
        int mode,
        long size,
        String linkTarget,
        Content content,
        long modified) {

    /** What an entry is. */
    public enum Kind {
        FILE,
        DIRECTORY,
        SYMLINK,
        /** a file or directory that may not be read; only a fault if something needs it */
        UNREADABLE
    }

    /** Where the bytes of a file come from. */
    @FunctionalInterface
    public interface Content {

        /** Opens the file from its beginning. */
        InputStream open() throws IOException;
    }

    /**
     * 2026-01-01T00:00:00Z: after 1980, which zip archives need, and the same everywhere, so that
     * equal files give equal archives.
     */
    private static final long SHIPPED = 1_767_225_600;

    private static final Content NOTHING = InputStream::nullInputStream;

    static final int FILE_MODE = 0644;
    static final int DIRECTORY_MODE = 0755;
    private static final int LINK_MODE = 0777;
    private static final int PERMISSIONS = 07777;

    public TreeEntry {
        path = CleanPath.inside(path);
        mode &= PERMISSIONS;
        if (size < 0) {
            throw new IllegalArgumentException(path + " has a negative size");
        }
    }

    /** Returns a file that is held in memory. */
    public static TreeEntry file(String path, byte[] bytes, int mode) {
        byte[] copy = bytes.clone();
        return new TreeEntry(
                path,
                Kind.FILE,
                mode,
                copy.length,
                "",
                () -> new ByteArrayInputStream(copy),
                SHIPPED);
    }

    /** Returns a file whose bytes are opened when they are needed. */
    public static TreeEntry file(String path, long size, int mode, Content content) {
        return new TreeEntry(path, Kind.FILE, mode, size, "", content, SHIPPED);
    }

    /** Returns a directory. */
    public static TreeEntry directory(String path, int mode) {
        return new TreeEntry(path, Kind.DIRECTORY, mode, 0, "", NOTHING, SHIPPED);
    }

    /** Returns a symbolic link; its target is kept as it is and never followed. */
    public static TreeEntry symlink(String path, String target) {
        return new TreeEntry(path, Kind.SYMLINK, LINK_MODE, 0, target, NOTHING, SHIPPED);
    }

    /**
     * Returns the entry as changed just now. Cargo and make compare times, not contents: a file
     * that differs from build to build must also be newer, or what a cache mount holds counts as
     * built from it. BuildKit does not compare times, so its cache stays warm.
     */
    public TreeEntry modifiedNow() {
        return new TreeEntry(
                path, kind, mode, size, linkTarget, content, System.currentTimeMillis() / 1000);
    }

    static TreeEntry unreadable(String path) {
        return new TreeEntry(path, Kind.UNREADABLE, 0, 0, "", NOTHING, SHIPPED);
    }
}
