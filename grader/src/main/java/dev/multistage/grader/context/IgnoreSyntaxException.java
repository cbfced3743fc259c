package dev.multistage.grader.context;

/** A .dockerignore that no build accepts; the message is moby's. */
public class IgnoreSyntaxException extends RuntimeException {

    private final int line;

    IgnoreSyntaxException(String message, int line) {
        super(message);
        this.line = line;
    }

    /** Returns the line, counted from 1. */
    public int line() {
        return line;
    }
}
