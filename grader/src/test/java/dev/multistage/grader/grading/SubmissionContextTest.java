package dev.multistage.grader.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.context.TreeEntry;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseDirectory;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Submission;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the engine is sent of a submission. */
class SubmissionContextTest {

    /** Cargo takes a file that is not newer for the one that it compiled for somebody else. */
    @Test
    void onlyTheFileWithTheNonceIsNewerThanTheCourse() {
        Exercise exercise =
                Catalogue.of(new CourseDirectory(Path.of(".."))).find("exercise-3").orElseThrow();
        FilteredContext context =
                SubmissionContext.of(
                        Submission.ofStarter(exercise),
                        "Dockerfile",
                        "abcdefghij0123456789",
                        List.of(),
                        Dockerfile.parse("FROM scratch\n"));
        long shipped =
                context.included().stream()
                        .filter(entry -> entry.path().equals("go.mod"))
                        .findFirst()
                        .orElseThrow()
                        .modified();
        assertEquals(
                List.of(exercise.declaration().nonce().file()),
                context.included().stream()
                        .filter(entry -> entry.modified() != shipped)
                        .map(TreeEntry::path)
                        .collect(Collectors.toList()));
        assertTrue(
                context.included().stream().mapToLong(TreeEntry::modified).max().orElseThrow()
                        > shipped);
    }
}
