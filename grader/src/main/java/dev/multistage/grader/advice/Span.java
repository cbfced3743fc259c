package dev.multistage.grader.advice;

import dev.multistage.grader.dockerfile.Position;

/**
 * Where in a file something stands.
 *
 * @param line the first line, counted from 1
 * @param column the first character, counted from 1 in UTF-16 units
 * @param endLine the last line
 * @param endColumn the place behind the last character
 */
public record Span(int line, int column, int endLine, int endColumn) {

    public Span {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("a place begins at 1:1, not " + line + ":" + column);
        }
    }

    static Span between(Position start, Position end) {
        return new Span(start.line(), start.column(), end.line(), end.column());
    }

    /** Returns a whole line of text. */
    static Span line(int number, String text) {
        int blanks = text.length() - text.stripLeading().length();
        return new Span(number, blanks + 1, number, Math.max(text.length(), blanks) + 1);
    }
}
