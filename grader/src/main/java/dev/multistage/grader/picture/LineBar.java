package dev.multistage.grader.picture;

/**
 * What one line of a Dockerfile stored in an image.
 *
 * @param line first line of the instruction, counted from 1; 0 for bytes of no known line
 * @param instruction the instruction; untrusted
 * @param bytes all that it stored, for FROM the base image
 * @param leftoverBytes those that a container sees though nothing needs them
 * @param wasteBytes those that no container sees
 */
public record LineBar(
        int line, String instruction, long bytes, long leftoverBytes, long wasteBytes) {

    /** Takes care that the parts are never more than the whole. */
    public LineBar {
        bytes = Math.max(0, bytes);
        wasteBytes = Math.max(0, Math.min(wasteBytes, bytes));
        leftoverBytes = Math.max(0, Math.min(leftoverBytes, bytes - wasteBytes));
    }

    /** Returns the bytes that a container sees and that may be needed. */
    public long liveBytes() {
        return bytes - leftoverBytes - wasteBytes;
    }
}
