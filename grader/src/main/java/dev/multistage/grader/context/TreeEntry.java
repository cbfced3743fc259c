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
 */
public record TreeEntry(
        String path, Kind kind, int mode, long size, String linkTarget, Content content) {

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
                path, Kind.FILE, mode, copy.length, "", () -> new ByteArrayInputStream(copy));
    }

    /** Returns a file whose bytes are opened when they are needed. */
    public static TreeEntry file(String path, long size, int mode, Content content) {
        return new TreeEntry(path, Kind.FILE, mode, size, "", content);
    }

    /** Returns a directory. */
    public static TreeEntry directory(String path, int mode) {
        return new TreeEntry(path, Kind.DIRECTORY, mode, 0, "", NOTHING);
    }

    /** Returns a symbolic link; its target is kept as it is and never followed. */
    public static TreeEntry symlink(String path, String target) {
        return new TreeEntry(path, Kind.SYMLINK, LINK_MODE, 0, target, NOTHING);
    }

    static TreeEntry unreadable(String path) {
        return new TreeEntry(path, Kind.UNREADABLE, 0, 0, "", NOTHING);
    }
}
