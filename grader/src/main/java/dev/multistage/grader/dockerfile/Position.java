package dev.multistage.grader.dockerfile;

/**
 * A place in a Dockerfile.
 *
 * @param line the line, counted from 1
 * @param column the character in the line, counted from 1 in UTF-16 units, so that {@code
 *     dockerfile.line(line).substring(column - 1)} starts there
 */
public record Position(int line, int column) {

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
