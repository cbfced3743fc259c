package dev.multistage.grader.dockerfile;

/**
 * An image that a build needs from outside.
 *
 * @param kind what needs it
 * @param reference the image
 * @param asWritten the word in the Dockerfile
 * @param position where the instruction (or its flag) stands
 */
public record ImageUse(Kind kind, ImageReference reference, String asWritten, Position position) {

    /** What needs an image. */
    public enum Kind {
        /** the base of a stage */
        FROM,
        /** {@code COPY --from} */
        COPY,
        /** {@code RUN --mount=from} */
        MOUNT,
        /** the {@code # syntax=} line */
        FRONTEND
    }
}
