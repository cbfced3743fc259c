package dev.multistage.grader.image;

import java.util.ArrayDeque;
import java.util.Deque;

/** Names in archives as absolute paths. */
final class ArchivePath {

    private ArchivePath() {}

    /**
     * Makes the name of an entry absolute and clean: {@code ./usr//bin/} becomes {@code /usr/bin}.
     *
     * @throws ArchiveException if it climbs out of the root, as no engine would unpack it either
     */
    static String clean(String entry) throws ArchiveException {
        String name = entry.startsWith("./") ? entry.substring(2) : entry;
        if (isClean(name)) {
            return name.endsWith("/") ? "/" + name.substring(0, name.length() - 1) : "/" + name;
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : name.split("/")) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    throw new ArchiveException(
                            "The entry '" + name + "' points outside of the image");
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }

    /** Most names need no work: no empty part and none that starts with a dot. */
    private static boolean isClean(String name) {
        if (name.isEmpty() || name.charAt(0) == '/' || name.charAt(0) == '.') {
            return false;
        }
        for (int i = name.indexOf('/');
                i >= 0 && i < name.length() - 1;
                i = name.indexOf('/', i + 1)) {
            char next = name.charAt(i + 1);
            if (next == '/' || next == '.') {
                return false;
            }
        }
        return true;
    }
}
