package dev.multistage.grader.exercise;

import java.util.List;
import java.util.Optional;

/**
 * The files of the course, by path from the root of the repository, for example {@code
 * exercises/exercise-03-static-go-binary/app/Dockerfile}.
 */
public interface CourseFiles {

    /** Returns the paths of all files below this folder, sorted. */
    List<String> list(String folder);

    /** Returns the content of a file, or empty if there is none. */
    Optional<byte[]> read(String path);

    /** Returns whether the file is executable. */
    boolean executable(String path);
}
