package dev.multistage.grader.image;

import dev.multistage.grader.digest.Digest;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** A SHA-256 digest, held in 32 bytes because an image has one for every file. */
public record Sha256(long first, long second, long third, long fourth) {

    /** The digest of no bytes at all: that of an empty file and of entries without content. */
    public static final Sha256 OF_NOTHING =
            parse("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    /**
     * Returns what stands for the digest of a content that was not read because no other can be
     * equal to it. It equals nothing but itself: that a real digest begins with 24 such bytes is as
     * unlikely as that two contents have the same digest.
     *
     * @param number another one for each content
     */
    static Sha256 notRead(long number) {
        return new Sha256(-1, -1, -1, number);
    }

    /** Returns whether this stands for a content that was not read. */
    boolean isNotRead() {
        return (first & second & third) == -1;
    }

    /** Returns the number that was given to {@link #notRead}. */
    long number() {
        return fourth;
    }

    /** Returns the digest in these 32 bytes. */
    public static Sha256 of(byte[] digest) {
        if (digest.length != 32) {
            throw new IllegalArgumentException("A SHA-256 digest has 32 bytes");
        }
        ByteBuffer bytes = ByteBuffer.wrap(digest);
        return new Sha256(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    /** Returns the digest of these bytes. */
    static Sha256 ofContent(byte[] content) {
        return of(Digest.sha256().digest(content));
    }

    /** Returns the digest written as 64 hexadecimal digits. */
    public static Sha256 parse(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /** Returns the digest as images name it: {@code sha256:} and 64 hexadecimal digits. */
    public String reference() {
        return "sha256:" + this;
    }

    /** Returns 64 hexadecimal digits. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(first)
                + hex.toHexDigits(second)
                + hex.toHexDigits(third)
                + hex.toHexDigits(fourth);
    }
}
