package dev.multistage.grader.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final String JSON =
            """
            {"format": "multistage/exercise/v1", "title": "T", "language": "go", "minutes": 1, "port": 80,
             "rubric": [{"id": "build", "points": 100, "check": {"check": "builds"}}]}
            """;

    private static CourseInMemory course() {
        return new CourseInMemory()
                .with("exercises/exercise-03-static-go-binary/exercise.json", JSON)
                .with("exercises/exercise-10-musl-and-glibc/exercise.json", JSON)
                .with(
                        "solutions/exercise-03-static-go-binary/alternatives/alpine/app/Dockerfile",
                        "")
                .with("solutions/exercise-03-static-go-binary/mistakes/root/app/Dockerfile", "")
                .with("solutions/exercise-03-static-go-binary/mistakes/root/mistake.json", "{}");
    }

    @Test
    void findsExercisesByTheirFolders() {
        assertEquals(List.of(new ExerciseId(3), new ExerciseId(10)), Catalogue.of(course()).ids());
    }

    @Test
    void findsAnExerciseByIdFolderAndSlug() {
        Catalogue catalogue = Catalogue.of(course());
        for (String typed :
                List.of("3", "exercise-3", "exercise-03-static-go-binary", "static-go-binary")) {
            assertEquals(
                    Optional.of(new ExerciseId(3)), catalogue.find(typed).map(Exercise::id), typed);
        }
        assertTrue(catalogue.find("exercise-4").isEmpty());
    }

    @Test
    void knowsTheNearestNameForATypingMistake() {
        Catalogue catalogue = Catalogue.of(course());
        assertEquals(Optional.of(new ExerciseId(10)), catalogue.nearest("exrcise-10"));
        assertEquals(Optional.of(new ExerciseId(3)), catalogue.nearest("static-go-binari"));
        assertTrue(catalogue.nearest("something-else-entirely").isEmpty());
    }

    @Test
    void takesANumberForWhatWasMeant() {
        assertTrue(Catalogue.of(course()).nearest("exercise-13").isEmpty());
        assertTrue(Catalogue.of(course()).nearest("exercise-33").isEmpty());
    }

    @Test
    void listsAlternativesAndMistakes() {
        Exercise exercise = Catalogue.of(course()).find("3").orElseThrow();
        assertEquals(List.of("alpine"), exercise.alternatives());
        assertEquals(List.of("root"), exercise.mistakes());
    }

    @Test
    void rejectsTwoFoldersWithOneNumber() {
        DeclarationException problem =
                assertThrows(
                        DeclarationException.class,
                        () ->
                                Catalogue.of(
                                        course().with(
                                                        "exercises/exercise-03-other/README.md",
                                                        "")));
        assertTrue(problem.getMessage().contains("has the same number"));
    }

    @Test
    void rejectsAFolderThatIsNotCalledLikeAnExercise() {
        assertThrows(
                DeclarationException.class,
                () -> Catalogue.of(course().with("exercises/lesson-4/README.md", "")));
    }
}
