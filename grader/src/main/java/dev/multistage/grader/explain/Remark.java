package dev.multistage.grader.explain;

import java.util.Comparator;
import java.util.List;

/**
 * Something in an image that is worth a word.
 *
 * @param code what kind it is, stable: {@code leftover-toolchain}, {@code deleted-later}, …
 * @param sentence what it is, one plain sentence; untrusted text may be quoted in it
 * @param bytes what it costs; 0 if it costs nothing
 * @param where the lines it is about, the one to change first
 * @param files the biggest files it is about
 * @param why why it matters
 * @param next what to do first, one plain sentence
 */
public record Remark(
        String code,
        String sentence,
        long bytes,
        List<Where> where,
        List<FileBytes> files,
        String why,
        String next) {

    /** The code of a private key that an image gives away. */
    public static final String PRIVATE_KEY = "private-key";

    /** Given-away keys first, then the most expensive ones. */
    static final Comparator<Remark> WORST_FIRST =
            Comparator.comparing((Remark remark) -> !remark.code.equals(PRIVATE_KEY))
                    .thenComparing(Comparator.comparingLong(Remark::bytes).reversed());

    public Remark {
        where = List.copyOf(where);
        files = List.copyOf(files);
    }

    /**
     * A line that a remark is about.
     *
     * @param role what the line did: {@code copied by}, {@code created by}, {@code deleted by}
     * @param line its first line, counted from 1
     * @param endLine its last line
     * @param stage the name of its stage; may be empty
     * @param instruction the instruction on one line; untrusted
     * @param certain whether that is known and not only likely
     */
    public record Where(
            String role,
            int line,
            int endLine,
            String stage,
            String instruction,
            boolean certain) {}

    /**
     * A file.
     *
     * @param path absolute, in the image; untrusted
     * @param bytes its size
     */
    public record FileBytes(String path, long bytes) {}
}
