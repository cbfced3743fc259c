package dev.multistage.grader.image;

import dev.multistage.grader.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds which step of an image's history is which instruction of the Dockerfile.
 *
 * <p>BuildKit and the classic builder write exactly one step for every instruction that they run,
 * behind the steps of the base image. So the two lists are laid side by side from their ends. Where
 * they do not fit - another builder, a Dockerfile that was edited since, a squashed image - the
 * longest common subsequence is the best guess, and is marked as one.
 */
final class HistoryAlignment {

    /** Steps times instructions; longer ones are not worth the time, the result is unknown. */
    private static final long LARGEST_TABLE = 4_000_000;

    /** For a step that belongs to the base image. */
    static final int BASE = -1;

    /** For a step that is not recognised. */
    static final int UNKNOWN = -2;

    private final int[] instructionOfStep;
    private final boolean[] certain;

    private HistoryAlignment(int steps) {
        this.instructionOfStep = new int[steps];
        this.certain = new boolean[steps];
    }

    /** Returns the place of the step's instruction, {@link #BASE} or {@link #UNKNOWN}. */
    int instruction(int step) {
        return instructionOfStep[step];
    }

    boolean certain(int step) {
        return certain[step];
    }

    static HistoryAlignment of(List<HistoryEntry> history, List<Instruction> instructions) {
        List<HistoryStep> steps = new ArrayList<>();
        history.forEach(entry -> steps.add(HistoryStep.of(entry)));
        int end = steps.size();
        while (end > 0 && steps.get(end - 1).isGraderLabel()) {
            end--;
        }
        List<HistoryStep> built = steps.subList(0, end);
        HistoryAlignment alignment = new HistoryAlignment(steps.size());
        Arrays.fill(alignment.instructionOfStep, UNKNOWN);
        if (fitsTheEnd(built, instructions)) {
            alignment.fromTheEnd(built, instructions);
        } else if ((long) built.size() * instructions.size() <= LARGEST_TABLE) {
            alignment.bestGuess(built, instructions);
        }
        return alignment;
    }

    private static boolean fitsTheEnd(List<HistoryStep> steps, List<Instruction> instructions) {
        int base = steps.size() - instructions.size();
        for (int i = 0; base >= 0 && i < instructions.size(); i++) {
            if (!steps.get(base + i).couldBe(instructions.get(i))) {
                return false;
            }
        }
        return base >= 0;
    }

    private void fromTheEnd(List<HistoryStep> steps, List<Instruction> instructions) {
        int base = steps.size() - instructions.size();
        boolean allAgree = true;
        for (int step = base; step < steps.size(); step++) {
            instructionOfStep[step] = step - base;
            certain[step] = steps.get(step).agreesWith(instructions.get(step - base));
            allAgree &= certain[step];
        }
        Arrays.fill(instructionOfStep, 0, base, BASE);
        Arrays.fill(certain, 0, base, allAgree);
    }

    /** Longest common subsequence; a step that also has the right text counts three times. */
    private void bestGuess(List<HistoryStep> steps, List<Instruction> instructions) {
        int[][] best = new int[steps.size() + 1][instructions.size() + 1];
        for (int s = 1; s <= steps.size(); s++) {
            for (int i = 1; i <= instructions.size(); i++) {
                int both = weight(steps.get(s - 1), instructions.get(i - 1));
                int skip = Math.max(best[s - 1][i], best[s][i - 1]);
                best[s][i] = both == 0 ? skip : Math.max(skip, best[s - 1][i - 1] + both);
            }
        }
        int first = steps.size();
        int s = steps.size();
        int i = instructions.size();
        while (s > 0 && i > 0) {
            int both = weight(steps.get(s - 1), instructions.get(i - 1));
            if (both > 0 && best[s][i] == best[s - 1][i - 1] + both) {
                instructionOfStep[--s] = --i;
                first = s;
            } else if (best[s][i] == best[s][i - 1]) {
                i--;
            } else {
                s--;
            }
        }
        if (first < steps.size()) {
            Arrays.fill(instructionOfStep, 0, first, BASE);
        }
    }

    private static int weight(HistoryStep step, Instruction instruction) {
        if (step.agreesWith(instruction)) {
            return 3;
        }
        return step.couldBe(instruction) ? 1 : 0;
    }
}
