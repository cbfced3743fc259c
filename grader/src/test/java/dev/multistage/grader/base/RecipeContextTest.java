package dev.multistage.grader.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeContextTest {

    @TempDir Path directory;

    @Test
    void theContextIsATarWithTheDockerfileFirst() throws Exception {
        Path large = Files.write(directory.resolve("large"), new byte[100_001]);
        RecipeContext context =
                new RecipeContext()
                        .with("Dockerfile", "FROM scratch\n".getBytes(StandardCharsets.UTF_8))
                        .withDirectory("settings")
                        .with("run.sh", new byte[512])
                        .with("large.bin", large);
        List<String> entries = new ArrayList<>();
        byte[] archive = context.tar().readAllBytes();
        try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                byte[] content = tar.readAllBytes();
                entries.add(
                        e.getName()
                                + " "
                                + Integer.toOctalString(e.getMode())
                                + " "
                                + content.length);
            }
        }
        assertEquals(
                List.of(
                        "Dockerfile 644 13",
                        "settings/ 755 0",
                        "run.sh 755 512",
                        "large.bin 644 100001"),
                entries);
        assertEquals(13 + 512 + 100_001, context.bytes());
        assertTrue(archive.length % 512 == 0);
    }
}
