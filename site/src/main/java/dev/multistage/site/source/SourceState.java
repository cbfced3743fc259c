package dev.multistage.site.source;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which files the site is made from, and when each was written: two states differ if the site may.
 * What learners edit is left out, for the site shows it as the course ships it.
 */
public record SourceState(Map<Path, String> files) {

    /** Looks at the files of a checkout, without reading them: some milliseconds. */
    public static SourceState of(Path root) throws IOException {
        Map<Path, String> files = new TreeMap<>();
        for (String folder : Sources.SHOWN) {
            Path shown = root.resolve(folder);
            if (Files.isDirectory(shown)) {
                Files.walkFileTree(shown, new Looking(folder.equals("exercises/"), files));
            }
        }
        return new SourceState(Map.copyOf(files));
    }

    private static final class Looking extends SimpleFileVisitor<Path> {
        private final boolean exercises;
        private final Map<Path, String> files;

        Looking(boolean exercises, Map<Path, String> files) {
            this.exercises = exercises;
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes any) {
            return exercises && folder.endsWith("app")
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.put(file, attributes.size() + " " + attributes.lastModifiedTime());
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException justGone) {
            return FileVisitResult.CONTINUE;
        }
    }
}
