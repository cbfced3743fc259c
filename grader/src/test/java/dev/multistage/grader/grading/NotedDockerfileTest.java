package dev.multistage.grader.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.explain.Explanation;
import dev.multistage.grader.image.ArchiveBuilder;
import dev.multistage.grader.image.TarBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotedDockerfileTest {

    private static final String DOCKERFILE = "FROM alpine\nCOPY a /a\nUSER 1000\n";

    @TempDir Path folder;

    private Explanation explain(String noted, Explainer.Given given) throws IOException {
        byte[] archive =
                new ArchiveBuilder()
                        .layer(new TarBuilder().file("bin/sh", "shell"))
                        .layer(new TarBuilder().file("a", "a"))
                        .provenance(noted, 1, 2)
                        .oci();
        Path file = Files.write(folder.resolve("image.tar"), archive);
        Explainer explainer =
                new Explainer(
                        () -> {
                            throw new IllegalStateException("no engine is needed");
                        },
                        folder.resolve("cache"));
        return explainer.archive("image.tar", file, given).explain();
    }

    private Explainer.Given given(String dockerfile) throws IOException {
        Path file = Files.writeString(folder.resolve("Dockerfile"), dockerfile);
        return new Explainer.Given(Optional.of(file), Optional.empty());
    }

    @Test
    void isShownWhereNobodyGaveOne() throws IOException {
        Explanation explained = explain(DOCKERFILE, Explainer.Given.NOTHING);

        assertEquals(DOCKERFILE.lines().toList(), explained.source());
        assertEquals(
                List.of("The Dockerfile is the one that the image's provenance holds."),
                explained.notes());
    }

    @Test
    void saysNothingNewOfTheSameDockerfile() throws IOException {
        assertEquals(List.of(), explain(DOCKERFILE, given(DOCKERFILE)).notes());
    }

    @Test
    void saysThatAnotherOneWasGiven() throws IOException {
        Explanation explained = explain(DOCKERFILE, given("FROM alpine\nCOPY b /b\n"));

        assertEquals(List.of("FROM alpine", "COPY b /b"), explained.source());
        assertTrue(explained.notes().get(0).contains("another Dockerfile than the one given"));
    }

    @Test
    void isLeftOutIfItIsNone() throws IOException {
        for (String noted : List.of("# nothing\n# here\n", "FROM alpine\nCOPY <<EOF /a\n")) {
            Explanation explained = explain(noted, Explainer.Given.NOTHING);

            assertTrue(explained.notes().get(0).startsWith("There is no Dockerfile"), noted);
        }
    }
}
