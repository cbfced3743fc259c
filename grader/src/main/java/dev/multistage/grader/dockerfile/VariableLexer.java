package dev.multistage.grader.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Replaces variables in a word and splits it at white space, step by step as BuildKit's lexer
 * (frontend/dockerfile/shell/lex.go) does; the same oddities included, because heredocs and image
 * names depend on them.
 */
final class VariableLexer {

    /** What is done with quotes, escapes and variables that are not set. */
    record Mode(boolean keepQuotes, boolean keepEscapes, boolean keepUnset, boolean ignoreQuotes) {

        /** For values: quotes and escapes are resolved, what is not set is empty. */
        static final Mode EXPAND = new Mode(false, false, false, false);

        /** For the bodies of heredocs, where quotes are ordinary characters. */
        static final Mode HEREDOC_BODY = new Mode(false, false, false, true);
    }

    /** A word after replacement, also split at white space. */
    record Result(String text, List<String> words, Set<String> undefined) {}

    /** Why a word cannot be expanded, in BuildKit's words. */
    static final class LexException extends Exception {
        private final boolean dependsOnValues;

        LexException(String message) {
            this(message, false);
        }

        LexException(String message, boolean dependsOnValues) {
            super(message);
            this.dependsOnValues = dependsOnValues;
        }

        /** Whether it is about the value of a variable, and not about how the word is written. */
        boolean dependsOnValues() {
            return dependsOnValues;
        }
    }

    /** Substitutions inside each other; BuildKit has no limit but memory. */
    private static final int DEEPEST = 200;

    private static final int END = VariableScanner.END;

    private final char escape;
    private final Mode mode;
    private final Map<String, String> variables;
    private final VariableScanner scanner;
    private final ExpansionBudget budget;
    private final Set<String> undefined = new TreeSet<>();

    /** Shared by nested calls, as in BuildKit: a nested word loses what was read of the outer. */
    private final StringBuilder word = new StringBuilder();

    private boolean keepEscapes;
    private int depth;

    private VariableLexer(
            String source,
            char escape,
            Map<String, String> variables,
            Mode mode,
            ExpansionBudget budget) {
        this.scanner = new VariableScanner(source);
        this.escape = escape;
        this.variables = variables;
        this.mode = mode;
        this.budget = budget;
        this.keepEscapes = mode.keepEscapes();
    }

    static Result process(String source, char escape, Map<String, String> variables, Mode mode)
            throws LexException {
        return process(source, escape, variables, mode, new ExpansionBudget());
    }

    static Result process(
            String source,
            char escape,
            Map<String, String> variables,
            Mode mode,
            ExpansionBudget budget)
            throws LexException {
        VariableLexer lexer = new VariableLexer(source, escape, variables, mode, budget);
        List<String> words = new ArrayList<>();
        try {
            String text = lexer.readUntil(END, lexer.keepEscapes, false, words);
            return new Result(text, words, lexer.undefined);
        } catch (LexException e) {
            throw new LexException(
                    "failed to process " + GoCharacters.quote(source) + ": " + e.getMessage(),
                    e.dependsOnValues());
        }
    }

    private int peek() {
        return scanner.peek();
    }

    private int read() {
        return scanner.read();
    }

    /** BuildKit's processStopOn. */
    private String readUntil(int stop, boolean rawEscapes, boolean pattern, List<String> words)
            throws LexException {
        if (++depth > DEEPEST) {
            throw new LexException("substitutions are nested too deeply");
        }
        boolean outerEscapes = keepEscapes;
        keepEscapes = rawEscapes;
        try {
            StringBuilder result = new StringBuilder();
            word.setLength(0);
            WordSplitter splitter = new WordSplitter(word, words);
            for (int character = peek(); character != END; character = peek()) {
                if (character == stop) {
                    read();
                    splitter.finish();
                    return result.toString();
                }
                if (character == '$') {
                    String value = readDollar();
                    result.append(value);
                    value.codePoints().forEach(splitter::add);
                } else if (character == '<') {
                    String value = scanner.readHeredocMarker();
                    result.append(value);
                    splitter.addRaw(value);
                } else if (character == '\'' && !mode.ignoreQuotes()) {
                    String value = readSingleQuoted(pattern);
                    result.append(value);
                    splitter.addRaw(value);
                } else if (character == '"' && !mode.ignoreQuotes()) {
                    String value = readDoubleQuoted(pattern);
                    result.append(value);
                    splitter.addRaw(value);
                } else {
                    character = read();
                    if (character == escape) {
                        if (keepEscapes) {
                            splitter.addRaw(Character.toString(character));
                            result.appendCodePoint(character);
                        }
                        character = read();
                        if (character == END) {
                            break;
                        }
                        splitter.addRaw(Character.toString(character));
                    } else {
                        splitter.add(character);
                    }
                    result.appendCodePoint(character);
                }
            }
            if (stop != END) {
                throw new LexException(
                        "unexpected end of statement while looking for matching "
                                + Character.toString(stop));
            }
            splitter.finish();
            return result.toString();
        } finally {
            keepEscapes = outerEscapes;
            depth--;
        }
    }

