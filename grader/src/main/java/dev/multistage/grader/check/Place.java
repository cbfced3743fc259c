package dev.multistage.grader.check;

/**
 * Where something was found.
 *
 * @param file a file of the submission, for example {@code Dockerfile}; empty if the place is in
 *     the image or the build context
 * @param line first line (1-based), 0 if none
 * @param endLine last line, 0 if none
 * @param text the line's text, or what lies at the path; untrusted
 * @param path a path in the image or the build context, empty if none
 * @param bytes the bytes in question, -1 if none
 */
public record Place(String file, int line, int endLine, String text, String path, long bytes) {

    /** A line of a Dockerfile. */
    public static Place line(String file, int line, int endLine, String text) {
        return new Place(file, line, endLine, text, "", -1);
    }

    /** A line of a Dockerfile and the bytes it put into the image. */
    public static Place line(String file, int line, int endLine, String text, long bytes) {
        return new Place(file, line, endLine, text, "", bytes);
    }

    /** A path in the image or the build context. */
    public static Place path(String path, long bytes) {
        return new Place("", 0, 0, "", path, bytes);
    }

    /** A path in the image and the Dockerfile line that put it there. */
    public static Place path(String path, long bytes, String file, int line, String text) {
        return new Place(file, line, line, text, path, bytes);
    }
}
