package dev.multistage.grader.dockerfile;

import java.util.List;
import java.util.Optional;

/**
 * A stage: from one FROM to the next.
 *
 * @param index its number, counted from 0
 * @param name its name, lower case as BuildKit keeps it
 * @param from the FROM instruction
 * @param base what it is built on
 * @param platform the value of {@code --platform}, variables put in
 * @param instructions the instructions behind FROM
 */
public record Stage(
        int index,
        Optional<String> name,
        Instruction from,
        BaseReference base,
        Optional<String> platform,
        List<Instruction> instructions) {

    public Stage {
        instructions = List.copyOf(instructions);
    }

    /** Returns the line of FROM. */
    public int startLine() {
        return from.startLine();
    }

    /** Returns the last line of the last instruction. */
    public int endLine() {
        return instructions.isEmpty()
                ? from.endLine()
                : instructions.get(instructions.size() - 1).endLine();
    }

    /** Returns the name, or the name that BuildKit shows for a stage without one. */
    public String label() {
        return name.orElse("stage-" + index);
    }
}