    private String readSingleQuoted(boolean pattern) throws LexException {
        StringBuilder result = new StringBuilder();
        int quote = read();
        if (mode.keepQuotes()) {
            result.appendCodePoint(quote);
        }
        while (true) {
            int character = read();
            if (character == END) {
                throw new LexException(
                        "unexpected end of statement while looking for matching single-quote");
            }
            if (character == '\'') {
                if (mode.keepQuotes()) {
                    result.appendCodePoint(character);
                }
                return result.toString();
            }
            if (pattern && character == escape) {
                result.appendCodePoint(character);
            }
            result.appendCodePoint(character);
        }
    }

    private String readDoubleQuoted(boolean pattern) throws LexException {
        StringBuilder result = new StringBuilder();
        int quote = read();
        if (mode.keepQuotes()) {
            result.appendCodePoint(quote);
        }
        while (true) {
            int ahead = peek();
            if (ahead == END) {
                throw new LexException(
                        "unexpected end of statement while looking for matching double-quote");
            }
            if (ahead == '"') {
                read();
                if (mode.keepQuotes()) {
                    result.append('"');
                }
                return result.toString();
            }
            if (ahead == '$') {
                result.append(readDollar());
                continue;
            }
            int character = read();
            if (character == escape) {
                int escaped = peek();
                if (escaped == END) {
                    continue;
                }
                if (escaped == '"' || escaped == '$' || escaped == escape) {
                    if (keepEscapes) {
                        result.appendCodePoint(character);
                    }
                    character = read();
                } else if (keepEscapes && (!mode.keepQuotes() || pattern)) {
                    result.appendCodePoint(character);
                }
            }
            result.appendCodePoint(character);
        }
    }

    private String readDollar() throws LexException {
        read();
        if (peek() != '{') {
            String name = scanner.readName();
            if (name.isEmpty()) {
                return "$";
            }
            String value = lookUp(name);
            return value == null ? (mode.keepUnset() ? "$" + name : "") : value;
        }
        read();
        switch (peek()) {
            case END -> throw new LexException("syntax error: missing '}'");
            case '{', '}', ':' -> throw new LexException("syntax error: bad substitution");
            default -> {
                return readSubstitution(scanner.readName());
            }
        }
    }

    private String readSubstitution(String name) throws LexException {
        int operator = read();
        switch (operator) {
            case '}' -> {
                String value = lookUp(name);
                return value == null ? (mode.keepUnset() ? "${" + name + "}" : "") : value;
            }
            case '/' -> {
                return readReplacement(name);
            }
            case ':' -> {
                int second = read();
                String modifier = ":" + text(second);
                return readModifier(name, second, modifier, true);
            }
            case '+', '-', '?', '#', '%' -> {
                return readModifier(name, operator, text(operator), false);
            }
            default -> throw VariableModifier.unsupported(text(operator));
        }
    }

    private String readModifier(String name, int operator, String modifier, boolean emptyIsUnset)
            throws LexException {
        boolean trims = operator == '#' || operator == '%';
        if (emptyIsUnset && trims) {
            throw VariableModifier.unsupported(modifier);
        }
        String operand;
        try {
            operand = readUntil('}', trims, trims, new ArrayList<>());
        } catch (LexException e) {
            throw peek() == END ? new LexException("syntax error: missing '}'") : e;
        }
        String value = lookUp(name);
        if (mode.keepUnset() && value == null) {
            return "${" + name + modifier + operand + "}";
        }
        return VariableModifier.apply(name, operator, modifier, operand, value, budget);
    }

    private String readReplacement(String name) throws LexException {
        boolean all = peek() == '/';
        if (all) {
            read();
        }
        String glob = readOperand('/', true, "syntax error: missing '/' in ${}");
        String replacement = readOperand('}', false, "syntax error: missing '}'");
        String value = lookUp(name);
        if (mode.keepUnset() && value == null) {
            return "${" + name + "/" + glob + "/" + replacement + "}";
        }
        return VariablePattern.replace(glob, value == null ? "" : value, replacement, all, budget);
    }

    private String readOperand(int stop, boolean pattern, String fault) throws LexException {
        try {
            return readUntil(stop, true, pattern, new ArrayList<>());
        } catch (LexException e) {
            throw peek() == END ? new LexException(fault) : e;
        }
    }

    /** Returns the value, or null if the variable is not set. */
    private String lookUp(String name) throws LexException {
        String value = variables.get(name);
        if (value == null) {
            undefined.add(name);
        } else {
            budget.spend(value.length());
        }
        return value;
    }

    /** Go turns its end marker into the replacement character. */
    private static String text(int character) {
        return character == END ? "\uFFFD" : Character.toString(character);
    }
}
