package dev.multistage.grader.dockerfile;

/**
 * A word of a shell command.
 *
 * @param text the word as written
 * @param value the word with quotes and escapes resolved; only the part before the first
 *     substitution if it is not {@link #literal}
 * @param literal whether nothing in it is replaced when it runs: no variable, no {@code $(…)}, no
 *     backticks, no tilde
 * @param pattern whether it holds unquoted {@code * ? [ {}, which a shell may expand to file names
 * @param quoted whether any part of it is quoted or escaped
 * @param offset where it begins in the text of its script
 * @param start its place in the Dockerfile, or in the text that was given
 * @param end the place behind it
 */
public record ShellWord(
        String text,
        String value,
        boolean literal,
        boolean pattern,
        boolean quoted,
        int offset,
        Position start,
        Position end) {

    /** Whether the word is literally this text, written in whatever way. */
    public boolean is(String expected) {
        return literal && !pattern && value.equals(expected);
    }

    @Override
    public String toString() {
        return text;
    }
}
