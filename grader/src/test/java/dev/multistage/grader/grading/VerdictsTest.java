package dev.multistage.grader.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.check.Outcome;
import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseInMemory;
import dev.multistage.grader.exercise.Criterion;
import dev.multistage.grader.exercise.Exercise;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictsTest {

    private static Exercise exercise(String dockerfiles, String first) {
        return Catalogue.of(
                        new CourseInMemory()
                                .with(
                                        "exercises/exercise-06-choose-the-base/exercise.json",
                                        """
                                        {"format": "multistage/exercise/v1", "title": "T", "language": "python", "minutes": 1,
                                         "port": 80, "editable": [%s], "dockerfiles": [%s],
                                         "rubric": [{"id": "build", "points": 100, "dockerfile": "%s", "check": {"check": "builds"}}]}
                                        """
                                                .formatted(dockerfiles, dockerfiles, first)))
                .find("6")
                .orElseThrow();
    }

    private static String requirement(Exercise exercise) {
        return new Verdicts(exercise).complete().get(0).requirement();
    }

    @Test
    void namesTheDockerfileWhereThereAreSeveral() {
        assertEquals(
                "Dockerfile.slim: the Dockerfile builds",
                requirement(
                        exercise("\"Dockerfile.slim\", \"Dockerfile.alpine\"", "Dockerfile.slim")));
        assertEquals(
                "the Dockerfile builds", requirement(exercise("\"Dockerfile\"", "Dockerfile")));
    }

    @Test
    void isDecidedWhenEveryCriterionHasItsOutcome() {
        Exercise exercise = exercise("\"Dockerfile\"", "Dockerfile");
        Verdicts verdicts = new Verdicts(exercise);
        assertFalse(verdicts.decided());
        Criterion only = exercise.declaration().rubric().get(0);
        verdicts.put(only, Outcome.failed("build-failed").next("Try again."));
        assertTrue(verdicts.decided());
    }

    @Test
    void whatNeedsSomethingThatCouldNotBeJudgedIsNotTheLearnersLoss() {
        Exercise exercise =
                Catalogue.of(
                                new CourseInMemory()
                                        .with(
                                                "exercises/exercise-03-a/exercise.json",
                                                """
                                                {"format": "multistage/exercise/v1", "title": "T", "language": "go", "minutes": 1,
                                                 "port": 80, "editable": ["Dockerfile"],
                                                 "rubric": [{"id": "build", "points": 50, "check": {"check": "builds"}},
                                                  {"id": "user", "points": 50, "needs": ["build"], "check": {"check": "non-root-user"}}]}
                                                """))
                        .find("3")
                        .orElseThrow();
        Criterion needed = exercise.declaration().rubric().get(0);
        Criterion other = exercise.declaration().rubric().get(1);
        assertEquals(Optional.empty(), new Verdicts(exercise).blockedByNeed(other));
        for (Outcome outcome :
                List.of(
                        Outcome.unavailable("no registry"),
                        Outcome.failed("build-failed").next("Try again."),
                        Outcome.passed("built"))) {
            Verdicts verdicts = new Verdicts(exercise);
            verdicts.put(needed, outcome);
            Optional<Outcome.Status> expected =
                    switch (outcome.status()) {
                        case PASSED -> Optional.empty();
                        case UNAVAILABLE -> Optional.of(Outcome.Status.UNAVAILABLE);
                        case FAILED, BLOCKED -> Optional.of(Outcome.Status.BLOCKED);
                    };
            assertEquals(expected, verdicts.blockedByNeed(other).map(Outcome::status));
        }
    }
}
