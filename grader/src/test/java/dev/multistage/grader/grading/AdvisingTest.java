package dev.multistage.grader.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseDirectory;
import dev.multistage.grader.exercise.Declaration;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Submission;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdvisingTest {

    private static final Catalogue COURSE =
            Catalogue.of(new CourseDirectory(Path.of("..").toAbsolutePath().normalize()));

    /** Grades stages, toolchain, size, user, certificates, start and stop, among others. */
    private final Declaration exercise3 = COURSE.find("exercise-3").orElseThrow().declaration();

    private List<Finding> advice(String dockerfile) {
        return Advising.about(
                exercise3, "Dockerfile", Dockerfile.parse(dockerfile), Optional.empty());
    }

    @Test
    void hasNothingToSayOfReferenceSolutions() {
        List<String> said = new ArrayList<>();
        for (Exercise exercise : COURSE.exercises()) {
            Submission solution = Submission.ofSolution(exercise);
            for (String file : exercise.declaration().dockerfiles()) {
                DockerfileReading reading = DockerfileReading.of(solution, file, "nonce");
                reading.dockerfile().stream()
                        .flatMap(
                                dockerfile ->
                                        Advising.about(
                                                exercise.declaration(),
                                                file,
                                                dockerfile,
                                                reading.context())
                                                .stream())
                        .forEach(
                                advice ->
                                        said.add(
                                                exercise.id()
                                                        + ": "
                                                        + advice.check()
                                                        + ", "
                                                        + advice.observed()));
            }
        }
        assertEquals(List.of(), said);
    }

    @Test
    void leavesToTheRubricWhatItGrades() {
        assertEquals(
                List.of(),
                advice("FROM golang:1.26\nCOPY . .\nRUN go build -o /app .\nCMD [\"/app\"]\n"));
    }

    @Test
    void addsWhatNobodyAskedForWithoutPoints() {
        List<Finding> advice =
                advice("FROM alpine:3.23\nENV API_TOKEN=abcdef123\nUSER 1\nCMD [\"/app\"]\n");
        assertEquals(1, advice.size());
        Finding secret = advice.get(0);
        assertEquals("secret-in-variable", secret.check());
        assertEquals(Finding.Status.ADVICE, secret.status());
        assertEquals(0, secret.of());
        assertEquals(2, secret.where().get(0).line());
        assertEquals(new Score(0, 0, 0), Score.of(advice));
    }

    @Test
    void keepsToAHandful() {
        List<Finding> advice =
                advice(
                        """
                        FROM alpine:3.23
                        ENV API_TOKEN=abcdef123
                        ENV DB_PASSWORD=abcdef123
                        RUN chmod 4755 /bin/busybox
                        RUN cd /tmp
                        RUN export X=1
                        USER 1
                        CMD ["/app"]
                        """);
        assertEquals(3, advice.size());
        assertTrue(advice.stream().noneMatch(Finding::failed));
    }
}
