package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.DirectiveReader.Repeated;
import dev.multistage.grader.dockerfile.HeredocMarkers.Marker;
import dev.multistage.grader.dockerfile.InstructionReader.Fault;
import dev.multistage.grader.dockerfile.VariableLexer.LexException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joins the lines of a file to instructions: continuations, comments, directives and heredocs;
 * BuildKit's parser.Parse.
 */
final class DockerfileReader {

    /** An instruction and the lines that it stands in. */
    record Located(
            RawInstruction instruction,
            int startLine,
            int endLine,
            List<Heredoc> heredocs,
            List<String> comments,
            boolean emptyContinuation) {}

    private final SourceFile file;
    private final DirectiveReader directives = new DirectiveReader("#");
    private final List<Located> instructions = new ArrayList<>();
    private char escape = '\\';
    private int line;

    DockerfileReader(SourceFile file) {
        this.file = file;
    }

    char escape() {
        return escape;
    }

    List<Directive> directives() {
        return directives.found();
    }

    List<Located> read() {
        List<String> comments = new ArrayList<>();
        while (line < file.lines().size()) {
            String raw = file.raw(++line);
            String text = SourceFile.withoutLineEnd(raw);
            int indent = indent(text);
            boolean isDirective = readDirective(text.substring(indent));
            if (isComment(raw)) {
                if (!isDirective) {
                    String comment = GoCharacters.trim(raw.substring(raw.indexOf('#') + 1));
                    if (comment.isEmpty()) {
                        comments.clear();
                    } else {
                        comments.add(comment);
                    }
                }
                continue;
            }
            int continued = continuation(text, indent);
            if (continued < 0 && indent == text.length()) {
                continue;
            }
            instructions.add(readInstruction(text, indent, continued, List.copyOf(comments)));
            comments.clear();
        }
        if (instructions.isEmpty()) {
            throw file.error("file with no instructions", new Position(1, 1));
        }
        return List.copyOf(instructions);
    }

    private boolean readDirective(String text) {
        try {
            Optional<Directive> directive = directives.read(text, line);
            if (directive.isPresent() && directive.get().name().equals("escape")) {
                String token = directive.get().value();
                if (!token.equals("\\") && !token.equals("`")) {
                    throw file.error(
                            "invalid escape token '" + token + "' does not match ` or \\",
                            new Position(line, 1));
                }
                escape = token.charAt(0);
            }
            return directive.isPresent();
        } catch (Repeated e) {
            throw file.error(e.getMessage(), new Position(line, 1));
        }
    }

    private Located readInstruction(
            String first, int indent, int firstContinued, List<String> comments) {
        int startLine = line;
        SourceText.Builder joined = new SourceText.Builder();
        joined.append(
                first.substring(indent, firstContinued < 0 ? first.length() : firstContinued),
                line,
                indent + 1);
        boolean open = firstContinued >= 0;
        boolean emptyContinuation = false;
        while (open && line < file.lines().size()) {
            String raw = file.raw(++line);
            if (isComment(raw)) {
                continue;
            }
            String text = SourceFile.withoutLineEnd(raw);
            if (indent(text) == text.length()) {
                emptyContinuation = true;
                continue;
            }
            int continued = continuation(text, 0);
            open = continued >= 0;
            joined.append(open ? text.substring(0, continued) : text, line, 1);
        }
        SourceText source = joined.build();
        RawInstruction instruction = split(source, startLine);
        List<Heredoc> heredocs = readHeredocs(instruction, source.text(), startLine);
        return new Located(instruction, startLine, line, heredocs, comments, emptyContinuation);
    }

    private RawInstruction split(SourceText source, int startLine) {
        try {
            return new InstructionReader(escape).read(source);
        } catch (Fault e) {
            Position position = e.position();
            throw file.error(
                    e.getMessage(),
                    position.line() < startLine ? new Position(startLine, 1) : position);
        }
    }

    private List<Heredoc> readHeredocs(RawInstruction instruction, String text, int startLine) {
        RawInstruction holder = instruction.trigger().orElse(instruction);
        boolean possible =
                holder.keyword().map(Keyword::takesHeredocs).orElse(false)
                        && !holder.json()
                        && text.contains("<<");
        if (!possible) {
            return List.of();
        }
        List<Marker> markers;
        try {
            markers = HeredocMarkers.inLine(text);
        } catch (LexException e) {
            throw file.error(e.getMessage(), instruction.wordStart());
        }
        List<Heredoc> heredocs = new ArrayList<>();
        for (Marker marker : markers) {
            heredocs.add(readHeredoc(marker, startLine));
        }
        return List.copyOf(heredocs);
    }

    private Heredoc readHeredoc(Marker marker, int startLine) {
        SourceText.Builder content = new SourceText.Builder();
        while (line < file.lines().size()) {
            String raw = file.raw(++line);
            String text = SourceFile.withoutLineEnd(raw);
            int start = 0;
            while (marker.stripTabs() && start < text.length() && text.charAt(start) == '\t') {
                start++;
            }
            if (text.substring(start).equals(marker.name())) {
                return new Heredoc(
                        marker.name(),
                        marker.fileDescriptor(),
                        marker.expand(),
                        marker.stripTabs(),
                        content.build(),
                        line);
            }
            content.append(raw, line, 1);
        }
        throw file.error("unterminated heredoc", new Position(startLine, 1));
    }

    /**
     * Returns where the escape character at the end of a line stands, or -1. It continues the line
     * if only blanks follow, and if it is the first character or the one before is no escape
     * character.
     */
    private int continuation(String text, int start) {
        int end = text.length();
        while (end > start && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
            end--;
        }
        int last = end - 1;
        boolean continues =
                last >= start
                        && text.charAt(last) == escape
                        && (last == start || text.charAt(last - 1) != escape);
        return continues ? last : -1;
    }

    private static int indent(String text) {
        int at = 0;
        while (at < text.length() && GoCharacters.isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isComment(String raw) {
        int indent = indent(raw);
        return indent < raw.length() && raw.charAt(indent) == '#';
    }
}
