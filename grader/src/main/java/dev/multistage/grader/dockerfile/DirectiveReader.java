package dev.multistage.grader.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads parser directives: comments {@code # name=value} that stand before everything else;
 * BuildKit's DirectiveParser.
 */
final class DirectiveReader {

    private static final Set<String> NAMES = Set.of("syntax", "escape", "check");

    private final String comment;
    private final List<Directive> found = new ArrayList<>();
    private boolean done;

    /**
     * @param comment what begins a comment, {@code #}; the frontend is also looked for behind
     *     {@code //}
     */
    DirectiveReader(String comment) {
        this.comment = comment;
    }

    /** A directive that is given twice, in BuildKit's words. */
    static final class Repeated extends Exception {
        Repeated(String name) {
            super("only one " + name + " parser directive can be used");
        }
    }

    List<Directive> found() {
        return List.copyOf(found);
    }

    boolean done() {
        return done;
    }

    /** Reads a line without its line end. After the first line that is none, there are no more. */
    Optional<Directive> read(String line, int number) throws Repeated {
        if (done) {
            return Optional.empty();
        }
        Optional<Directive> directive = parse(line, number);
        if (directive.isEmpty()) {
            done = true;
            return directive;
        }
        String name = directive.get().name();
        if (found.stream().anyMatch(other -> other.name().equals(name))) {
            throw new Repeated(name);
        }
        found.add(directive.get());
        return directive;
    }

    /** {@code ^([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$} behind the comment sign. */
    private Optional<Directive> parse(String line, int number) {
        if (!line.startsWith(comment)) {
            return Optional.empty();
        }
        int at = comment.length();
        while (at < line.length() && GoCharacters.isSpace(line.charAt(at))) {
            at++;
        }
        int nameStart = at;
        while (at < line.length() && isNamePart(line.charAt(at), at > nameStart)) {
            at++;
        }
        String name = GoCharacters.lower(line.substring(nameStart, at));
        at = skipSpace(line, at);
        if (at == line.length() || line.charAt(at) != '=' || !NAMES.contains(name)) {
            return Optional.empty();
        }
        int afterEquals = at + 1;
        int valueStart = skipSpace(line, afterEquals);
        if (valueStart == line.length()) {
            // nothing but spaces: the expression needs one character and takes the last of them
            return valueStart == afterEquals
                    ? Optional.empty()
                    : Optional.of(new Directive(name, line.substring(valueStart - 1), number));
        }
        int valueEnd = line.length();
        while (isRegexpSpace(line.charAt(valueEnd - 1))) {
            valueEnd--;
        }
        return Optional.of(new Directive(name, line.substring(valueStart, valueEnd), number));
    }

    private static boolean isNamePart(char character, boolean digitsToo) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (digitsToo && character >= '0' && character <= '9');
    }

    private static int skipSpace(String line, int start) {
        int at = start;
        while (at < line.length() && isRegexpSpace(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isRegexpSpace(char character) {
        return character == ' '
                || character == '\t'
                || character == '\n'
                || character == '\f'
                || character == '\r';
    }

    /**
     * Returns the image that a syntax line names, as BuildKit's DetectSyntax looks for it: behind a
     * {@code #!} line, in comments with {@code #} or {@code //}, and only up to the first blank.
     */
    static Optional<Directive> syntax(SourceFile file) {
        for (String comment : List.of("#", "//")) {
            DirectiveReader reader = new DirectiveReader(comment);
            int first = !file.lines().isEmpty() && file.raw(1).startsWith("#!") ? 2 : 1;
            for (int line = first; line <= file.lines().size() && !reader.done(); line++) {
                try {
                    Optional<Directive> directive = reader.read(scanned(file.raw(line)), line);
                    if (directive.isPresent() && directive.get().name().equals("syntax")) {
                        return directive.map(DirectiveReader::firstWord);
                    }
                } catch (Repeated e) {
                    break;
                }
            }
        }
        return Optional.empty();
    }

    /** Go's ScanLines drops one line feed and one carriage return before it. */
    private static String scanned(String line) {
        String text = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static Directive firstWord(Directive directive) {
        int blank = directive.value().indexOf(' ');
        return blank < 0
                ? directive
                : new Directive(
                        directive.name(), directive.value().substring(0, blank), directive.line());
    }
}
