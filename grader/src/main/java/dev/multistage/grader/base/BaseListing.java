package dev.multistage.grader.base;

import java.util.List;

/**
 * A line of {@code ./grade bases}.
 *
 * @param name the base image
 * @param aliases other names of the same image
 * @param origin what the engine has under this name
 * @param bytes its size by the engine's own figure, 0 if absent
 * @param official the size of the official image
 * @param made what the stand-in is made from and where it differs, in a sentence
 */
public record BaseListing(
        String name,
        List<String> aliases,
        Origin origin,
        long bytes,
        OfficialSize official,
        String made) {

    public BaseListing {
        aliases = List.copyOf(aliases);
    }

    /** What an engine has under the name of a base image. */
    public enum Origin {
        /** The image itself. */
        REAL,
        /** A stand-in. */
        STAND_IN,
        /** Nothing yet. */
        ABSENT
    }
}
