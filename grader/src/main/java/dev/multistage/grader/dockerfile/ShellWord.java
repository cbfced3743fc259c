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

    /** Whether the word has the form {@code NAME=value}; before a command it sets a variable. */
    public boolean isAssignment() {
        int equals = text.indexOf('=');
        int end = equals > 0 && text.charAt(equals - 1) == '+' ? equals - 1 : equals;
        if (end <= 0 || Character.isDigit(text.charAt(0))) {
            return false;
        }
        return text.substring(0, end)
                .chars()
                .allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || c == '_'));
    }

    @Override
    public String toString() {
        return text;
    }
}
