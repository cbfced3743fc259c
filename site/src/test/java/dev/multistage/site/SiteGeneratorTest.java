package dev.multistage.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteGeneratorTest {

    private static final String JSON =
            """
            {"format": "multistage/exercise/v1", "title": "Ship <only> the binary", "language": "go", "minutes": 5, "port": 80,
             "rubric": [{"id": "build", "points": 100, "check": {"check": "builds"}}]}
            """;

    @TempDir private Path root;

    private Path exercise(int number, String lesson) throws IOException {
        Path folder = root.resolve("exercises/exercise-0" + number + "-some-words");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("exercise.json"), JSON);
        Files.writeString(folder.resolve("README.md"), lesson);
        return folder;
    }

    private String page(String name) throws IOException {
        Path output = root.resolve("site");
        new SiteGenerator().generate(root, output);
        return Files.readString(output.resolve(name));
    }

    @Test
    void everyLessonBecomesAPage() throws IOException {
        exercise(1, "# Read the layers\n\n## Look\n\n```\n<script>\n```\n");
        exercise(2, "# Two stages\n");
        String page = page("exercise-1.html");
        assertTrue(page.contains("<title>Read the layers</title>"), page);
        assertTrue(page.contains("<h2 id=\"look\">Look</h2>"), page);
        assertTrue(page.contains("&lt;script&gt;"), page);
        assertTrue(page.contains("href=\"exercise-2.html\""), page);
    }

    @Test
    void theIndexListsThemWithTheirTitlesEscaped() throws IOException {
        exercise(1, "# Read the layers\n");
        assertTrue(page("index.html").contains("Ship &lt;only&gt; the binary"));
    }

    @Test
    void theSameInputGivesTheSameBytes() throws IOException {
        exercise(1, "# Read the layers\n");
        assertEquals(page("exercise-1.html"), page("exercise-1.html"));
    }
}
