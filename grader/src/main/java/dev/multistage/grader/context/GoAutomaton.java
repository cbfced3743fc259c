package dev.multistage.grader.context;

import java.util.List;

/**
 * Runs an expression as Go does: all ways at once, so that the time is at most the size of the
 * program times the length of the text.
 */
final class GoAutomaton {

    private final GoStep[] program;
    private final int[] starts;

    GoAutomaton(List<GoStep> program, List<Integer> starts) {
        this.program = program.toArray(GoStep[]::new);
        this.starts = starts.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whether the expression matches somewhere in the text. */
    boolean matches(String characters) {
        int[] text = characters.codePoints().toArray();
        Threads current = new Threads();
        Threads next = new Threads();
        for (int at = 0; at <= text.length; at++) {
            for (int start : starts) {
                current.add(start, text, at);
            }
            if (current.matched) {
                return true;
            }
            next.clear();
            for (int i = 0; i < current.count && at < text.length; i++) {
                int index = current.list[i];
                GoStep step = program[index];
                if (step.kind() == GoStep.Kind.CHARACTER && step.members().test(text[at])) {
                    next.add(index + step.first(), text, at + 1);
                }
            }
            Threads swapped = current;
            current = next;
            next = swapped;
        }
        return current.matched;
    }

    /** The steps at which the automaton stands. */
    private final class Threads {
        private final int[] list = new int[program.length];
        private final boolean[] seen = new boolean[program.length];
        private final int[] stack = new int[2 * program.length + 2];
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
                GoStep step = program[index];
                switch (step.kind()) {
                    case SPLIT -> {
                        stack[depth++] = index + step.first();
                        stack[depth++] = index + step.second();
                    }
                    case MATCH -> matched = true;
                    case CHARACTER -> {}
                    default -> {
                        if (step.holds(text, at)) {
                            stack[depth++] = index + step.first();
                        }
                    }
                }
            }
        }
    }
}
