package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.VariableLexer.LexException;

/**
 * How much text the variables of one Dockerfile may grow to, counted in characters that are written
 * or compared. {@code ARG a=$a$a}, a hundred times over, would fill any memory.
 */
final class ExpansionBudget {

    /** Far above any real file: a hundred variables in a hundred thousand characters. */
    private static final long CHARACTERS = 2_000_000;

    private long left = CHARACTERS;

    void spend(long characters) throws LexException {
        left -= characters;
        if (left < 0) {
            throw new LexException("the variables of this Dockerfile grow to too much text");
        }
    }
}
