package dev.multistage.grader.dockerfile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the flags off the start of a line; BuildKit's extractBuilderFlags. That works byte by byte,
 * and so takes bytes of other than ASCII characters for characters of their own.
 */
final class FlagReader {

    private final char escape;
    private final List<Flag> flags = new ArrayList<>();
    private SourceText rest;

    FlagReader(char escape) {
        this.escape = escape;
    }

    List<Flag> flags() {
        return List.copyOf(flags);
    }

    SourceText rest() {
        return rest;
    }

    FlagReader read(SourceText line) {
        String text = line.text();
        int at = 0;
        while (at < text.length() && GoCharacters.isBlank(text.charAt(at))) {
            at++;
        }
        if (!text.startsWith("--", at)) {
            rest = line.slice(at, text.length());
            return this;
        }
        readBytes(line, text.substring(at).getBytes(StandardCharsets.UTF_8), at);
        return this;
    }

    private void readBytes(SourceText line, byte[] bytes, int first) {
        int[] offsets = characterOffsets(bytes, first);
        StringBuilder word = new StringBuilder();
        int start = -1;
        char quote = 0;
        boolean quoted = false;
        for (int at = 0; at < bytes.length; at++) {
            char character = (char) (bytes[at] & 0xff);
            if (start < 0) {
                if (GoCharacters.isSpace(character)) {
                    continue;
                }
                if (character != '-' || at + 1 == bytes.length || bytes[at + 1] != '-') {
                    rest = remainder(line, bytes, offsets, at);
                    return;
                }
                start = at;
            }
            if (quote != 0) {
                if (character == quote) {
                    quote = 0;
                    continue;
                }
            } else if (GoCharacters.isSpace(character)) {
                if (word.toString().equals("--")) {
                    rest = remainder(line, bytes, offsets, at);
                    return;
                }
                add(word, quoted, line.position(offsets[start]), line.position(offsets[at]));
                start = -1;
                quoted = false;
                continue;
            } else if (character == '\'' || character == '"') {
                quote = character;
                quoted = true;
                continue;
            }
            if (character == escape) {
                if (at + 1 == bytes.length) {
                    break; // an escape at the end is dropped
                }
                character = (char) (bytes[++at] & 0xff);
            }
            word.append(character);
        }
        if (start >= 0 && !word.toString().equals("--")) {
            add(word, quoted, line.position(offsets[start]), line.position(line.text().length()));
        }
        rest = line.slice(line.text().length(), line.text().length());
    }

    private void add(StringBuilder word, boolean quoted, Position start, Position end) {
        if (quoted || word.length() > 0) {
            flags.add(Flag.of(word.toString(), start, end));
        }
        word.setLength(0);
    }

    /** Returns for every byte, and for the place behind the last, the character it belongs to. */
    private static int[] characterOffsets(byte[] bytes, int first) {
        int[] offsets = new int[bytes.length + 1];
        int offset = first;
        for (int i = 0; i < bytes.length; ) {
            int lead = bytes[i] & 0xff;
            int length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
            for (int j = 0; j < length; j++) {
                offsets[i + j] = offset;
            }
            i += length;
            offset += length == 4 ? 2 : 1;
        }
        offsets[bytes.length] = offset;
        return offsets;
    }

    private static SourceText remainder(SourceText line, byte[] bytes, int[] offsets, int at) {
        int broken = at;
        SourceText.Builder remainder = new SourceText.Builder();
        // the flag ended inside a character: what is left of it is not a character any more
        while (broken < bytes.length && (bytes[broken] & 0xc0) == 0x80) {
            Position place = line.position(offsets[broken]);
            remainder.append("\uFFFD", place.line(), place.column());
            broken++;
        }
        SourceText whole = line.slice(offsets[broken], line.text().length());
        return broken == at ? whole : remainder.append(whole).build();
    }
}
