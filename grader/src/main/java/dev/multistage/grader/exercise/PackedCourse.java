package dev.multistage.grader.exercise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The course as {@link CoursePacker} put it into the grader's jar: what learners are graded on. */
public final class PackedCourse implements CourseFiles {

    static final String FOLDER = "course/";
    static final String INDEX = "index.txt";

    private final TreeMap<String, Boolean> executables = new TreeMap<>();

    public PackedCourse() {
        byte[] index =
                resource(INDEX)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "the grader's jar holds no course; build it again"
                                                        + " with: mvn package"));
        for (String entry : new String(index, StandardCharsets.UTF_8).split("\n")) {
            // one file a line: x or - for executable or not, a blank, the path
            if (!entry.isEmpty()) {
                executables.put(entry.substring(2), entry.charAt(0) == 'x');
            }
        }
    }

    @Override
    public List<String> list(String folder) {
        String prefix = folder.endsWith("/") ? folder : folder + "/";
        return executables.tailMap(prefix, true).keySet().stream()
                .takeWhile(path -> path.startsWith(prefix))
                .toList();
    }

    @Override
    public Optional<byte[]> read(String path) {
        return executables.containsKey(path) ? resource(path) : Optional.empty();
    }

    @Override
    public boolean executable(String path) {
        return executables.getOrDefault(path, false);
    }

    private static Optional<byte[]> resource(String path) {
        try (InputStream in =
                PackedCourse.class.getClassLoader().getResourceAsStream(FOLDER + path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
