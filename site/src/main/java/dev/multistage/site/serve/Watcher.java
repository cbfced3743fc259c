package dev.multistage.site.serve;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Notices that attempts came or went, by their names: a file that has its name is complete. Looking
 * a few times a second costs nothing and works where notifications do not (network file systems) or
 * come late (macOS).
 */
final class Watcher {

    private final Path attempts;
    private Map<String, Set<String>> seen;

    /**
     * @param state the workspace's {@code .grade} folder, which need not exist yet
     */
    Watcher(Path state) {
        this.attempts = state.resolve("attempts");
        this.seen = names();
    }

    /** Hands over the name of each exercise whose attempts have changed since the last look. */
    void look(Consumer<String> changed) {
        Map<String, Set<String>> now = names();
        Map<String, Set<String>> before = seen;
        seen = now;
        now.forEach(
                (exercise, names) -> {
                    if (!names.equals(before.get(exercise))) {
                        changed.accept(exercise);
                    }
                });
        before.keySet().stream().filter(gone -> !now.containsKey(gone)).forEach(changed);
    }

    private Map<String, Set<String>> names() {
        Map<String, Set<String>> names = new TreeMap<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(attempts)) {
            for (Path folder : folders) {
                names.put(folder.getFileName().toString(), names(folder));
            }
        } catch (NoSuchFileException none) {
            // nothing was graded yet
        } catch (IOException unreadable) {
            return seen == null ? names : seen;
        }
        return names;
    }

    private static Set<String> names(Path folder) throws IOException {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "[0-9]*.json")) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        } catch (NoSuchFileException | NotDirectoryException justGone) {
            return Set.of();
        }
        return names;
    }
}
