package dev.multistage.grader.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.check.Outcome;
import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseInMemory;
import dev.multistage.grader.exercise.Criterion;
import dev.multistage.grader.exercise.Exercise;
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
}
