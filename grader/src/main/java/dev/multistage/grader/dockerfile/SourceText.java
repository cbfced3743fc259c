package dev.multistage.grader.dockerfile;

import java.util.Arrays;

/**
 * Text of which every character knows its place in the Dockerfile, also where lines were joined,
 * comments dropped or escapes resolved.
 */
public final class SourceText {

    private final String text;
    private final int from;
    private final Segments segments;

    private SourceText(String text, int from, Segments segments) {
        this.text = text;
        this.from = from;
        this.segments = segments;
    }

    /** Returns text that stands by itself: its first character is line 1, column 1. */
    public static SourceText of(String text) {
        Builder builder = new Builder();
        int line = 1;
        int start = 0;
        for (int newline = text.indexOf('\n'); newline >= 0; newline = text.indexOf('\n', start)) {
            builder.append(text.substring(start, newline + 1), line++, 1);
            start = newline + 1;
        }
        return builder.append(text.substring(start), line, 1).build();
    }

    /** Returns the characters. */
    public String text() {
        return text;
    }

    /**
     * Returns the place of a character. {@code offset == text().length()} is the place behind the
     * last one.
     */
    public Position position(int offset) {
        if (offset < 0 || offset > text.length()) {
            throw new IndexOutOfBoundsException(offset);
        }
        return segments.position(from + offset, offset == text.length() && offset > 0);
    }

    /** Returns a part of this text; positions are kept. */
    public SourceText slice(int start, int end) {
        return new SourceText(text.substring(start, end), from + start, segments);
    }

    /** Returns this text without Unicode white space around it. */
    SourceText trim() {
        int start = 0;
        int end = text.length();
        while (start < end && GoCharacters.isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && GoCharacters.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return slice(start, end);
    }

    @Override
    public String toString() {
        return text;
    }

    /** Where pieces of the text begin: in the text, and in the file. */
    private record Segments(int count, int[] offsets, int[] lines, int[] columns) {

        /** {@code behind} asks for the place just after the character before the offset. */
        Position position(int offset, boolean behind) {
            int found = Arrays.binarySearch(offsets, 0, count, behind ? offset - 1 : offset);
            int segment = found >= 0 ? found : -found - 2;
            if (segment < 0) {
                return new Position(1, 1);
            }
            // of segments that begin at the same offset (empty ones) the last is the right one
            while (segment + 1 < count && offsets[segment + 1] == offsets[segment]) {
                segment++;
            }
            return new Position(lines[segment], columns[segment] + offset - offsets[segment]);
        }
    }

    /** Puts a text together from pieces of the file. */
    public static final class Builder {

        private final StringBuilder text = new StringBuilder();
        private int count;
        private int[] offsets = new int[4];
        private int[] lines = new int[4];
        private int[] columns = new int[4];

        /** Appends characters that stand together in one line of the file. */
        public Builder append(String piece, int line, int column) {
            if (count == offsets.length) {
                offsets = Arrays.copyOf(offsets, count * 2);
                lines = Arrays.copyOf(lines, count * 2);
                columns = Arrays.copyOf(columns, count * 2);
            }
            offsets[count] = text.length();
            lines[count] = line;
            columns[count] = column;
            count++;
            text.append(piece);
            return this;
        }

        /** Appends text with the places that it has. */
        public Builder append(SourceText piece) {
            int end = piece.from + piece.text.length();
            Segments segments = piece.segments;
            int found = Arrays.binarySearch(segments.offsets, 0, segments.count, piece.from);
            int segment = Math.max(0, found >= 0 ? found : -found - 2);
            for (int start = piece.from; start < end; segment++) {
                int next =
                        segment + 1 < segments.count
                                ? Math.min(end, segments.offsets[segment + 1])
                                : end;
                if (next > start) {
                    Position place = segments.position(start, false);
                    append(
                            piece.text.substring(start - piece.from, next - piece.from),
                            place.line(),
                            place.column());
                    start = next;
                }
            }
            return this;
        }

        /** Returns the text. */
        public SourceText build() {
            return new SourceText(text.toString(), 0, new Segments(count, offsets, lines, columns));
        }
    }
}
