package dev.multistage.grader.image;

/** What an entry of a layer is. */
public enum FileType {
    FILE,
    DIRECTORY,
    SYMLINK,
    /** Another name of a file; its bytes are counted at the file. */
    HARDLINK,
    /** A character or block device, or a named pipe. */
    DEVICE,
    /** Hides the path, and everything under it, in the layers below ({@code .wh.NAME}). */
    WHITEOUT,
    /** Hides everything under the directory in the layers below ({@code .wh..wh..opq}). */
    OPAQUE
}
