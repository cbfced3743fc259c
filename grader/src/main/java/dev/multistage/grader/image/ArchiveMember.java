package dev.multistage.grader.image;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a member of an image archive is, by its name and its first bytes. */
final class ArchiveMember {

    /** Enough for a tar header, by which layers are told from documents. */
    static final int SNIFFED = 512;

    private static final Pattern BLOB =
            Pattern.compile("blobs/sha256/([0-9a-f]{64})|([0-9a-f]{64})/layer\\.tar");

    private ArchiveMember() {}

    /**
     * Returns the id of a layer in its name: engines write {@code blobs/sha256/ID}, older ones
     * {@code ID/layer.tar}. Both are digests of the layer, the second of those below it as well.
     */
    static Optional<String> blob(String name) {
        Matcher id = BLOB.matcher(name);
        return id.matches()
                ? Optional.of(id.group(1) != null ? id.group(1) : id.group(2))
                : Optional.empty();
    }

    /** Whether this is how a layer begins. */
    static boolean isTar(byte[] head) {
        if (TarReader.checksumMatches(head, 0)) {
            return true;
        }
        // A layer without entries is nothing but the zeros that end an archive.
        for (byte value : head) {
            if (value != 0) {
                return false;
            }
        }
        return head.length == SNIFFED;
    }

    /** Whether this is how a document begins. */
    static boolean isJson(byte[] head) {
        for (byte value : head) {
            if (!Character.isWhitespace(value)) {
                return value == '{' || value == '[';
            }
        }
        return false;
    }
}
