package dev.multistage.grader.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.image.ArchiveBuilder;
import dev.multistage.grader.image.TarBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ExplainerTest {

    @TempDir Path folder;

    @Test
    // on a thread of its own: opening a pipe hears no interrupt
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeIsNotOpenedAgainForTheDownloadSize() throws Exception {
        byte[] archive = new ArchiveBuilder().layer(new TarBuilder().file("a", "a")).docker();
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        CompletableFuture<Path> written =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return Files.write(pipe, archive);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
        Explainer explainer =
                new Explainer(
                                () -> {
                                    throw new IllegalStateException("no engine is needed");
                                },
                                folder.resolve("cache"))
                        .withDownload();

        UnreadableException refused =
                assertThrows(
                        UnreadableException.class,
                        () -> explainer.archive("pipe", pipe, Explainer.Given.NOTHING));

        assertTrue(refused.getMessage().contains("can be read only once"), refused.getMessage());
        written.get();
    }
}
