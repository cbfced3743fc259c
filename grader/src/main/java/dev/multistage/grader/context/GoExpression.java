package dev.multistage.grader.context;

import dev.multistage.grader.context.IgnorePattern.BadPatternException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Compiles the regular expressions that moby makes of .dockerignore patterns, with the grammar of
 * Go's regexp/syntax as far as such a pattern can reach it. Java's own expressions differ in the
 * grammar of classes and can take exponential time.
 */
final class GoExpression {

    /** Go refuses expressions that are too large as well, only later. */
    private static final int MOST_STEPS = 100_000;

    /** The most that Go lets {@code {n,m}} repeat. */
    private static final int MOST_REPEATS = 1000;

    private static final IntPredicate NOT_LINE_END = character -> character != '\n';

    private final int[] text;
    private final List<GoStep> program = new ArrayList<>();
    private final List<Integer> alternatives = new ArrayList<>(List.of(0));
    private int at;

    /** Where the operand of a repetition begins in the program; -1 if there is none. */
    private int operand = -1;

    private boolean justRepeated;

    private GoExpression(String expression) {
        this.text = expression.codePoints().toArray();
    }

    static GoAutomaton compile(String expression) throws BadPatternException {
        GoExpression compiler = new GoExpression(expression);
        while (compiler.at < compiler.text.length) {
            compiler.compileNext();
        }
        compiler.program.add(GoStep.match());
        return new GoAutomaton(compiler.program, compiler.alternatives);
    }

    private void compileNext() throws BadPatternException {
        int character = text[at];
        int start = program.size();
        boolean repeats = false;
        switch (character) {
            case '*' -> {
                requireOperand();
                repeat(0, -1);
                at++;
                repeats = true;
            }
            case '{' -> repeats = compileCount();
            case '|' -> {
                // moby means to escape it and does not, so that it separates alternatives
                program.add(GoStep.match());
                alternatives.add(program.size());
                operand = -1;
                at++;
            }
            case '(' -> {
                // an opening bracket that is not escaped comes from "**": (.*/)?
                addOptionalDirectories(start);
                at += "(.*/)?".length();
                repeats = true;
            }
            case '[' -> {
                GoClassParser parser = new GoClassParser(text, at + 1);
                add(GoStep.character(parser.readClass()));
                at = parser.at();
            }
            case '\\' -> compileEscape();
            case '.' -> {
                add(GoStep.character(NOT_LINE_END));
                at++;
            }
            case '^' -> {
                add(GoStep.assertion(GoStep.Kind.BEGIN));
                at++;
            }
            case '$' -> {
                add(GoStep.assertion(GoStep.Kind.END));
                at++;
            }
            default -> {
                add(GoStep.literal(character));
                at++;
            }
        }
        justRepeated = repeats;
        if (program.size() > MOST_STEPS) {
            throw new BadPatternException("expression too large");
        }
    }

    private void add(GoStep step) {
        operand = program.size();
        program.add(step);
    }

    private void compileEscape() throws BadPatternException {
        int next = at + 1 < text.length ? text[at + 1] : -1;
        switch (next) {
            case 'A' -> add(GoStep.assertion(GoStep.Kind.BEGIN));
            case 'z' -> add(GoStep.assertion(GoStep.Kind.END));
            case 'b' -> add(GoStep.assertion(GoStep.Kind.WORD_BOUNDARY));
            case 'B' -> add(GoStep.assertion(GoStep.Kind.NO_WORD_BOUNDARY));
            case 'Q' -> {
                compileQuoted();
                return;
            }
            default -> {
                GoClassParser parser = new GoClassParser(text, at);
                IntPredicate shorthand = next < 0 ? null : parser.shorthand();
                add(
                        shorthand != null
                                ? GoStep.character(shorthand)
                                : GoStep.literal(parser.readEscape()));
                at = parser.at();
                return;
            }
        }
        at += 2;
    }

    /** {@code \Q} takes everything up to {@code \E} literally. */
    private void compileQuoted() {
        at += 2;
        while (at < text.length) {
            if (text[at] == '\\' && at + 1 < text.length && text[at + 1] == 'E') {
                at += 2;
                return;
            }
            add(GoStep.literal(text[at++]));
        }
    }

    /** Reads {@code {n}}, {@code {n,}} or {@code {n,m}}; any other bracket stands for itself. */
    private boolean compileCount() throws BadPatternException {
        int close = at + 1;
        StringBuilder inside = new StringBuilder();
        while (close < text.length && "0123456789,".indexOf(text[close]) >= 0) {
            inside.append((char) text[close++]);
        }
        boolean closed = close < text.length && text[close] == '}';
        if (!closed || !inside.toString().matches("(?:0|[1-9][0-9]*)(?:,(?:0|[1-9][0-9]*)?)?")) {
            add(GoStep.literal('{'));
            at++;
            return false;
        }
        String[] numbers = inside.toString().split(",", -1);
        int least = number(numbers[0]);
        int most = numbers.length == 1 ? least : numbers[1].isEmpty() ? -1 : number(numbers[1]);
        if (least > MOST_REPEATS || most > MOST_REPEATS || (most >= 0 && most < least)) {
            throw new BadPatternException("invalid repeat count");
        }
        requireOperand();
        repeat(least, most);
        at = close + 1;
        return true;
    }

    /** Numbers too long to read are too large as well. */
    private static int number(String digits) {
        return digits.length() > 4 ? MOST_REPEATS + 1 : Integer.parseInt(digits);
    }

    private void requireOperand() throws BadPatternException {
        if (operand < 0) {
            throw new BadPatternException("missing argument to repetition operator");
        }
        if (justRepeated) {
            throw new BadPatternException("invalid nested repetition operator");
        }
    }

    /** {@code (.*}{@code /)?}. */
    private void addOptionalDirectories(int start) {
        program.add(GoStep.split(1, 5));
        program.add(GoStep.split(1, 3));
        program.add(GoStep.character(NOT_LINE_END));
        program.add(GoStep.jump(-2));
        program.add(GoStep.literal('/'));
        operand = start;
    }

    /** Repeats the operand, which is the end of the program; -1 is without an upper limit. */
    private void repeat(int least, int most) throws BadPatternException {
        List<GoStep> once = List.copyOf(program.subList(operand, program.size()));
        int copies = Math.max(least, most) + 1;
        if ((long) (once.size() + 2) * copies + program.size() > MOST_STEPS) {
            throw new BadPatternException("expression too large");
        }
        program.subList(operand, program.size()).clear();
        for (int i = 0; i < least; i++) {
            program.addAll(once);
        }
        if (most < 0) {
            program.add(GoStep.split(1, once.size() + 2));
            program.addAll(once);
            program.add(GoStep.jump(-once.size() - 1));
        }
        for (int i = least; i < most; i++) {
            program.add(GoStep.split(1, (once.size() + 1) * (most - i)));
            program.addAll(once);
        }
    }
}
