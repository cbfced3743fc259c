package dev.multistage.grader.author;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes the first version of an exercise, which verifies at once: a small app with a bloated
 * Dockerfile, its solution, and a lesson with all its parts.
 */
public final class Scaffold {

    /** Languages that there is a template for. */
    public static final List<String> LANGUAGES = List.of("go", "node", "python");

    private static final String TEMPLATES = "templates";

    private final Path root;

    /**
     * @param root the root of the repository
     */
    public Scaffold(Path root) {
        this.root = root;
    }

    /**
     * Writes the exercise.
     *
     * @param number its number in the course
     * @param slug lower-case words joined by hyphens
     * @param language one of {@link #LANGUAGES}
     * @return the files that were written, from the root of the repository
     * @throws IllegalArgumentException if its folders are there already
     */
    public List<String> write(int number, String slug, String language) throws IOException {
        String folder = String.format(Locale.ROOT, "exercise-%02d-%s", number, slug);
        for (String top : List.of("exercises/", "solutions/")) {
            if (Files.exists(root.resolve(top + folder))) {
                throw new IllegalArgumentException("there is already a folder " + top + folder);
            }
        }
        Map<String, String> values =
                Map.of("{{id}}", "exercise-" + number, "{{title}}", title(slug));
        List<String> written = new ArrayList<>();
        for (String template : List.of("common", language)) {
            written.addAll(copy(template + "/exercise", "exercises/" + folder, values));
            written.addAll(copy(template + "/solution", "solutions/" + folder, values));
        }
        return written.stream().sorted().toList();
    }

    /** Returns a title to begin with: {@code Trim the fat} for {@code trim-the-fat}. */
    private static String title(String slug) {
        String words = slug.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private List<String> copy(String template, String target, Map<String, String> values)
            throws IOException {
        List<String> written = new ArrayList<>();
        URI source;
        try {
            source = Scaffold.class.getResource(TEMPLATES).toURI();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
        // in the grader's jar, or a folder of classes where tests run
        try (FileSystem jar =
                source.getScheme().equals("jar")
                        ? FileSystems.newFileSystem(source, Map.of())
                        : null) {
            Path from = (jar == null ? Path.of(source) : jar.provider().getPath(source));
            from = from.resolve(template);
            try (Stream<Path> found = Files.walk(from)) {
                for (Path file : found.filter(Files::isRegularFile).toList()) {
                    String path =
                            target + "/" + from.relativize(file).toString().replace('\\', '/');
                    write(path, file, values);
                    written.add(path);
                }
            }
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        return written;
    }

    private void write(String path, Path template, Map<String, String> values) throws IOException {
        String text = Files.readString(template, StandardCharsets.UTF_8);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace(value.getKey(), value.getValue());
        }
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
