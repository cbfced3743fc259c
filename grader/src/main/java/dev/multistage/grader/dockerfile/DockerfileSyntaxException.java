package dev.multistage.grader.dockerfile;

/**
 * A Dockerfile that BuildKit does not even read. The message is BuildKit's own, with its "did you
 * mean" where it has one; {@link #line()} and {@link #quotedLine()} say where.
 */
public class DockerfileSyntaxException extends RuntimeException {

    private final int line;
    private final int column;
    private final String quotedLine;

    public DockerfileSyntaxException(String message, Position position, String quotedLine) {
        super(message);
        this.line = position.line();
        this.column = position.column();
        this.quotedLine = quotedLine;
    }

    /** Returns the line, counted from 1; 1 for a fault of the whole file. */
    public int line() {
        return line;
    }

    /** Returns the column in the line, counted from 1. */
    public int column() {
        return column;
    }

    /** Returns the text of the line, at most 200 characters of it; may be empty. */
    public String quotedLine() {
        return quotedLine;
    }
}
