package dev.multistage.grader.docker;

/**
 * An image name taken apart as the engine's calls want it.
 *
 * @param repository everything before the tag, for example {@code localhost:5000/team/app}
 * @param tag the tag, {@code latest} if the name has none
 */
record ImageName(String repository, String tag) {

    static ImageName parse(String name) {
        int colon = name.lastIndexOf(':');
        if (colon > name.lastIndexOf('/')) {
            return new ImageName(name.substring(0, colon), name.substring(colon + 1));
        }
        return new ImageName(name, "latest");
    }
}
