package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.RawInstruction.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a joined line into keyword, flags and words, in the way of its keyword; BuildKit's
 * newNodeFromLine and line_parsers.go.
 */
final class InstructionReader {

    /** A fault of the line, in BuildKit's words. */
    static final class Fault extends Exception {
        private final transient Position position;

        Fault(String message, Position position) {
            super(message);
            this.position = position;
        }

        Position position() {
            return position;
        }
    }

    private final char escape;

    InstructionReader(char escape) {
        this.escape = escape;
    }

    RawInstruction read(SourceText joined) throws Fault {
        return read(joined, false);
    }

    private RawInstruction read(SourceText joined, boolean isTrigger) throws Fault {
        SourceText line = joined.trim();
        String text = line.text();
        int wordEnd = 0;
        while (wordEnd < text.length() && !GoCharacters.isBlank(text.charAt(wordEnd))) {
            wordEnd++;
        }
        int rest = skipBlanks(text, wordEnd);
        FlagReader flags = new FlagReader(escape).read(line.slice(rest, text.length()));
        SourceText source = flags.rest().trim();
        String word = text.substring(0, wordEnd);
        Optional<Keyword> keyword = Keyword.of(word);
        Arguments arguments = new Arguments();
        Optional<RawInstruction> trigger = Optional.empty();
        if (keyword.isPresent() && keyword.get() == Keyword.ONBUILD) {
            // an ONBUILD behind ONBUILD is refused whatever follows; not reading on keeps thousands
            // of them from nesting
            if (!isTrigger && !source.text().isEmpty()) {
                trigger = Optional.of(read(source, true));
            }
        } else if (keyword.isEmpty()) {
            arguments.words.add(new Argument("", 0, 0));
        } else if (!source.text().isEmpty()) {
            readArguments(keyword.get(), source, arguments);
        }
        return new RawInstruction(
                word,
                line.position(0),
                line,
                flags.flags(),
                source,
                List.copyOf(arguments.words),
                List.copyOf(arguments.assignments),
                arguments.json,
                trigger);
    }

    /** The words of an instruction while they are collected. */
    private static final class Arguments {
        private List<Argument> words = new ArrayList<>();
        private final List<Assignment> assignments = new ArrayList<>();
        private boolean json;
    }

    private void readArguments(Keyword keyword, SourceText source, Arguments into) throws Fault {
        switch (keyword) {
            case ADD, COPY, VOLUME -> {
                if (!readJson(source, 0, into)) {
                    readBlankSeparated(source.text(), into);
                }
            }
            case CMD, ENTRYPOINT, RUN, SHELL -> readMaybeJson(source, 0, into);
            case EXPOSE, FROM -> readBlankSeparated(source.text(), into);
            case MAINTAINER, STOPSIGNAL, USER, WORKDIR -> readWhole(source.text(), 0, into);
            case HEALTHCHECK -> readHealthcheck(source, into);
            case ENV, LABEL -> readNamesAndValues(keyword, source, into);
            case ARG -> {
                into.words.addAll(splitWords(source.text()));
                for (Argument word : into.words) {
                    into.assignments.add(assignment(source, word));
                }
            }
            case ONBUILD -> throw new AssertionError("read elsewhere");
        }
    }

    private static void readBlankSeparated(String text, Arguments into) {
        int start = 0;
        while (true) {
            int end = start;
            while (end < text.length() && !GoCharacters.isBlank(text.charAt(end))) {
                end++;
            }
            into.words.add(new Argument(text.substring(start, end), start, end));
            if (end == text.length()) {
                return;
            }
            start = skipBlanks(text, end);
        }
    }

    private static void readWhole(String text, int start, Arguments into) {
        into.words.add(new Argument(text.substring(start), start, text.length()));
    }

    private static void readMaybeJson(SourceText source, int start, Arguments into) throws Fault {
        if (start < source.text().length() && !readJson(source, start, into)) {
            readWhole(source.text(), start, into);
        }
    }

    private static boolean readJson(SourceText source, int start, Arguments into) throws Fault {
        try {
            Optional<List<JsonArray.Element>> elements =
                    JsonArray.parse(source.text().substring(start));
            if (elements.isEmpty()) {
                return false;
            }
            for (JsonArray.Element element : elements.get()) {
                into.words.add(
                        new Argument(
                                element.value(), start + element.start(), start + element.end()));
            }
            into.json = true;
            return true;
        } catch (JsonArray.NotOnlyStrings e) {
            throw new Fault(e.getMessage(), source.position(start));
        }
    }

