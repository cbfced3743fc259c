package dev.multistage.grader.progress;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/**
 * One editable file as it was.
 *
 * @param kind whether it was there
 * @param mode its permissions, for example {@code rw-r--r--}; empty where the system has none
 * @param target where a link led to; empty if it is none
 * @param content its bytes; empty if it was no file
 */
record KeptFile(Kind kind, String mode, String target, byte[] content) {

    /** What was found. */
    enum Kind {
        FILE,
        LINK,
        ABSENT
    }

    /** A file that was not there. */
    static final KeptFile ABSENT = new KeptFile(Kind.ABSENT, "", "", new byte[0]);

    /** Larger files are no Dockerfiles, and would not fit into memory. */
    private static final long MAX_BYTES = 16_000_000;

    /**
     * Looks at a file.
     *
     * @throws IOException if it cannot be read, or is what cannot be kept and brought back
     */
    static KeptFile look(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return new KeptFile(
                    Kind.LINK, "", Files.readSymbolicLink(file).toString(), new byte[0]);
        }
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return ABSENT;
        }
        if (!Files.isRegularFile(file)) {
            throw new FileSystemException(
                    file.toString(), null, "it is no file; move it out of the way first");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new FileSystemException(
                    file.toString(), null, "it is larger than 16 MB; move it out of the way first");
        }
        return new KeptFile(Kind.FILE, mode(file), "", Files.readAllBytes(file));
    }

    private static String mode(Path file) throws IOException {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (UnsupportedOperationException noneHere) {
            return "";
        }
    }

    /** Returns whether the file is the same but for its permissions. */
    boolean sameAs(KeptFile other) {
        return kind == other.kind
                && target.equals(other.target)
                && Arrays.equals(content, other.content);
    }
}
