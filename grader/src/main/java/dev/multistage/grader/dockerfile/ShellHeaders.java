package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.ShellLexer.Unclear;

/** Reads what stands before the commands of a loop or a case; its words are values. */
final class ShellHeaders {

    private final ShellLexer lexer;
    private final ShellHeredocs heredocs;

    ShellHeaders(ShellLexer lexer, ShellHeredocs heredocs) {
        this.lexer = lexer;
        this.heredocs = heredocs;
    }

    /** Reads {@code NAME [in WORDS] ;} behind {@code for}. */
    void readFor(int start) throws Unclear {
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
        // "d" is the beginning of "do", which may follow the name at once
        if (!name.literal() || "\n;d".indexOf(lexer.peek()) < 0) {
            throw new Unclear("loop", start);
        }
        if (lexer.peek() == ';') {
            lexer.moveTo(lexer.at() + 1);
        }
    }

    /** Reads {@code WORD in} and the first pattern behind {@code case}. */
    void readCase(int start) throws Unclear {
        nextWord(start);
        skipLines();
        if (ShellLexer.endsWord(lexer.peek()) || !lexer.readWord().text().equals("in")) {
            throw new Unclear("case", start);
        }
        readCasePattern();
    }

    /** Reads {@code pattern | pattern )}, or leaves {@code esac} to be read. */
    void readCasePattern() throws Unclear {
        skipLines();
        int start = lexer.at();
        boolean first = lexer.peek() != '(';
        if (!first) {
            lexer.moveTo(lexer.at() + 1);
        }
        while (true) {
            lexer.skipBlanks();
            int wordStart = lexer.at();
            ShellWord word = nextWord(start);
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

    /** Reads the word that has to follow in this line. */
    ShellWord nextWord(int start) throws Unclear {
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
}
