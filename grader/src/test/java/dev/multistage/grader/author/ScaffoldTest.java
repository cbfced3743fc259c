package dev.multistage.grader.author;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.exercise.CourseDirectory;
import dev.multistage.grader.exercise.Exercise;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A new exercise verifies at once; that its images do, too, is for {@link ScaffoldIT}. */
class ScaffoldTest {

    @TempDir private Path root;

    static final List<String> languages = Scaffold.LANGUAGES;

    @ParameterizedTest
    @FieldSource("languages")
    void aNewExerciseHasNothingWrongWithIt(String language) throws IOException {
        List<String> written = new Scaffold(root).write(1, "trim-the-fat", language);
        assertTrue(written.contains("exercises/exercise-01-trim-the-fat/app/Dockerfile"));
        Verification verification = new Verification(new CourseDirectory(root));
        Exercise exercise = verification.exercises().get(0);
        assertEquals("Trim the fat", exercise.declaration().title());
        assertEquals(2, exercise.alternatives().size());
        assertEquals(4, exercise.mistakes().size());
        assertEquals(List.of(), verification.inspectCourse());
        assertEquals(List.of(), verification.inspect(exercise));
    }

    @Test
    void nothingIsWrittenOver() throws IOException {
        new Scaffold(root).write(7, "demo", "go");
        assertThrows(
                IllegalArgumentException.class, () -> new Scaffold(root).write(7, "demo", "go"));
    }
}
