package dev.multistage.grader.exercise;

import dev.multistage.grader.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One exercise of the course.
 *
 * @param id its id
 * @param folder the name of its folder, for example {@code exercise-03-static-go-binary}
 * @param declaration what it says of itself
 * @param files where its files are
 */
public record Exercise(ExerciseId id, String folder, Declaration declaration, CourseFiles files) {

    private static final Pattern FIRST_COMMAND =
            Pattern.compile("(?m)^## Look$[^#]*?^```[a-z]*\n(?:\\$ )?(.+)$");

    /** Returns the path of the exercise's folder from the course's root. */
    public String path() {
        return "exercises/" + folder;
    }

    /** Returns the path of its solution's folder from the course's root. */
    public String solutionPath() {
        return "solutions/" + folder;
    }

    /** Returns the folder's name without the id: {@code static-go-binary}. */
    public String slug() {
        return folder.replaceFirst("^exercise-[0-9]+-", "");
    }

    /** Returns the lesson as Markdown. */
    public String lesson() {
        return text(path() + "/README.md").orElse("");
    }

    /**
     * Returns the first command that the lesson gives, which is the one below {@code ## Look};
     * empty if there is none.
     */
    public Optional<String> firstCommand() {
        Matcher command = FIRST_COMMAND.matcher(lesson());
        return command.find() ? Optional.of(command.group(1)) : Optional.empty();
    }

    /** Returns the explanation of its solution as Markdown. */
    public String solution() {
        return text(solutionPath() + "/README.md").orElse("");
    }

    /** Returns the hints. */
    public Hints hints() {
        return Hints.parse(text(path() + "/hints.md").orElse(""));
    }

    /** Returns what was measured of this exercise. */
    public Measurements measurements() {
        String file = path() + "/measurements.json";
        return files.read(file)
                .map(json -> Measurements.read(file, json))
                .orElse(Measurements.NONE);
    }

    /** Returns the names of the alternatives that its solution shows. */
    public List<String> alternatives() {
        return variants("alternatives");
    }

    /** Returns the names of the mistakes that come with it. */
    public List<String> mistakes() {
        return variants("mistakes");
    }

    private List<String> variants(String kind) {
        String prefix = solutionPath() + "/" + kind + "/";
        return files.list(prefix).stream()
                .map(path -> path.substring(prefix.length()))
                .filter(path -> path.contains("/"))
                .map(path -> path.substring(0, path.indexOf('/')))
                .distinct()
                .toList();
    }

    /** Returns a digest of everything in the exercise's folder that a grade depends on. */
    public String version() {
        MessageDigest sha256 = Digest.sha256();
        for (String path : files.list(path())) {
            if (path.endsWith("/exercise.json") || path.startsWith(path() + "/app/")) {
                sha256.update(path.getBytes(StandardCharsets.UTF_8));
                sha256.update((byte) 0);
                files.read(path).ifPresent(sha256::update);
            }
        }
        return Digest.of(sha256).reference();
    }

    private Optional<String> text(String path) {
        return files.read(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
