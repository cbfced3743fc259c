package dev.multistage.grader.author;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.DockerfileSyntaxException;
import dev.multistage.grader.exercise.CourseDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page of claims says what was measured. */
class ClaimsTest {

    private static final CourseDirectory FILES = new CourseDirectory(Path.of(".."));

    @Test
    void thePageIsWhatTheMeasurementsSay() throws IOException {
        assertEquals(
                ClaimsPage.render(FILES),
                new String(FILES.read(ClaimsPage.FILE).orElseThrow(), StandardCharsets.UTF_8),
                "renew it: ./grade author claims --static");
    }

    @Test
    void onlyDemonstrationsOfSyntaxErrorsHaveSome() throws IOException {
        for (Claims.Demonstration demonstration : Claims.read(FILES).demonstrations()) {
            byte[] dockerfile = FILES.read(demonstration.file()).orElseThrow();
            boolean broken = false;
            try {
                Dockerfile.parse(dockerfile);
            } catch (DockerfileSyntaxException syntax) {
                broken = true;
            }
            assertEquals(
                    demonstration.expect().equals("dockerfile-syntax"),
                    broken,
                    demonstration.file());
        }
    }
}
