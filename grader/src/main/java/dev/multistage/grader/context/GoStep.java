package dev.multistage.grader.context;

import java.util.function.IntPredicate;

/**
 * One step of a {@link GoAutomaton}. Where it goes on is relative to its own place, so that parts
 * of a program can be copied.
 *
 * @param kind what it does
 * @param members the characters that it takes
 * @param first where it goes on
 * @param second the other way of a split
 */
record GoStep(Kind kind, IntPredicate members, int first, int second) {

    /** What a step does. */
    enum Kind {
        CHARACTER,
        SPLIT,
        JUMP,
        BEGIN,
        END,
        WORD_BOUNDARY,
        NO_WORD_BOUNDARY,
        MATCH
    }

    private static final IntPredicate NONE = character -> false;

    static GoStep character(IntPredicate members) {
        return new GoStep(Kind.CHARACTER, members, 1, 0);
    }

    static GoStep literal(int character) {
        return character(other -> other == character);
    }

    static GoStep assertion(Kind kind) {
        return new GoStep(kind, NONE, 1, 0);
    }

    static GoStep split(int first, int second) {
        return new GoStep(Kind.SPLIT, NONE, first, second);
    }

    static GoStep jump(int target) {
        return new GoStep(Kind.JUMP, NONE, target, 0);
    }

    static GoStep match() {
        return new GoStep(Kind.MATCH, NONE, 0, 0);
    }

    /** Whether an assertion holds at a place in the text. */
    boolean holds(int[] text, int at) {
        boolean before = at > 0 && GoClassParser.isWord(text[at - 1]);
        boolean after = at < text.length && GoClassParser.isWord(text[at]);
        return switch (kind) {
            case BEGIN -> at == 0;
            case END -> at == text.length;
            case WORD_BOUNDARY -> before != after;
            case NO_WORD_BOUNDARY -> before == after;
            default -> true;
        };
    }
}
