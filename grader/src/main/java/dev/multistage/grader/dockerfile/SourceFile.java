package dev.multistage.grader.dockerfile;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The text of a Dockerfile and its lines. */
record SourceFile(String text, List<String> lines) {

    /** Longer lines are refused by BuildKit too (Go's bufio.MaxScanTokenSize). */
    static final int LONGEST_LINE = 65_535;

    private static final int LONGEST_QUOTE = 200;

    private static final Position BEGINNING = new Position(1, 1);

    SourceFile {
        lines = List.copyOf(lines);
    }

    static SourceFile of(byte[] content) {
        if (content.length > Dockerfile.MAXIMUM_BYTES) {
            throw new DockerfileSyntaxException(
                    "the Dockerfile has "
                            + content.length
                            + " bytes, more than the limit of "
                            + Dockerfile.MAXIMUM_BYTES,
                    BEGINNING,
                    "");
        }
        if (content.length == 0) {
            throw new DockerfileSyntaxException("the Dockerfile cannot be empty", BEGINNING, "");
        }
        String text = decode(content);
        SourceFile file = new SourceFile(text, split(text.startsWith("\uFEFF") ? 1 : 0, text));
        for (int number = 1; number <= file.lines.size(); number++) {
            String line = file.lines.get(number - 1);
            if (line.length() * 3L > LONGEST_LINE
                    && withoutNewline(line).getBytes(StandardCharsets.UTF_8).length
                            > LONGEST_LINE) {
                throw file.error(
                        "dockerfile line greater than max allowed size of " + LONGEST_LINE,
                        new Position(number, 1));
            }
        }
        return file;
    }

    private static String decode(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        CharBuffer text = CharBuffer.allocate(content.length);
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var result = decoder.decode(bytes, text, true);
        if (result.isError()) {
            String before = text.flip().toString();
            int line = 1 + (int) before.chars().filter(character -> character == '\n').count();
            int column = before.length() - before.lastIndexOf('\n');
            throw new DockerfileSyntaxException(
                    "the Dockerfile is not UTF-8 text", new Position(line, column), "");
        }
        return text.flip().toString();
    }

    static byte[] encode(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] content = new byte[bytes.remaining()];
            bytes.get(content);
            return content;
        } catch (CharacterCodingException e) {
            throw new DockerfileSyntaxException("the Dockerfile is not UTF-8 text", BEGINNING, "");
        }
    }

    private static List<String> split(int start, String text) {
        List<String> lines = new ArrayList<>();
        int from = start;
        for (int newline = text.indexOf('\n', from);
                newline >= 0;
                newline = text.indexOf('\n', from)) {
            lines.add(text.substring(from, newline + 1));
            from = newline + 1;
        }
        if (from < text.length()) {
            lines.add(text.substring(from));
        }
        return lines;
    }

    /** Returns a line with its line end. */
    String raw(int number) {
        return lines.get(number - 1);
    }

    /** Returns a line without its line end. */
    String line(int number) {
        return number >= 1 && number <= lines.size() ? withoutLineEnd(raw(number)) : "";
    }

    DockerfileSyntaxException error(String message, Position position) {
        String line = line(position.line());
        return new DockerfileSyntaxException(
                message,
                position,
                line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…");
    }

    /** Go's {@code bytes.TrimRight(line, "\r\n")}. */
    static String withoutLineEnd(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '\r' || line.charAt(end - 1) == '\n')) {
            end--;
        }
        return line.substring(0, end);
    }

    private static String withoutNewline(String line) {
        return line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
    }
}
