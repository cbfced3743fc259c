package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.ShellLexer.Unclear;
import dev.multistage.grader.dockerfile.ShellNode.Command;
import dev.multistage.grader.dockerfile.ShellNode.Link;
import dev.multistage.grader.dockerfile.ShellNode.Opaque;
import dev.multistage.grader.dockerfile.ShellNode.Redirection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Finds the simple commands of a script. It keeps a stack of what is open ({@code if}, loops,
 * brackets) and goes through the text once.
 */
final class ShellParser {

    /** Substitutions and scripts inside each other; deeper ones stay opaque. */
    private static final int DEEPEST = 40;

    /** What is open, and how it may go on. */
    private enum Open {
        SUBSHELL(")"),
        GROUP("}"),
        IF("then"),
        THEN("fi"),
        LOOP("do"),
        DO("done"),
        CASE("esac");

        private final String closer;

        Open(String closer) {
            this.closer = closer;
        }

        boolean isConditional() {
            return this != SUBSHELL && this != GROUP;
        }
    }

    private record Level(Open open, int functionStart) {}

    private final SourceText source;
    private final ShellLexer lexer;
    private final int nesting;
    private final int depth;
    private final boolean inSubstitution;
    private final List<ShellNode> nodes = new ArrayList<>();
    private final Deque<Level> levels = new ArrayDeque<>();
    private final ShellHeredocs heredocs;
    private Link link = Link.FIRST;
    private int functions;
    private long innerSteps;

    private ShellParser(SourceText source, int start, int nesting, int depth, boolean inside) {
        this.source = source;
        this.nesting = nesting;
        this.depth = depth;
        this.inSubstitution = inside;
        this.lexer = new ShellLexer(source, start, this::skipSubstitution);
        this.heredocs = new ShellHeredocs(source.text());
    }

    static ShellScript parse(SourceText source) {
        ShellParser parser = new ShellParser(source, 0, 0, 0, false);
        parser.readAll();
        return new ShellScript(parser.nodes, parser.lexer.steps() + parser.innerSteps);
    }

    /** Reads a script in this one and adds what it finds behind the command that runs it. */
    private void addInner(SourceText script, int start) {
        if (depth == DEEPEST) {
            addOpaque("script in too many scripts", start, lexer.at());
            return;
        }
        ShellParser inner = new ShellParser(script, 0, nesting, depth + 1, false);
        inner.readAll();
        innerSteps += inner.lexer.steps() + inner.innerSteps;
        nodes.addAll(inner.nodes);
    }

    private int skipSubstitution(int start) throws Unclear {
        if (nesting == DEEPEST) {
            throw new Unclear("substitutions are nested too deeply", start);
        }
        ShellParser inner = new ShellParser(source, start, nesting + 1, depth, true);
        inner.readList();
        innerSteps += inner.innerSteps;
        return inner.lexer.at();
    }

    private void readAll() {
        try {
            readList();
        } catch (Unclear e) {
            addOpaque(e.getMessage(), e.offset(), source.text().length());
        }
    }

    private void addOpaque(String reason, int start, int end) {
        int from = Math.min(start, source.text().length());
        nodes.add(
                new Opaque(
                        reason,
                        source.text().substring(from, Math.max(from, end)),
                        source.position(from)));
    }

    /** Reads up to the end, or in a substitution up to the bracket that closes it. */
    private void readList() throws Unclear {
        while (true) {
            lexer.skipBlanks();
            if (lexer.atEnd()) {
                finish();
                return;
            }
            if (lexer.peek() == '\n' || lexer.peek() == ';') {
                readSeparator();
            } else if (lexer.peek() == '(') {
                openBracket();
            } else if (lexer.peek() == ')') {
                if (levels.isEmpty() && inSubstitution) {
                    requireNothingPending();
                    heredocs.requireNone(lexer.at());
                    lexer.moveTo(lexer.at() + 1);
                    return;
                }
                close(Open.SUBSHELL, lexer.at(), lexer.at() + 1);
            } else if ("&|".indexOf(lexer.peek()) >= 0) {
                throw new Unclear("operator without a command", lexer.at());
            } else {
                readCommand();
            }
        }
    }

