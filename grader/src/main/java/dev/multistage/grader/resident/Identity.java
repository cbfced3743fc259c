package dev.multistage.grader.resident;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * The files that a process was made from. Once one of them has changed, a process that is started
 * then is another one.
 */
final class Identity {

    private final List<Path> files;
    private final List<String> atFirst;

    Identity(List<Path> files) {
        this.files = List.copyOf(files);
        this.atFirst = now();
    }

    /** Returns whether all files are what they were when this was made. */
    boolean holds() {
        return atFirst.equals(now());
    }

    private List<String> now() {
        return files.stream().map(Identity::mark).toList();
    }

    private static String mark(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return found.fileKey() + " " + found.lastModifiedTime() + " " + found.size();
        } catch (IOException missing) {
            return "missing";
        }
    }
}
