package dev.multistage.grader.image;

import dev.multistage.grader.dockerfile.Instruction;

/** Where a layer comes from. */
public sealed interface Origin {

    /**
     * Returns whether it is known and not only likely: the history of the image and the Dockerfile
     * say the same, step for step.
     */
    boolean certain();

    /**
     * A layer of the image that the stage stands on, triggers of its {@code ONBUILD} included.
     *
     * @param certain see {@link #certain()}
     */
    record BaseImage(boolean certain) implements Origin {}

    /**
     * A layer that an instruction of the Dockerfile made.
     *
     * @param instruction the instruction
     * @param certain see {@link #certain()}
     */
    record Line(Instruction instruction, boolean certain) implements Origin {

        /** Returns the first line of the instruction, counted from 1. */
        public int startLine() {
            return instruction.startLine();
        }

        /** Returns its last line. */
        public int endLine() {
            return instruction.endLine();
        }
    }

    /** A layer of which history and Dockerfile do not tell where it comes from. */
    record Unknown() implements Origin {

        @Override
        public boolean certain() {
            return false;
        }
    }
}
