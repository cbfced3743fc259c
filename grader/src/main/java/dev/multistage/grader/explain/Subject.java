package dev.multistage.grader.explain;

/**
 * What is explained.
 *
 * @param name what a person called it: {@code exercise-4}, {@code exercise-4 --solution}, an
 *     image's name, an archive's path; untrusted
 * @param kind what that is
 * @param imageId digest of the image's config, {@code sha256:…}
 * @param platform for example {@code linux/amd64}
 */
public record Subject(String name, Kind kind, String imageId, String platform) {

    /** Where an image comes from. */
    public enum Kind {
        /** Built from an exercise's files. */
        EXERCISE,
        /** An image that the engine has. */
        IMAGE,
        /** A file or directory: {@code docker save} or an OCI layout. */
        ARCHIVE
    }
}
