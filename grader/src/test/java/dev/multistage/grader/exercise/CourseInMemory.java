package dev.multistage.grader.exercise;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A course made of strings. */
public final class CourseInMemory implements CourseFiles {

    private final TreeMap<String, byte[]> files = new TreeMap<>();

    /** Adds a file. */
    public CourseInMemory with(String path, String content) {
        files.put(path, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    @Override
    public List<String> list(String folder) {
        String prefix = folder.endsWith("/") ? folder : folder + "/";
        return files.keySet().stream().filter(path -> path.startsWith(prefix)).toList();
    }

    @Override
    public Optional<byte[]> read(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public boolean executable(String path) {
        return false;
    }
}
