package dev.multistage.grader.image;

import java.util.Objects;

/**
 * One entry of a layer.
 *
 * @param path absolute and cleaned; for a whiteout the path that it hides, for an opaque marker the
 *     directory whose older children it hides
 * @param type what it is
 * @param size bytes of content; 0 for everything but a {@link FileType#FILE}
 * @param mode permission bits with setuid, setgid and sticky ({@code 07777})
 * @param uid numeric owner
 * @param gid numeric group
 * @param linkTarget what a symbolic link says, or the cleaned absolute path that a hard link names;
 *     otherwise empty
 * @param sha256 digest of the content; that of the target for a hard link; what equals no other
 *     digest where an archive shows that no other file can have this content
 * @param capabilities whether it carries file capabilities ({@code security.capability})
 * @param kind what the content is; that of the target for a hard link
 */
public record FileEntry(
        String path,
        FileType type,
        long size,
        int mode,
        long uid,
        long gid,
        String linkTarget,
        Sha256 sha256,
        boolean capabilities,
        ContentKind kind) {

    public FileEntry {
        Objects.requireNonNull(path);
        Objects.requireNonNull(type);
        Objects.requireNonNull(linkTarget);
        Objects.requireNonNull(sha256);
        Objects.requireNonNull(kind);
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("Not an absolute path: " + path);
        }
        if (size < 0 || (size > 0 && type != FileType.FILE)) {
            throw new IllegalArgumentException("A " + type + " of " + size + " bytes");
        }
    }

    /** Returns a regular file that belongs to root, mode 0644. */
    public static FileEntry file(String path, long size, Sha256 sha256, ContentKind kind) {
        return new FileEntry(path, FileType.FILE, size, 0644, 0, 0, "", sha256, false, kind);
    }

    /** Returns an entry without content that belongs to root: a directory or a whiteout. */
    public static FileEntry withoutContent(String path, FileType type) {
        return link(path, type, "");
    }

    /** Returns a symbolic or hard link that belongs to root. */
    public static FileEntry link(String path, FileType type, String target) {
        int mode = type == FileType.DIRECTORY ? 0755 : 0777;
        return new FileEntry(
                path,
                type,
                0,
                mode,
                0,
                0,
                target,
                Sha256.OF_NOTHING,
                false,
                ContentKind.Simple.NOTHING);
    }

    /** Returns whether this is a regular file: the only type that has bytes of its own. */
    public boolean isFile() {
        return type == FileType.FILE;
    }

    /** Returns whether the set-user-id bit is on. */
    public boolean isSetuid() {
        return (mode & 04000) != 0;
    }

    /** Returns whether the set-group-id bit is on. */
    public boolean isSetgid() {
        return (mode & 02000) != 0;
    }

    /** Returns whether anybody may execute it. */
    public boolean isExecutable() {
        return (mode & 0111) != 0;
    }

    /** Returns the last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Returns the path of the directory it is in. */
    public String parent() {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    FileEntry withDigest(Sha256 digest) {
        return new FileEntry(
                path, type, size, mode, uid, gid, linkTarget, digest, capabilities, kind);
    }

    FileEntry withContentOf(FileEntry target) {
        return new FileEntry(
                path,
                type,
                size,
                target.mode,
                target.uid,
                target.gid,
                linkTarget,
                target.sha256,
                target.capabilities,
                target.kind);
    }
}