    private void finish() throws Unclear {
        if (inSubstitution) {
            throw new Unclear("substitution without end", lexer.at());
        }
        if (!levels.isEmpty()) {
            throw new Unclear("no " + levels.peek().open().closer, lexer.at());
        }
        requireNothingPending();
    }

    private void readSeparator() throws Unclear {
        if (lexer.peek() == '\n') {
            lexer.moveTo(heredocs.skipBodies(lexer.at() + 1));
            link = link == Link.FIRST || isPending() ? link : Link.THEN;
            return;
        }
        requireNothingPending();
        if (lexer.startsWith(";;")) {
            if (levels.isEmpty() || levels.peek().open() != Open.CASE) {
                throw new Unclear(";; outside of case", lexer.at());
            }
            lexer.moveTo(lexer.at() + (lexer.peek(2) == '&' ? 3 : 2));
            readCasePattern();
        } else {
            lexer.moveTo(lexer.at() + 1);
            link = Link.THEN;
        }
    }

    private void requireNothingPending() throws Unclear {
        if (isPending()) {
            throw new Unclear("operator without a command", lexer.at());
        }
    }

    /** Whether an operator waits for its second command, which may stand in the next line. */
    private boolean isPending() {
        return link == Link.AND || link == Link.OR || link == Link.PIPE;
    }

    private void openBracket() throws Unclear {
        if (lexer.peek(1) == '(') {
            throw new Unclear("arithmetic or two subshells", lexer.at());
        }
        lexer.moveTo(lexer.at() + 1);
        open(Open.SUBSHELL);
    }

    private void open(Open what) throws Unclear {
        if (levels.size() == DEEPEST) {
            throw new Unclear("nested too deeply", lexer.at());
        }
        levels.push(new Level(what, -1));
        link = Link.FIRST;
    }

    private void close(Open expected, int start, int end) throws Unclear {
        if (levels.isEmpty() || levels.peek().open() != expected) {
            throw new Unclear("unexpected " + source.text().substring(start, end), start);
        }
        requireNothingPending();
        lexer.moveTo(end);
        Level level = levels.pop();
        if (level.functionStart() >= 0) {
            functions--;
            addOpaque("function", level.functionStart(), end);
        }
        readAfterCommand(true, new ArrayList<>());
    }

    private void readCommand() throws Unclear {
        List<ShellWord> first = new ArrayList<>();
        if (!ShellLexer.endsWord(lexer.peek()) && !isDescriptor()) {
            int start = lexer.at();
            ShellWord word = lexer.readWord();
            if (readReserved(word, start)) {
                return;
            }
            lexer.skipBlanks();
            if (lexer.peek() == '(' && !isAssignment(word)) {
                openFunction(start);
                return;
            }
            first.add(word);
        }
        readSimpleCommand(first);
    }

    private void openFunction(int start) throws Unclear {
        lexer.moveTo(lexer.at() + 1);
        lexer.skipBlanks();
        if (lexer.peek() != ')') {
            throw new Unclear("bracket in a command", start);
        }
        lexer.moveTo(lexer.at() + 1);
        while (lexer.peek() == '\n' || lexer.peek() == ' ' || lexer.peek() == '\t') {
            lexer.moveTo(lexer.at() + 1);
        }
        boolean braces = lexer.peek() == '{' && ShellLexer.endsWord(lexer.peek(1));
        boolean subshell = lexer.peek() == '(' && lexer.peek(1) != '(';
        if (!braces && !subshell) {
            throw new Unclear("function", start);
        }
        lexer.moveTo(lexer.at() + 1);
        open(braces ? Open.GROUP : Open.SUBSHELL);
        levels.push(new Level(levels.pop().open(), start));
        functions++;
    }

