package dev.multistage.grader.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.exercise.Exercise;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines that would make a criterion look as if this machine could not judge it. */
@Timeout(300)
class BlameIT {

    private static Engine engine;

    @BeforeAll
    static void findAnEngine() throws InterruptedException {
        engine = GradeEngine.connect();
    }

    @AfterAll
    static void leaveIt() {
        engine.close();
    }

    @Test
    void aProxyInTheImageDoesNotKeepTheTlsCallFromBeingJudged() throws InterruptedException {
        Exercise exercise = GradeEngine.exercise("exercise-3");
        String dockerfile =
                GradeEngine.solution(exercise)
                        .replace("EXPOSE", "ENV HTTPS_PROXY=http://10.1.2.3:3128\nEXPOSE");
        assertEquals(Finding.Status.PASSED, finding(exercise, dockerfile, "tls").status());
    }

    @Test
    void anImageOnWhichNothingCanBeBuiltFailsItsUpdate() throws InterruptedException {
        Exercise exercise = GradeEngine.exercise("exercise-15");
        String dockerfile = GradeEngine.solution(exercise) + "ONBUILD RUN false\n";
        Finding update = finding(exercise, dockerfile, "update");
        assertEquals(Finding.Status.FAILED, update.status(), update::toString);
    }

    private static Finding finding(Exercise exercise, String dockerfile, String criterion)
            throws InterruptedException {
        Grade grade =
                new Grader(() -> engine)
                        .grade(
                                GradeEngine.solutionWith(exercise, dockerfile),
                                GradeEngine.options(),
                                GradingListener.NONE);
        return grade.findings().stream()
                .filter(finding -> finding.criterion().equals(criterion))
                .findFirst()
                .orElseThrow(() -> new AssertionError(grade.trouble().toString()));
    }
}
