package dev.multistage.grader.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The course in a working tree: what authors and tests use. */
public final class CourseDirectory implements CourseFiles {

    /** Folders that tools leave behind in an app and that never belong to the course. */
    private static final Set<String> BUILT =
            Set.of("node_modules", "__pycache__", ".venv", "target", ".pytest_cache", ".git");

    private final Path root;

    public CourseDirectory(Path root) {
        this.root = root;
    }

    @Override
    public List<String> list(String folder) {
        Path top = root.resolve(folder);
        if (!Files.isDirectory(top)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(top)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> belongs(top.relativize(file)))
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + top, e);
        }
    }

    private static boolean belongs(Path relative) {
        for (Path part : relative) {
            if (BUILT.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Optional<byte[]> read(String path) {
        Path file = root.resolve(path);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    @Override
    public boolean executable(String path) {
        return Files.isExecutable(root.resolve(path));
    }
}