    private static void readHealthcheck(SourceText source, Arguments into) throws Fault {
        String text = source.text();
        int end = 0;
        while (end < text.length() && !isByteSpace(text.codePointAt(end))) {
            end++;
        }
        // BuildKit looks at bytes and so may cut a character; it refuses such a type later
        boolean cut = end < text.length() && text.charAt(end) >= 0x80;
        String type = text.substring(0, end) + (cut ? "\uFFFD" : "");
        into.words.add(new Argument(type, 0, end));
        int command = end;
        while (command < text.length() && isByteSpace(text.codePointAt(command))) {
            command += Character.charCount(text.codePointAt(command));
        }
        readMaybeJson(source, command, into);
    }

    private void readNamesAndValues(Keyword keyword, SourceText source, Arguments into)
            throws Fault {
        String text = source.text();
        List<Argument> words = splitWords(text);
        if (words.isEmpty()) {
            return;
        }
        if (words.get(0).value().indexOf('=') < 0) {
            readLegacyNameAndValue(keyword, source, into);
            return;
        }
        for (Argument word : words) {
            if (word.value().indexOf('=') < 0) {
                throw new Fault(
                        "Syntax error - can't find = in "
                                + GoCharacters.quote(word.value())
                                + ". Must be of the form: name=value",
                        source.position(word.start()));
            }
            into.assignments.add(assignment(source, word));
        }
        into.words.addAll(words);
    }

    /** {@code ENV name value with blanks}. */
    private static void readLegacyNameAndValue(Keyword keyword, SourceText source, Arguments into)
            throws Fault {
        String text = source.text();
        int nameEnd = 0;
        while (nameEnd < text.length() && !GoCharacters.isBlank(text.charAt(nameEnd))) {
            nameEnd++;
        }
        if (nameEnd == text.length()) {
            throw new Fault(keyword + " must have two arguments", source.position(0));
        }
        int value = skipBlanks(text, nameEnd);
        into.words.add(new Argument(text.substring(0, nameEnd), 0, nameEnd));
        readWhole(text, value, into);
        into.assignments.add(
                new Assignment(
                        text.substring(0, nameEnd),
                        Optional.of(text.substring(value)),
                        true,
                        source.position(0),
                        source.position(text.length())));
    }

    private static Assignment assignment(SourceText source, Argument word) {
        int equals = word.value().indexOf('=');
        return new Assignment(
                equals < 0 ? word.value() : word.value().substring(0, equals),
                equals < 0 ? Optional.empty() : Optional.of(word.value().substring(equals + 1)),
                false,
                source.position(word.start()),
                source.position(word.end()));
    }

    /** BuildKit's parseWords: words at white space, quotes and escapes kept. */
    private List<Argument> splitWords(String text) {
        List<Argument> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int start = -1;
        char quote = 0;
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (quote == 0 && GoCharacters.isSpace(character)) {
                if (quoted || word.length() > 0) {
                    words.add(new Argument(word.toString(), start, at));
                }
                start = -1;
                word.setLength(0);
                quoted = false;
                continue;
            }
            if (start < 0) {
                start = at;
            }
            if (quote == 0 && (character == '\'' || character == '"')) {
                quote = character;
                quoted = true;
            } else if (character == quote) {
                quote = 0;
            }
            if (character == escape && quote != '\'') {
                if (at + 1 == text.length()) {
                    continue; // an escape at the end is dropped
                }
                word.append(character);
                character = text.charAt(++at);
            }
            word.append(character);
        }
        if (quoted || word.length() > 0) {
            words.add(new Argument(word.toString(), start, text.length()));
        }
        return words;
    }

    private static int skipBlanks(String text, int start) {
        int at = start;
        while (at < text.length() && GoCharacters.isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /**
     * Whether one of the bytes of a character in UTF-8 is a space where Go takes bytes for runes.
     */
    private static boolean isByteSpace(int character) {
        if (character < 0x80) {
            return GoCharacters.isSpace(character);
        }
        return isSpaceTail(character)
                || (character >= 0x800 && isSpaceTail(character >> 6))
                || (character >= 0x10000 && isSpaceTail(character >> 12));
    }

    /** Whether the byte 10xxxxxx of these six bits is U+0085 or U+00A0 as a rune. */
    private static boolean isSpaceTail(int bits) {
        return (bits & 0x3f) == 0x05 || (bits & 0x3f) == 0x20;
    }
}
