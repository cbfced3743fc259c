package dev.multistage.grader.author;

import dev.multistage.grader.exercise.CourseDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A copy of two exercises, to seed defects in. */
final class CourseCopy {

    static final String TWO = "exercises/exercise-02-two-stages";
    static final String THREE = "exercises/exercise-03-static-go-binary";
    static final String SOLUTION = "solutions/exercise-03-static-go-binary";

    private static final Path COURSE = Path.of("..").toAbsolutePath().normalize();

    private final Path root;

    CourseCopy(Path root) throws IOException {
        this.root = root;
        CourseDirectory course = new CourseDirectory(COURSE);
        for (String folder :
                new String[] {TWO, THREE, TWO.replace("exercises", "solutions"), SOLUTION}) {
            for (String path : course.list(folder)) {
                Path target = root.resolve(path);
                Files.createDirectories(target.getParent());
                Files.write(target, course.read(path).orElseThrow());
            }
        }
    }

    Path root() {
        return root;
    }

    CourseDirectory files() {
        return new CourseDirectory(root);
    }

    String text(String path) throws IOException {
        return Files.readString(root.resolve(path));
    }

    CourseCopy write(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
        return this;
    }

    /** Replaces what stands once in a file. */
    CourseCopy replace(String path, String old, String replacement) throws IOException {
        String text = text(path);
        if (!text.contains(old)) {
            throw new IllegalStateException(path + " does not hold: " + old);
        }
        return write(path, text.replaceFirst(java.util.regex.Pattern.quote(old), replacement));
    }

    CourseCopy append(String path, String text) throws IOException {
        return write(path, text(path) + text);
    }

    CourseCopy move(String from, String to) throws IOException {
        Files.move(root.resolve(from), root.resolve(to));
        return this;
    }

    CourseCopy delete(String path) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(path))) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        return this;
    }
}
