package dev.multistage.grader.exercise;

import dev.multistage.grader.check.Answers;
import dev.multistage.grader.digest.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is graded: the editable files of one exercise. Everything else comes from the course.
 *
 * @param exercise the exercise
 * @param source where it came from, in words: {@code app}, {@code solution}, {@code mistake root}
 * @param files editable files by path below {@code app/}
 * @param defects editable files that cannot be used, with the reason
 */
public record Submission(
        Exercise exercise, String source, Map<String, byte[]> files, Map<String, String> defects) {

    /** Larger files are refused: a Dockerfile of a megabyte is a mistake or an attack. */
    private static final long MAX_BYTES = 1_000_000;

    private static final String OWN = "app";

    public Submission {
        files = Map.copyOf(files);
        defects = Map.copyOf(defects);
    }

    /**
     * Reads a learner's files.
     *
     * @param app the exercise's app folder in the learner's checkout
     */
    public static Submission ofFolder(Exercise exercise, Path app) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Map<String, String> defects = new LinkedHashMap<>();
        for (String name : exercise.declaration().editable()) {
            Path file = app.resolve(name);
            try {
                if (Files.isDirectory(file)) {
                    defects.put(name, name + " is a folder, not a file");
                } else if (Files.exists(file)) {
                    long size = Files.size(file);
                    if (size > MAX_BYTES) {
                        defects.put(name, name + " has " + size + " bytes, more than 1 MB");
                    } else {
                        files.put(name, Files.readAllBytes(file));
                    }
                }
            } catch (AccessDeniedException denied) {
                defects.put(name, name + " cannot be read: permission denied");
            } catch (IOException e) {
                defects.put(name, name + " cannot be read: " + e.getMessage());
            }
        }
        return new Submission(exercise, OWN, files, defects);
    }

    /** Returns whether these are a learner's own files. */
    public boolean own() {
        return source.equals(OWN);
    }

    /** Takes the Dockerfile that the exercise ships. */
    public static Submission ofStarter(Exercise exercise) {
        return overlaid(exercise, "starter", Optional.empty());
    }

    /** Takes the reference solution. */
    public static Submission ofSolution(Exercise exercise) {
        return overlaid(exercise, "solution", Optional.of(exercise.solutionPath() + "/app/"));
    }

    /** Takes one of the solution's alternatives. */
    public static Submission ofAlternative(Exercise exercise, String name) {
        return overlaid(
                exercise,
                "alternative " + name,
                Optional.of(exercise.solutionPath() + "/alternatives/" + name + "/app/"));
    }

    /** Takes one of the mistakes. */
    public static Submission ofMistake(Exercise exercise, String name) {
        return overlaid(
                exercise,
                "mistake " + name,
                Optional.of(exercise.solutionPath() + "/mistakes/" + name + "/app/"));
    }

    private static Submission overlaid(Exercise exercise, String source, Optional<String> overlay) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : exercise.declaration().editable()) {
            Optional<byte[]> content = Optional.empty();
            if (overlay.isPresent()) {
                content = exercise.files().read(overlay.get() + name);
            }
            if (content.isEmpty()) {
                content = exercise.files().read(exercise.path() + "/app/" + name);
            }
            content.ifPresent(bytes -> files.put(name, bytes));
        }
        return new Submission(exercise, source, files, Map.of());
    }

    /**
     * Returns a file of the app as it is graded: the learner's if it is editable, else the
     * course's.
     *
     * @param name its path below {@code app/}
     */
    public Optional<byte[]> content(String name) {
        return exercise.declaration().editable().contains(name)
                ? Optional.ofNullable(files.get(name))
                : exercise.files().read(exercise.path() + "/app/" + name);
    }

    /**
     * Returns the answers in a file.
     *
     * @param name its path below {@code app/}
     */
    public Answers answers(String name) {
        return content(name)
                .map(json -> AnswersReader.read(name, json))
                .orElseGet(
                        () ->
                                Answers.unusable(
                                        name,
                                        defects.getOrDefault(
                                                name, "there is no " + name + " in app/"),
                                        Optional.empty()));
    }

    /** Returns a digest of the editable files, {@code sha256:…}. */
    public String digest() {
        MessageDigest sha256 = Digest.sha256();
        new TreeMap<>(files)
                .forEach(
                        (name, content) -> {
                            sha256.update(
                                    (name + "\0" + content.length + "\0")
                                            .getBytes(StandardCharsets.UTF_8));
                            sha256.update(content);
                        });
        return Digest.of(sha256).reference();
    }
}
