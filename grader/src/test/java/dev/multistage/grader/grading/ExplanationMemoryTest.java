package dev.multistage.grader.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.explain.CacheMiss;
import dev.multistage.grader.explain.ExampleImages;
import dev.multistage.grader.explain.ExplainedLine;
import dev.multistage.grader.explain.Explanation;
import dev.multistage.grader.explain.LineRun;
import dev.multistage.grader.explain.Subject;
import dev.multistage.grader.explain.Totals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationMemoryTest {

    @TempDir private Path cache;
    private Path program;

    @BeforeEach
    void writeProgram() throws IOException {
        program = Files.writeString(cache.resolve("grader.jar"), "version 1");
    }

    private ExplanationMemory.Place place(String... parts) {
        ExplanationMemory.Key key = new ExplanationMemory.Key();
        for (String part : parts) {
            key.with(part);
        }
        return memory(program).place(key).orElseThrow();
    }

    private ExplanationMemory memory(Path of) {
        return new ExplanationMemory(cache.resolve("explanations"), Optional.of(of));
    }

    private static void assertForgotten(ExplanationMemory.Place place) {
        assertEquals(Optional.empty(), place.find());
    }

    @Test
    void remembersEveryPartOfAnExplanation() throws IOException {
        Explanation explanation = ExampleImages.multiStage().explain();
        assertForgotten(place("sha256:1", "app"));

        place("sha256:1", "app").store(explanation);

        assertEquals(Optional.of(explanation), place("sha256:1", "app").find());
    }

    @Test
    void remembersRunsMissesSizesAndAnyName() {
        String strange = "a\ud800\u0000é😀";
        Explanation explanation =
                new Explanation(
                        new Subject(strange, Subject.Kind.IMAGE, "sha256:1", "linux/arm64"),
                        new Totals(1, 2, 3, 4, 5, 6, OptionalLong.of(7)),
                        "Dockerfile",
                        List.of("", strange),
                        List.of(
                                new ExplainedLine(
                                        1,
                                        2,
                                        "build",
                                        true,
                                        "RUN",
                                        1,
                                        2,
                                        3,
                                        false,
                                        Optional.of(new LineRun(1, false, 0.25)),
                                        Optional.of(
                                                new CacheMiss(
                                                        1,
                                                        CacheMiss.Reason.FILES_CHANGED,
                                                        "because",
                                                        List.of("file"))))),
                        List.of(),
                        List.of(),
                        List.of("note"));

        place("1").store(explanation);

        assertEquals(Optional.of(explanation), place("1").find());
    }

    @Test
    void takesNothingForAnotherQuestion() throws IOException {
        place("sha256:1", "app").store(ExampleImages.multiStage().explain());

        assertForgotten(place("sha256:2", "app"));
        assertForgotten(place("sha256:1a", "pp"));
        assertForgotten(place("sha256:1", "app", "Dockerfile"));
    }

    @Test
    void forgetsWhatAnotherProgramSaid() throws IOException {
        place("sha256:1").store(ExampleImages.multiStage().explain());
        Files.setLastModifiedTime(program, FileTime.from(Instant.now().plusSeconds(5)));

        assertForgotten(place("sha256:1"));
    }

    @Test
    void forgetsWhatIsDamaged() throws IOException {
        place("sha256:1").store(ExampleImages.multiStage().explain());
        Path file;
        try (Stream<Path> files = Files.list(cache.resolve("explanations"))) {
            file = files.findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertForgotten(place("sha256:1"));

        Files.write(file, new byte[3]);
        assertForgotten(place("sha256:1"));
    }

    @Test
    void remembersNothingForClassesInAFolder() {
        assertTrue(memory(cache.resolve("none")).place(new ExplanationMemory.Key()).isEmpty());
        assertTrue(ExplanationMemory.in(cache).place(new ExplanationMemory.Key()).isEmpty());
    }

    @Test
    void keepsTheHundredThatWereUsedLast() throws IOException {
        Explanation explanation = ExampleImages.multiStage().explain();
        for (int i = 0; i < 105; i++) {
            place("sha256:" + i).store(explanation);
        }

        try (Stream<Path> files = Files.list(cache.resolve("explanations"))) {
            assertEquals(100, files.count());
        }
        assertEquals(Optional.of(explanation), place("sha256:104").find());
    }
}
