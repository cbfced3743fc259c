package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.ShellLexer.Unclear;
import java.util.ArrayDeque;
import java.util.Deque;

/** The constructs of a shell script that are open at a place: brackets, conditions, loops. */
final class ShellBlocks {

    /** Deeper nesting is left alone. */
    private static final int DEEPEST = 40;

    /** What is open, and the word that it waits for. */
    enum Open {
        SUBSHELL(")"),
        GROUP("}"),
        IF("then"),
        THEN("fi"),
        LOOP("do"),
        DO("done"),
        CASE("esac");

        private final String awaited;

        Open(String awaited) {
            this.awaited = awaited;
        }
    }

    /** {@code functionStart} is where a function begins whose body this is, else -1. */
    private record Level(Open open, int functionStart) {}

    private final Deque<Level> levels = new ArrayDeque<>();
    private int functions;

    void open(Open what, int at) throws Unclear {
        openBody(what, -1, at);
    }

    void openBody(Open what, int functionStart, int at) throws Unclear {
        if (levels.size() == DEEPEST) {
            throw new Unclear("nested too deeply", at);
        }
        levels.push(new Level(what, functionStart));
        functions += functionStart >= 0 ? 1 : 0;
    }

    /** Returns where the function begins whose body is closed, or -1. */
    int close(Open expected, String word, int at) throws Unclear {
        require(expected, word, at);
        int functionStart = levels.pop().functionStart();
        functions -= functionStart >= 0 ? 1 : 0;
        return functionStart;
    }

    /** Goes from one part of a construct to the next, as {@code then} does. */
    void replace(Open expected, Open next, String word, int at) throws Unclear {
        require(expected, word, at);
        levels.push(new Level(next, levels.pop().functionStart()));
    }

    void require(Open expected, String word, int at) throws Unclear {
        if (levels.isEmpty() || levels.peek().open() != expected) {
            throw new Unclear("unexpected " + word, at);
        }
    }

    void requireNone(int at) throws Unclear {
        if (!levels.isEmpty()) {
            throw new Unclear("no " + levels.peek().open().awaited, at);
        }
    }

    boolean isEmpty() {
        return levels.isEmpty();
    }

    /** Whether commands here run only under a condition, or more than once. */
    boolean isConditional() {
        return levels.stream()
                .anyMatch(level -> level.open() != Open.SUBSHELL && level.open() != Open.GROUP);
    }

    boolean inSubshell() {
        return levels.stream().anyMatch(level -> level.open() == Open.SUBSHELL);
    }

    boolean inFunction() {
        return functions > 0;
    }
}
