package dev.multistage.site.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

    @TempDir private Path root;

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void whatALearnerEditsIsShownAsTheCourseShipsIt() throws IOException {
        String path = "exercises/exercise-03-static-go-binary/app/Dockerfile";
        write(path, "FROM edited\n");
        assertTrue(new Sources(root).text(path).orElseThrow().startsWith("FROM golang:"));
    }

    @Test
    void onlyTheCourseAndItsPagesAreShown() throws IOException {
        write("grade", "#!/bin/sh\n");
        write("site/pages/index.md", "# Home\n");
        Sources sources = new Sources(root);
        assertTrue(sources.exists("site/pages/index.md"));
        assertFalse(sources.exists("grade"));
        assertFalse(sources.exists("site/pages/../../grade"));
    }

    @Test
    void aLinkInTheFileSystemDoesNotLeadOutOfTheCheckout() throws IOException {
        write("site/pages/index.md", "# Home\n");
        Path outside = Files.createTempFile("outside", ".md");
        Files.createSymbolicLink(root.resolve("site/pages/out.md"), outside);
        assertFalse(new Sources(root).exists("site/pages/out.md"));
        Files.delete(outside);
    }

    @Test
    void pathsAreResolvedAsLinksAre() {
        assertEquals(
                Optional.of("solutions/a/README.md"),
                Sources.normal("exercises/a/README.md", "../../solutions/a/README.md"));
        assertEquals(Optional.empty(), Sources.normal("site/x.md", "../../etc"));
    }
}
