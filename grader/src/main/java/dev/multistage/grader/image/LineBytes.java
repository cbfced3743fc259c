package dev.multistage.grader.image;

/**
 * The bytes that an instruction of a Dockerfile wrote.
 *
 * @param line its first line, counted from 1
 * @param endLine its last line
 * @param instruction the instruction in one line
 * @param unpackedBytes all regular files in the layers that it made
 * @param wasteBytes those that a container no longer sees because a later instruction hides them
 * @param liveBytes those that a container sees
 */
public record LineBytes(
        int line,
        int endLine,
        String instruction,
        long unpackedBytes,
        long wasteBytes,
        long liveBytes) {

    static LineBytes of(int line, int endLine, String instruction, LayerBytes bytes) {
        return new LineBytes(
                line, endLine, instruction, bytes.unpacked(), bytes.waste(), bytes.live());
    }

    LineBytes plus(LineBytes other) {
        return new LineBytes(
                line,
                Math.max(endLine, other.endLine),
                instruction,
                unpackedBytes + other.unpackedBytes,
                wasteBytes + other.wasteBytes,
                liveBytes + other.liveBytes);
    }
}
