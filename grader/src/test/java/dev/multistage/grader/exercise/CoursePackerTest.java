package dev.multistage.grader.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the course in the jar is, whatever a learner has made of the checkout. */
class CoursePackerTest {

    private static final String EXERCISE = "exercises/exercise-03-static-go-binary";

    @TempDir private Path folder;
    private Path checkout;
    private Path app;
    private byte[] shipped;

    @BeforeEach
    void oneExercise() throws IOException {
        Path original = Path.of("..").resolve(EXERCISE);
        checkout = Files.createDirectories(folder.resolve("checkout"));
        app = checkout.resolve(EXERCISE).resolve("app");
        Files.createDirectories(checkout.resolve("solutions"));
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.toList()) {
                Path copy =
                        checkout.resolve(EXERCISE).resolve(original.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        // the working tree's may be half-edited
        shipped = git(Path.of(".."), "show", "HEAD:" + EXERCISE + "/app/Dockerfile");
        Files.write(app.resolve("Dockerfile"), shipped);
    }

    @Test
    void anotherSpellingOfTheDockerfileDoesNotReplaceTheStarter() throws IOException {
        git(checkout, "init", "-q");
        git(checkout, "add", ".");
        git(checkout, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "x");
        Files.delete(app.resolve("Dockerfile"));
        Files.writeString(app.resolve("dockerfile"), "FROM the-learners-own\n");

        List<String> packed = packed();

        assertTrue(packed.contains("- " + EXERCISE + "/app/Dockerfile"), packed.toString());
        assertFalse(packed.contains("- " + EXERCISE + "/app/dockerfile"), packed.toString());
        assertEquals(
                new String(shipped),
                Files.readString(folder.resolve("jar/course/" + EXERCISE + "/app/Dockerfile")));
    }

    @Test
    void withoutGitNoJarIsMadeWithoutAStarter() throws IOException {
        assertTrue(packed().contains("- " + EXERCISE + "/app/Dockerfile"));

        Files.delete(app.resolve("Dockerfile"));
        IllegalStateException missing = assertThrows(IllegalStateException.class, () -> packed());
        assertTrue(missing.getMessage().contains("Dockerfile is missing"), missing.getMessage());

        Files.writeString(app.resolve("Dockerfile"), "FROM the-learners-own\n");
        IllegalStateException changed = assertThrows(IllegalStateException.class, () -> packed());
        assertTrue(changed.getMessage().contains("was changed"), changed.getMessage());
    }

    private List<String> packed() throws IOException {
        Path jar = Files.createDirectories(folder.resolve("jar"));
        CoursePacker.main(new String[] {checkout.toString(), jar.toString()});
        return Files.readAllLines(jar.resolve("course/index.txt"));
    }

    private static byte[] git(Path where, String... arguments) throws IOException {
        List<String> command =
                Stream.concat(Stream.of("git", "-C", where.toString()), Stream.of(arguments))
                        .toList();
        Process git =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return git.getInputStream().readAllBytes();
    }
}