    /** Handles a reserved word; returns false if the word is an ordinary one. */
    private boolean readReserved(ShellWord word, int start) throws Unclear {
        if (!word.literal() || word.quoted()) {
            return false;
        }
        switch (word.text()) {
            case "!" -> {}
            case "{" -> open(Open.GROUP);
            case "if" -> open(Open.IF);
            case "while", "until" -> open(Open.LOOP);
            case "for" -> readFor(start);
            case "case" -> readCase(start);
            case "then" -> replace(Open.IF, Open.THEN, start);
            case "elif" -> replace(Open.THEN, Open.IF, start);
            case "else" -> replace(Open.THEN, Open.THEN, start);
            case "do" -> replace(Open.LOOP, Open.DO, start);
            case "}" -> close(Open.GROUP, start, lexer.at());
            case "fi" -> close(Open.THEN, start, lexer.at());
            case "done" -> close(Open.DO, start, lexer.at());
            case "esac" -> close(Open.CASE, start, lexer.at());
            case "[[", "function", "select", "coproc" ->
                    throw new Unclear(word.text() + " of bash", start);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void replace(Open expected, Open next, int start) throws Unclear {
        if (levels.isEmpty() || levels.peek().open() != expected) {
            throw new Unclear("unexpected " + source.text().substring(start, lexer.at()), start);
        }
        levels.push(new Level(next, levels.pop().functionStart()));
        link = Link.FIRST;
    }

    /** {@code for NAME [in WORDS] ; do}; the words are values, not commands. */
    private void readFor(int start) throws Unclear {
        ShellWord name = nextWord(start);
        skipLines();
        if (!ShellLexer.endsWord(lexer.peek()) && !lexer.atEnd()) {
            int wordStart = lexer.at();
            ShellWord in = lexer.readWord();
            if (in.text().equals("in")) {
                lexer.skipBlanks();
                while (!lexer.atEnd() && !ShellLexer.endsWord(lexer.peek())) {
                    lexer.readWord();
                    lexer.skipBlanks();
                }
            } else {
                lexer.moveTo(wordStart);
            }
        }
        if (!name.literal() || "\n;d".indexOf(lexer.peek()) < 0) {
            throw new Unclear("loop", start);
        }
        if (lexer.peek() == ';') {
            lexer.moveTo(lexer.at() + 1);
        }
        open(Open.LOOP);
    }

    private void readCase(int start) throws Unclear {
        nextWord(start);
        skipLines();
        if (ShellLexer.endsWord(lexer.peek()) || !lexer.readWord().text().equals("in")) {
            throw new Unclear("case", start);
        }
        open(Open.CASE);
        readCasePattern();
    }

    /** Reads {@code pattern | pattern )}, or leaves {@code esac} to be read. */
    private void readCasePattern() throws Unclear {
        skipLines();
        int start = lexer.at();
        link = Link.FIRST;
        boolean first = lexer.peek() != '(';
        if (!first) {
            lexer.moveTo(lexer.at() + 1);
        }
        while (true) {
            lexer.skipBlanks();
            if (lexer.atEnd() || ShellLexer.endsWord(lexer.peek())) {
                throw new Unclear("case", start);
            }
            int wordStart = lexer.at();
            ShellWord word = lexer.readWord();
            if (first && word.text().equals("esac")) {
                lexer.moveTo(wordStart);
                return;
            }
            first = false;
            lexer.skipBlanks();
            char next = lexer.peek();
            if (next != '|' && next != ')') {
                throw new Unclear("case", start);
            }
            lexer.moveTo(lexer.at() + 1);
            if (next == ')') {
                return;
            }
        }
    }

    private ShellWord nextWord(int start) throws Unclear {
        lexer.skipBlanks();
        if (lexer.atEnd() || ShellLexer.endsWord(lexer.peek())) {
            throw new Unclear("unfinished command", start);
        }
        return lexer.readWord();
    }

    private void skipLines() throws Unclear {
        lexer.skipBlanks();
        while (lexer.peek() == '\n') {
            lexer.moveTo(heredocs.skipBodies(lexer.at() + 1));
            lexer.skipBlanks();
        }
    }

    /** Reads a command of which the first word may have been read; words are read only once. */
    private void readSimpleCommand(List<ShellWord> first) throws Unclear {
        int start = first.isEmpty() ? lexer.at() : first.get(0).offset();
        List<ShellWord> assignments = new ArrayList<>();
        List<ShellWord> words = new ArrayList<>();
        List<Redirection> redirections = new ArrayList<>();
        for (ShellWord word : first) {
            addWord(word, assignments, words);
        }
        while (true) {
            lexer.skipBlanks();
            if (lexer.peek() == '<' || lexer.peek() == '>' || isDescriptor()) {
                redirections.add(readRedirection());
            } else if (!lexer.atEnd() && !ShellLexer.endsWord(lexer.peek())) {
                addWord(lexer.readWord(), assignments, words);
            } else if (lexer.startsWith("&>")) {
                redirections.add(readRedirection());
            } else if (lexer.peek() == '(') {
                throw new Unclear("bracket in a command", start);
            } else {
                break;
            }
        }
        Command command =
                new Command(
                        link,
                        assignments,
                        words,
                        redirections,
                        isConditional(),
                        inSubshell(),
                        depth);
        add(command, start);
        readAfterCommand(false, redirections);
    }

    private static void addWord(
            ShellWord word, List<ShellWord> assignments, List<ShellWord> words) {
        (words.isEmpty() && isAssignment(word) ? assignments : words).add(word);
    }

    private void add(Command command, int start) {
        if (functions > 0) {
            return; // what a function does is not what the script does
        }
        nodes.add(command);
        ShellDashC.script(command, source).ifPresent(script -> addInner(script, start));
        if (ShellDashC.hidesScript(command)) {
            addOpaque("script that is put together when it runs", start, lexer.at());
        }
    }

    private boolean isConditional() {
        return levels.stream().anyMatch(level -> level.open().isConditional());
    }

    private boolean inSubshell() {
        return levels.stream().anyMatch(level -> level.open() == Open.SUBSHELL);
    }

    private static boolean isAssignment(ShellWord word) {
        int equals = word.text().indexOf('=');
        if (equals <= 0) {
            return false;
        }
        String name = word.text().substring(0, equals);
        String bare = name.endsWith("+") ? name.substring(0, name.length() - 1) : name;
        return !bare.isEmpty()
                && !Character.isDigit(bare.charAt(0))
                && bare.chars()
                        .allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || c == '_'));
    }

