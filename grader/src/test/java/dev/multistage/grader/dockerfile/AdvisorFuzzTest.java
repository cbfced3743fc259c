package dev.multistage.grader.dockerfile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.advice.Advice;
import dev.multistage.grader.advice.Advisor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Advice about Dockerfiles that nobody would write: no crash, and every place is in the file. */
class AdvisorFuzzTest {

    private static final int CASES = 3_000;

    @Test
    void neverFailsAndPointsIntoTheFile() {
        TrickyDockerfiles.all().forEach(AdvisorFuzzTest::advise);
        DockerfileGenerator generator = new DockerfileGenerator(4711);
        for (int i = 0; i < CASES; i++) {
            advise(generator.next());
        }
    }

    private static void advise(String text) {
        Dockerfile dockerfile;
        try {
            dockerfile = Dockerfile.parse(text);
        } catch (DockerfileSyntaxException broken) {
            return;
        }
        List<Advice> advice = Advisor.advise(dockerfile, "Dockerfile", Optional.empty());
        for (Advice one : advice) {
            assertTrue(one.line() <= dockerfile.lines(), () -> one + "\n" + text);
        }
    }
}
