package dev.multistage.grader.advice;

import java.util.ArrayList;
import java.util.List;

/** Paths in an image, with slashes. */
final class Paths {

    private Paths() {}

    /** Returns a path without dots and doubled slashes, relative ones put below a directory. */
    static String absolute(String directory, String path) {
        List<String> parts = new ArrayList<>();
        String whole = path.startsWith("/") ? path : directory + "/" + path;
        for (String part : whole.split("/")) {
            if (part.equals("..")) {
                if (!parts.isEmpty()) {
                    parts.remove(parts.size() - 1);
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return "/" + String.join("/", parts);
    }

    /** Whether a path is the directory or lies in it. */
    static boolean within(String path, String directory) {
        return path.equals(directory) || directory.equals("/") || path.startsWith(directory + "/");
    }

    /** Returns the last part. */
    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * Returns what a pattern with a shell's wildcards empties: the directory above the first
     * wildcard.
     */
    static String withoutPattern(String path) {
        int wildcard = -1;
        for (int at = 0; at < path.length() && wildcard < 0; at++) {
            if ("*?[".indexOf(path.charAt(at)) >= 0) {
                wildcard = at;
            }
        }
        if (wildcard < 0) {
            return path;
        }
        int slash = path.lastIndexOf('/', wildcard);
        return slash <= 0 ? "/" : path.substring(0, slash);
    }
}
