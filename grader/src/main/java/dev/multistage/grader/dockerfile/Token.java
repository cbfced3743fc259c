package dev.multistage.grader.dockerfile;

/**
 * One word of an instruction with its place.
 *
 * @param kind what it is
 * @param value the word as BuildKit's parser keeps it: a string of a JSON array is decoded, flags
 *     lose their quotes, words of a shell form keep theirs
 * @param start where it begins
 * @param end the place behind its last character
 */
public record Token(Kind kind, String value, Position start, Position end) {

    /** What a token is. */
    public enum Kind {
        /** the instruction itself, for example {@code COPY} */
        KEYWORD,
        /** for example {@code --from=build} */
        FLAG,
        /** an argument; the whole command for a shell form of RUN, CMD or ENTRYPOINT */
        WORD,
        /** a string of a JSON array */
        JSON_STRING
    }
}
