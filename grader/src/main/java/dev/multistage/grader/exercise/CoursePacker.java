package dev.multistage.grader.exercise;

import dev.multistage.grader.digest.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Packs the course into the grader's jar while Maven builds it.
 *
 * <p>Files that learners edit are packed as git's {@code HEAD} has them, never from the working
 * tree, where they may be half-edited; without git, only if they are what was measured. Everything
 * else comes from the working tree.
 */
public final class CoursePacker {

    private static final String SCHEMA = "dev/multistage/grader/report/exercise-v1.schema.json";

    private final Path root;
    private final CourseDirectory files;
    private final boolean git;

    private CoursePacker(Path root) {
        this.root = root;
        this.files = new CourseDirectory(root);
        this.git =
                git("rev-parse", "--show-prefix")
                        .map(p -> new String(p, StandardCharsets.UTF_8).isBlank())
                        .orElse(false);
    }

    /**
     * Packs the course.
     *
     * @param args the root of the repository and the folder for the jar's content
     */
    public static void main(String[] args) throws IOException {
        CoursePacker packer = new CoursePacker(Path.of(args[0]).toRealPath());
        packer.pack(Path.of(args[1]));
        packer.publishSchema(Path.of(args[1]));
    }

    /** Renews the schema of {@code exercise.json} after a check or a key was added. */
    private void publishSchema(Path output) throws IOException {
        String json = DeclarationSchema.json();
        for (Path folder : List.of(root.resolve("grader/src/main/resources"), output)) {
            Path published = folder.resolve(SCHEMA);
            if (Files.exists(published) && !Files.readString(published).equals(json)) {
                Files.writeString(published, json);
            }
        }
    }

    private void pack(Path output) throws IOException {
        Path course = output.resolve(PackedCourse.FOLDER);
        delete(course);
        Files.createDirectories(course);
        Set<String> editable = editable();
        // a learner's "dockerfile" is the Dockerfile on a file system that ignores case
        Set<String> anySpelling = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        anySpelling.addAll(editable);
        StringBuilder index = new StringBuilder();
        for (String folder : List.of("exercises", "solutions")) {
            for (String path : files.list(folder)) {
                if (!anySpelling.contains(path)) {
                    pack(course, path, files.read(path), index);
                }
            }
        }
        for (String path : editable) {
            pack(course, path, starter(path), index);
        }
        Files.writeString(course.resolve(PackedCourse.INDEX), index.toString());
        // the launcher does not count these as sources
        Files.writeString(
                output.resolveSibling("editable-files.txt"), String.join("\n", editable) + "\n");
    }

    private void pack(Path course, String path, Optional<byte[]> content, StringBuilder index)
            throws IOException {
        if (content.isPresent()) {
            Path target = course.resolve(path);
            Files.createDirectories(target.getParent());
            Files.write(target, content.get());
            index.append(files.executable(path) ? "x " : "- ").append(path).append('\n');
        }
    }

    private Set<String> editable() {
        Set<String> paths = new LinkedHashSet<>();
        for (Exercise exercise : Catalogue.of(files).exercises()) {
            for (String name : exercise.declaration().editable()) {
                paths.add(exercise.path() + "/app/" + name);
            }
        }
        return paths;
    }

    private Optional<byte[]> starter(String path) {
        Optional<byte[]> working = files.read(path);
        if (git) {
            Optional<byte[]> head = git("show", "HEAD:" + path);
            if (head.isPresent()) {
                return head;
            }
            // not in HEAD: an author's new exercise, or a file that only the learner has
            boolean known = git("ls-files", "--error-unmatch", path).isPresent();
            boolean newExercise =
                    git("cat-file", "-e", "HEAD:" + path.replaceFirst("/app/.*", "/exercise.json"))
                            .isEmpty();
            return known || newExercise ? working : Optional.empty();
        }
        if (!path.endsWith("Dockerfile")) {
            return working;
        }
        String exercise = path.replaceFirst("/app/.*", "");
        String measured =
                files.read(exercise + "/measurements.json")
                        .map(json -> Measurements.read(exercise + "/measurements.json", json))
                        .orElse(Measurements.NONE)
                        .on(Measurements.PLATFORM)
                        .starterDigest();
        String found = working.map(content -> Digest.of(content).reference()).orElse("");
        if (!measured.isEmpty() && !measured.equals(found)) {
            throw new IllegalStateException(
                    path
                            + (working.isEmpty() ? " is missing and" : " was changed and")
                            + " there is no git to tell what the exercise ships."
                            + " Restore the file, or build in a git clone.");
        }
        return working;
    }

    private Optional<byte[]> git(String... arguments) {
        String[] command = new String[arguments.length + 3];
        command[0] = "git";
        command[1] = "-C";
        command[2] = root.toString();
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            byte[] output = process.getInputStream().readAllBytes();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0
                    ? Optional.of(output)
                    : Optional.empty();
        } catch (IOException noGit) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
