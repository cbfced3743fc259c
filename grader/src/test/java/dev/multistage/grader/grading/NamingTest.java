package dev.multistage.grader.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NamingTest {

    @Test
    void imagesOfOneExerciseAreToldApartByTheirDockerfiles() {
        assertEquals("exercise-6:slim", Naming.variantTag("exercise-6:latest", "Dockerfile.slim"));
        assertEquals(
                "exercise-6:solution-alpine",
                Naming.variantTag("exercise-6:solution", "docker/Dockerfile.Alpine"));
    }
}
