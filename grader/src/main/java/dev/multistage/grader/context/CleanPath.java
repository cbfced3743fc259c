package dev.multistage.grader.context;

import java.util.ArrayList;
import java.util.List;

/** Paths with slashes, shortened and checked. */
final class CleanPath {

    private CleanPath() {}

    /** Go's {@code filepath.Clean} on Unix. */
    static String clean(String path) {
        boolean rooted = path.startsWith("/");
        List<String> parts = new ArrayList<>();
        int removable = 0;
        for (String part : path.split("/")) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (!part.equals("..")) {
                parts.add(part);
                removable++;
            } else if (removable > 0) {
                parts.remove(parts.size() - 1);
                removable--;
            } else if (!rooted) {
                parts.add(part);
            }
        }
        String joined = String.join("/", parts);
        return rooted ? "/" + joined : joined.isEmpty() ? "." : joined;
    }

    /**
     * Returns a path that stays inside the directory it is meant for.
     *
     * @throws IllegalArgumentException if it is absolute, empty or leads outside
     */
    static String inside(String path) {
        String clean = clean(path);
        boolean bad =
                path.isEmpty()
                        || clean.equals(".")
                        || clean.startsWith("/")
                        || clean.equals("..")
                        || clean.startsWith("../")
                        || path.indexOf('\0') >= 0;
        if (bad) {
            throw new IllegalArgumentException("not a path inside the build context: " + path);
        }
        return clean;
    }

    /** Returns the directory that holds a path, or an empty string at the top. */
    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
