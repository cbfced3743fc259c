package dev.multistage.grader.grading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.docker.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeSourceTest {

    @TempDir private Path folder;

    @Test
    void aProgramIsKeptWholeAndExecutable() throws IOException {
        Path kept = folder.resolve("cache/compose-v2");
        ComposeSource.keep(kept, part -> Files.writeString(part, "program"));
        assertTrue(Files.isExecutable(kept));
        assertArrayEquals(new String[] {"compose-v2"}, kept.getParent().toFile().list());
    }

    @Test
    void nothingIsLeftOfOneThatCannotBeHad() {
        Path kept = folder.resolve("compose-v2");
        assertThrows(
                EngineException.class,
                () ->
                        ComposeSource.keep(
                                kept,
                                part -> {
                                    Files.writeString(part, "half of the prog");
                                    throw new EngineException("The engine is gone.", "");
                                }));
        assertArrayEquals(new String[0], folder.toFile().list());
    }
}
