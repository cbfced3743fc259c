package dev.multistage.grader.dockerfile;

/**
 * Something that BuildKit reads without complaint and then cannot build, or builds otherwise than
 * it looks.
 *
 * @param code which problem it is; stable
 * @param certain whether every build of the final stage fails because of it; otherwise it explains
 *     a failure that may come, or is worth a look
 * @param line the line
 * @param column the column
 * @param message BuildKit's words where it has some
 */
public record Problem(Code code, boolean certain, int line, int column, String message) {

    /** The problems. */
    public enum Code {
        /** {@code COPY --from} or {@code RUN --mount=from} names a stage that there is not. */
        UNDEFINED_STAGE,
        /** A stage is used before it is defined. */
        LATER_STAGE,
        /** Stages need each other. */
        CIRCULAR_STAGES,
        /** Two stages have one name. */
        DUPLICATE_STAGE,
        /** {@code COPY --from=$VARIABLE}. */
        FROM_VARIABLE,
        /** The base of a stage is empty or no image reference. */
        INVALID_BASE,
        /** A variable reference that cannot be read or whose variable must be set. */
        INVALID_EXPANSION,
        /** An ONBUILD trigger that fails when it runs. */
        INVALID_TRIGGER,
        /** A {@code --mount} with keys or values that do not fit. */
        INVALID_MOUNT,
        /** A STOPSIGNAL that is none. */
        INVALID_SIGNAL,
        /** The {@code # syntax=} line names no image reference. */
        INVALID_FRONTEND
    }
}
