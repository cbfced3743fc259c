package dev.multistage.site.source;

import dev.multistage.grader.exercise.CourseDirectory;
import dev.multistage.grader.exercise.PackedCourse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of the repository that the site may show, by path from its root. */
public final class Sources {

    /** Where shown files may lie; nothing else of a checkout is anybody's business. */
    static final List<String> SHOWN =
            List.of("exercises/", "solutions/", "site/pages/", "site/claims/");

    private final Path root;
    private final CourseDirectory files;
    private final PackedCourse shipped = new PackedCourse();
    private final Map<String, Optional<String>> read = new HashMap<>();

    /** Opens a checkout. */
    public Sources(Path root) {
        this.root = root;
        this.files = new CourseDirectory(root);
    }

    /** Returns the course's files. */
    public CourseDirectory files() {
        return files;
    }

    /** Returns the text of a file; empty if there is none or if it may not be shown. */
    public Optional<String> text(String path) {
        return read.computeIfAbsent(path, this::load);
    }

    /** Returns whether there is a file or a folder of this path that may be shown. */
    public boolean exists(String path) {
        return text(path).isPresent() || shown(path + "/") && Files.isDirectory(root.resolve(path));
    }

    /** Returns the paths of all files below a folder, sorted. */
    public List<String> list(String folder) {
        return files.list(folder);
    }

    private Optional<String> load(String path) {
        if (!shown(path)) {
            return Optional.empty();
        }
        // what learners edit in place is shown as the course ships it
        Optional<byte[]> asShipped =
                path.startsWith("exercises/") && path.contains("/app/")
                        ? shipped.read(path)
                        : Optional.empty();
        return asShipped
                .or(() -> inside(path) ? files.read(path) : Optional.empty())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static boolean shown(String path) {
        return SHOWN.stream().anyMatch(path::startsWith)
                && normal("", path).equals(Optional.of(path));
    }

    /** A symbolic link could lead out of the checkout. */
    private boolean inside(String path) {
        Path file = root.resolve(path);
        try {
            return Files.isRegularFile(file) && file.toRealPath().startsWith(root.toRealPath());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Resolves a relative path as a link does.
     *
     * @param from path of the file that has the link; empty for the root
     * @param target the link
     * @return the path from the root, or empty if it leads out of the repository
     */
    public static Optional<String> normal(String from, String target) {
        Deque<String> parts = new ArrayDeque<>();
        String folder = from.contains("/") ? from.substring(0, from.lastIndexOf('/') + 1) : "";
        for (String part : (folder + target).split("/")) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        boolean trailing = target.endsWith("/") && !parts.isEmpty();
        return Optional.of(String.join("/", parts) + (trailing ? "/" : ""));
    }
}
