package dev.multistage.grader.image;

/** What became of the bytes that a layer wrote. */
public enum Fate {
    /** A container still sees them. */
    LIVE,
    /** A later layer holds the same bytes again, with other owner, mode or time. */
    SHADOWED_METADATA,
    /** A later layer, or a later entry of the same layer, holds something else in their place. */
    SHADOWED_REWRITTEN,
    /** A later layer hides them, but the image still carries them. */
    DELETED
}
