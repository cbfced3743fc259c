package dev.multistage.grader.context;

import dev.multistage.grader.context.IgnorePattern.BadPatternException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The regular expressions that moby makes of .dockerignore patterns, run as Go runs them: all
 * alternatives at once, so that the time is at most pattern times path. Java's own expressions
 * differ in the grammar of classes and can take exponential time.
 */
final class GoExpression {

    private enum Kind {
        CHARACTER,
        SPLIT,
        BEGIN,
        END,
        WORD_BOUNDARY,
        NO_WORD_BOUNDARY,
        MATCH
    }

    /** One step; SPLIT goes on at both targets, the others at the next step. */
    private record Step(Kind kind, IntPredicate members, int first, int second) {}

    private static final IntPredicate NOT_LINE_END = character -> character != '\n';

    private final List<Step> program = new ArrayList<>();

    GoExpression(String expression) throws BadPatternException {
        compile(expression.codePoints().toArray());
    }

    private void compile(int[] text) throws BadPatternException {
        int at = 0;
        int operand = -1;
        boolean repeated = false;
        while (at < text.length) {
            int character = text[at];
            int start = program.size();
            if (character == '*') {
                if (operand < 0 || repeated) {
                    throw new BadPatternException("missing argument to repetition operator");
                }
                repeat(operand);
                repeated = true;
                at++;
                continue;
            }
            if (character == '(') {
                // an opening bracket that is not escaped comes from "**": (.*/)?
                addOptionalDirectories();
                at += "(.*/)?".length();
            } else if (character == '[') {
                GoClassParser parser = new GoClassParser(text, at + 1);
                add(Kind.CHARACTER, parser.readClass());
                at = parser.at();
            } else if (character == '\\') {
                at = compileEscape(text, at);
            } else if (character == '.') {
                add(Kind.CHARACTER, NOT_LINE_END);
                at++;
            } else if (character == '^') {
                add(Kind.BEGIN, null);
                at++;
            } else if (character == '$') {
                add(Kind.END, null);
                at++;
            } else {
                add(Kind.CHARACTER, literal(character));
                at++;
            }
            operand = start;
            repeated = false;
        }
        add(Kind.MATCH, null);
    }

    private int compileEscape(int[] text, int at) throws BadPatternException {
        int next = at + 1 < text.length ? text[at + 1] : -1;
        switch (next) {
            case 'A' -> add(Kind.BEGIN, null);
            case 'z' -> add(Kind.END, null);
            case 'b' -> add(Kind.WORD_BOUNDARY, null);
            case 'B' -> add(Kind.NO_WORD_BOUNDARY, null);
            case 'Q' -> {
                return compileQuoted(text, at + 2);
            }
            default -> {
                GoClassParser parser = new GoClassParser(text, at);
                IntPredicate shorthand = next < 0 ? null : parser.shorthand();
                add(Kind.CHARACTER, shorthand != null ? shorthand : literal(parser.readEscape()));
                return parser.at();
            }
        }
        return at + 2;
    }

    /** {@code \Q} takes everything up to {@code \E} literally. */
    private int compileQuoted(int[] text, int start) {
        int at = start;
        while (at < text.length) {
            if (text[at] == '\\' && at + 1 < text.length && text[at + 1] == 'E') {
                return at + 2;
            }
            add(Kind.CHARACTER, literal(text[at++]));
        }
        return at;
    }

    private static IntPredicate literal(int character) {
        return other -> other == character;
    }

    private void add(Kind kind, IntPredicate members) {
        program.add(new Step(kind, members, program.size() + 1, -1));
    }

    /** {@code (.*}{@code /)?}. */
    private void addOptionalDirectories() {
        int start = program.size();
        program.add(new Step(Kind.SPLIT, null, start + 1, start + 4));
        program.add(new Step(Kind.SPLIT, null, start + 2, start + 3));
        program.add(new Step(Kind.CHARACTER, NOT_LINE_END, start + 1, -1));
        program.add(new Step(Kind.CHARACTER, literal('/'), start + 4, -1));
    }

    /** Makes a loop of the last operand, which is a single step wherever a star can follow. */
    private void repeat(int operand) {
        if (operand != program.size() - 1) {
            return; // an empty \Q\E: nothing, any number of times
        }
        Step step = program.remove(operand);
        program.add(new Step(Kind.SPLIT, null, operand + 1, operand + 2));
        program.add(new Step(step.kind(), step.members(), operand, -1));
    }

    /** Whether the expression matches somewhere in the path; moby's are anchored on both sides. */
    boolean matches(String path) {
        int[] text = path.codePoints().toArray();
        Threads current = new Threads();
        Threads next = new Threads();
        for (int at = 0; at <= text.length; at++) {
            current.add(0, text, at);
            if (current.matched) {
                return true;
            }
            next.clear();
            if (at < text.length) {
                for (int i = 0; i < current.count; i++) {
                    Step step = program.get(current.list[i]);
                    if (step.kind() == Kind.CHARACTER && step.members().test(text[at])) {
                        next.add(step.first(), text, at + 1);
                    }
                }
            }
            Threads swapped = current;
            current = next;
            next = swapped;
        }
        return current.matched;
    }

    /** The steps at which the machine stands. */
    private final class Threads {
        private final int[] list = new int[program.size()];
        private final boolean[] seen = new boolean[program.size()];
        private final int[] stack = new int[2 * program.size() + 2];
        private int count;
        private boolean matched;

        void clear() {
            for (int i = 0; i < count; i++) {
                seen[list[i]] = false;
            }
            count = 0;
            matched = false;
        }

        void add(int start, int[] text, int at) {
            int depth = 0;
            stack[depth++] = start;
            while (depth > 0) {
                int index = stack[--depth];
                if (seen[index]) {
                    continue;
                }
                seen[index] = true;
                list[count++] = index;
                Step step = program.get(index);
                switch (step.kind()) {
                    case SPLIT -> {
                        stack[depth++] = step.first();
                        stack[depth++] = step.second();
                    }
                    case MATCH -> matched = true;
                    case CHARACTER -> {}
                    default -> {
                        if (holds(step.kind(), text, at)) {
                            stack[depth++] = step.first();
                        }
                    }
                }
            }
        }
    }

    private static boolean holds(Kind assertion, int[] text, int at) {
        boolean before = at > 0 && GoClassParser.isWord(text[at - 1]);
        boolean after = at < text.length && GoClassParser.isWord(text[at]);
        return switch (assertion) {
            case BEGIN -> at == 0;
            case END -> at == text.length;
            case WORD_BOUNDARY -> before != after;
            case NO_WORD_BOUNDARY -> before == after;
            default -> throw new AssertionError(assertion);
        };
    }
}
