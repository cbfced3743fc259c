package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.ShellBlocks.Open;
import dev.multistage.grader.dockerfile.ShellLexer.Unclear;
import dev.multistage.grader.dockerfile.ShellNode.Command;
import dev.multistage.grader.dockerfile.ShellNode.Link;
import dev.multistage.grader.dockerfile.ShellNode.Opaque;
import dev.multistage.grader.dockerfile.ShellNode.Redirection;
import java.util.ArrayList;
import java.util.List;

/** Finds the simple commands of a script; it goes through the text once. */
final class ShellParser {

    /** Substitutions and scripts inside each other; deeper ones stay opaque. */
    private static final int DEEPEST = 40;

    private final SourceText source;
    private final ShellLexer lexer;
    private final int nesting;
    private final int depth;
    private final boolean inSubstitution;
    private final List<ShellNode> nodes = new ArrayList<>();
    private final ShellBlocks blocks = new ShellBlocks();
    private final ShellHeredocs heredocs;
    private final ShellHeaders headers;
    private final ShellRedirections redirections;
    private Link link = Link.FIRST;
    private long innerSteps;

    private ShellParser(SourceText source, int start, int nesting, int depth, boolean inside) {
        this.source = source;
        this.nesting = nesting;
        this.depth = depth;
        this.inSubstitution = inside;
        this.lexer = new ShellLexer(source, start, this::skipSubstitution);
        this.heredocs = new ShellHeredocs(source.text());
        this.headers = new ShellHeaders(lexer, heredocs);
        this.redirections = new ShellRedirections(lexer, headers, heredocs);
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
                if (blocks.isEmpty() && inSubstitution) {
                    requireNothingPending();
                    heredocs.requireNone(lexer.at());
                    lexer.moveTo(lexer.at() + 1);
                    return;
                }
                close(Open.SUBSHELL, ")", lexer.at());
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
        blocks.requireNone(lexer.at());
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
            blocks.require(Open.CASE, ";;", lexer.at());
            lexer.moveTo(lexer.at() + (lexer.peek(2) == '&' ? 3 : 2));
            headers.readCasePattern();
            link = Link.FIRST;
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
        blocks.open(what, lexer.at());
        link = Link.FIRST;
    }

    private void replace(Open expected, Open next, ShellWord word) throws Unclear {
        blocks.replace(expected, next, word.text(), word.offset());
        link = Link.FIRST;
    }

    private void close(Open expected, String word, int start) throws Unclear {
        requireNothingPending();
        int functionStart = blocks.close(expected, word, start);
        lexer.moveTo(start + word.length());
        if (functionStart >= 0) {
            addOpaque("function", functionStart, lexer.at());
        }
        readAfterCommand(true);
    }

    private void readCommand() throws Unclear {
        List<ShellWord> first = new ArrayList<>();
        if (!ShellLexer.endsWord(lexer.peek()) && !redirections.isNext()) {
            int start = lexer.at();
            ShellWord word = lexer.readWord();
            if (readReserved(word, start)) {
                return;
            }
            lexer.skipBlanks();
            if (lexer.peek() == '(' && !word.isAssignment()) {
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
        blocks.openBody(braces ? Open.GROUP : Open.SUBSHELL, start, lexer.at());
        link = Link.FIRST;
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
            case "for" -> {
                headers.readFor(start);
                open(Open.LOOP);
            }
            case "case" -> {
                headers.readCase(start);
                open(Open.CASE);
            }
            case "then" -> replace(Open.IF, Open.THEN, word);
            case "elif" -> replace(Open.THEN, Open.IF, word);
            case "else" -> replace(Open.THEN, Open.THEN, word);
            case "do" -> replace(Open.LOOP, Open.DO, word);
            case "}" -> close(Open.GROUP, word.text(), start);
            case "fi" -> close(Open.THEN, word.text(), start);
            case "done" -> close(Open.DO, word.text(), start);
            case "esac" -> close(Open.CASE, word.text(), start);
            case "[[", "function", "select", "coproc" ->
                    throw new Unclear(word.text() + " of bash", start);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Reads a command of which the first word may have been read; words are read only once. */
    private void readSimpleCommand(List<ShellWord> first) throws Unclear {
        int start = first.isEmpty() ? lexer.at() : first.get(0).offset();
        List<ShellWord> assignments = new ArrayList<>();
        List<ShellWord> words = new ArrayList<>();
        List<Redirection> redirected = new ArrayList<>();
        for (ShellWord word : first) {
            addWord(word, assignments, words);
        }
        while (true) {
            lexer.skipBlanks();
            if (redirections.isNext()) {
                redirected.add(redirections.read());
            } else if (!lexer.atEnd() && !ShellLexer.endsWord(lexer.peek())) {
                addWord(lexer.readWord(), assignments, words);
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
                        redirected,
                        blocks.isConditional(),
                        blocks.inSubshell(),
                        depth);
        add(command, start);
        readAfterCommand(false);
    }

    private static void addWord(
            ShellWord word, List<ShellWord> assignments, List<ShellWord> words) {
        (words.isEmpty() && word.isAssignment() ? assignments : words).add(word);
    }

    private void add(Command command, int start) {
        if (blocks.inFunction()) {
            return; // what a function does is not what the script does
        }
        nodes.add(command);
        ShellDashC.script(command, source).ifPresent(script -> addInner(script, start));
        if (ShellDashC.hidesScript(command)) {
            addOpaque("script that is put together when it runs", start, lexer.at());
        }
    }

    /** Reads what joins a command to the next one. */
    private void readAfterCommand(boolean compound) throws Unclear {
        lexer.skipBlanks();
        while (compound && redirections.isNext()) {
            redirections.read();
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
