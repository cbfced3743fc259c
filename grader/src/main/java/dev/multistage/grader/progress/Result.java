package dev.multistage.grader.progress;

import java.util.List;
import java.util.OptionalLong;

/**
 * How an attempt ended.
 *
 * @param passed whether it passed
 * @param points points earned
 * @param of points that could be earned on that machine
 * @param bytes unpacked bytes of its images together; empty if none was built
 * @param marks achievements beyond passing; none without having passed
 * @param codes codes of the failed findings, in the order of the rubric, each once
 */
public record Result(
        boolean passed,
        int points,
        int of,
        OptionalLong bytes,
        List<String> marks,
        List<String> codes) {

    public Result {
        marks = List.copyOf(marks);
        codes = List.copyOf(codes);
    }

    /** Returns whether this is a better result: first by points, then by size. */
    public boolean betterThan(Result other) {
        // what one machine cannot judge leaves "of": shares are compared, not points
        long ours = (long) points * Math.max(1, other.of);
        long theirs = (long) other.points * Math.max(1, of);
        if (ours != theirs) {
            return ours > theirs;
        }
        return bytes.isPresent()
                && (other.bytes.isEmpty() || bytes.getAsLong() < other.bytes.getAsLong());
    }
}
