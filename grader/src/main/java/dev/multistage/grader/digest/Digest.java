package dev.multistage.grader.digest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 digest (FIPS 180-4), by which contents are known again: files, submissions, recipes,
 * manifests.
 *
 * @param hex 64 hexadecimal digits, in lower case
 */
public record Digest(String hex) {

    /** Returns the digest of these bytes. */
    public static Digest of(byte[] content) {
        return ending(sha256(), content);
    }

    /** Returns the digest of a text in UTF-8. */
    public static Digest of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the digest of what is left in a stream, and closes it. */
    public static Digest of(InputStream content) throws IOException {
        MessageDigest sha256 = sha256();
        try (InputStream in = new DigestInputStream(content, sha256)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return of(sha256);
    }

    /** Returns the digest of everything that was fed to {@link #sha256}, which begins anew. */
    public static Digest of(MessageDigest fed) {
        return ending(fed, new byte[0]);
    }

    private static Digest ending(MessageDigest sha256, byte[] last) {
        return new Digest(HexFormat.of().formatHex(sha256.digest(last)));
    }

    /** Returns what makes SHA-256 digests of bytes that come one after the other. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Returns the digest as images name it: {@code sha256:} and 64 hexadecimal digits. */
    public String reference() {
        return "sha256:" + hex;
    }

    /** Returns the first half of the digits: enough to tell two versions of a thing apart. */
    public String half() {
        return hex.substring(0, 32);
    }
}
