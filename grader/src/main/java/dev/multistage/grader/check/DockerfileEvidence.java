package dev.multistage.grader.check;

import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Instruction;

/**
 * A Dockerfile as evidence.
 *
 * @param file its name, relative to the build context
 * @param dockerfile what it says
 */
public record DockerfileEvidence(String file, Dockerfile dockerfile) {

    /** Returns the place of an instruction. */
    public Place at(Instruction instruction) {
        return Place.line(file, instruction.startLine(), instruction.endLine(), instruction.text());
    }
}