    private boolean isDescriptor() {
        int digits = 0;
        while (Character.isDigit(lexer.peek(digits)) && digits < 3) {
            digits++;
        }
        return digits > 0 && (lexer.peek(digits) == '<' || lexer.peek(digits) == '>');
    }

    private Redirection readRedirection() throws Unclear {
        int start = lexer.at();
        while (Character.isDigit(lexer.peek())) {
            lexer.moveTo(lexer.at() + 1);
        }
        for (String operator : ShellHeredocs.OPERATORS) {
            if (lexer.startsWith(operator)) {
                lexer.moveTo(lexer.at() + operator.length());
                break;
            }
        }
        String operator = source.text().substring(start, lexer.at());
        if (lexer.peek() == '(') {
            throw new Unclear("process substitution", start);
        }
        ShellWord target = nextWord(start);
        Optional<String> body = Optional.empty();
        if (operator.endsWith("<<") || operator.endsWith("<<-")) {
            body = Optional.of(heredocs.add(target, operator.endsWith("-"), lexer.at()));
        }
        return new Redirection(operator, target, body);
    }

    /** Reads what joins a command to the next one. */
    private void readAfterCommand(boolean compound, List<Redirection> redirections) throws Unclear {
        lexer.skipBlanks();
        while (compound && (lexer.peek() == '<' || lexer.peek() == '>' || isDescriptor())) {
            redirections.add(readRedirection());
            lexer.skipBlanks();
        }
        if (lexer.startsWith("&&")) {
            join(Link.AND, 2);
        } else if (lexer.startsWith("||")) {
            join(Link.OR, 2);
        } else if (lexer.startsWith("|&")) {
            join(Link.PIPE, 2);
        } else if (lexer.peek() == '|') {
            join(Link.PIPE, 1);
        } else if (lexer.peek() == '&') {
            join(Link.BACKGROUND, 1);
        } else if (!lexer.atEnd() && ";\n)".indexOf(lexer.peek()) < 0) {
            throw new Unclear("word behind a command", lexer.at());
        } else {
            link = Link.THEN;
        }
    }

    private void join(Link next, int length) {
        lexer.moveTo(lexer.at() + length);
        link = next;
    }
}
