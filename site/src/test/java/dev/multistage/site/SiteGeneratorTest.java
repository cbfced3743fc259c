package dev.multistage.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.site.source.SiteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteGeneratorTest {

    @TempDir private Path root;
    private CourseFolder course;

    @BeforeEach
    void makeCourse() throws IOException {
        course = new CourseFolder(root);
    }

    @Test
    void everyLessonBecomesAPage() throws IOException, SiteException {
        course.exercise(
                2, "# Two stages\n\n```\n<script>\n```\n\n" + CourseFolder.LESSON.substring(30));
        String page = course.html("exercise-2.html");
        assertTrue(page.contains("<title>Two stages · Shrink it</title>"), page);
        assertTrue(page.contains("<h2 id=\"your-task\">Your task</h2>"), page);
        assertTrue(page.contains("&lt;script&gt;"), page);
        assertTrue(page.contains("rel=\"prev\" href=\"exercise-1.html\""), page);
    }

    @Test
    void theHomePageListsThemWithTheirTitlesEscaped() throws IOException, SiteException {
        assertTrue(course.html("index.html").contains("Ship &lt;only&gt; the binary"));
    }

    @Test
    void everyCheckOfTheRubricCanShowItsLiveState() throws IOException, SiteException {
        String page = course.html("exercise-1.html");
        assertTrue(page.contains("<li data-check=\"build\" data-exercise=\"exercise-1\">"), page);
        assertTrue(page.contains("<a href=\"checks.html#builds\">the Dockerfile builds</a>"), page);
        assertTrue(page.contains("100 points</span> <span data-status></span></li>"), page);
    }

    @Test
    void hintsAreBehindAReveal() throws IOException, SiteException {
        course.write("exercises/exercise-01-some-words/hints.md", "## Hint 1\n\nLook at `FROM`.\n");
        String page = course.html("exercise-1.html");
        assertTrue(
                page.contains(
                        "<details class=\"hint\"><summary>Hint 1</summary>\n<p>Look at <code>FROM</code>."),
                page);
    }

    @Test
    void theSameInputGivesTheSameBytes() throws IOException, SiteException {
        Map<String, byte[]> first = course.site();
        Map<String, byte[]> second = course.site();
        assertEquals(first.keySet(), second.keySet());
        first.forEach((file, bytes) -> assertArrayEquals(bytes, second.get(file), file));
    }

    @Test
    void pagesThatAreNoLongerMadeAreRemovedAndOtherFilesStay() throws IOException, SiteException {
        course.page("Words.\n");
        Path output = root.resolve("out");
        new SiteGenerator().generate(root, output);
        assertTrue(Files.exists(output.resolve("page.html")));
        Files.delete(root.resolve("site/pages/page.md"));
        Files.writeString(output.resolve("mine.html"), "mine");
        Files.writeString(output.resolve("assets/mine.css"), "mine");
        new SiteGenerator().generate(root, output);
        assertFalse(Files.exists(output.resolve("page.html")));
        assertTrue(Files.exists(output.resolve("mine.html")));
        assertTrue(Files.exists(output.resolve("assets/mine.css")));
        assertTrue(Files.exists(output.resolve("assets/lunr.js")));
    }

    @Test
    void aDefectStopsTheBuildBeforeAnythingIsWritten() throws IOException {
        course.page("[away](nowhere.md)\n");
        Path output = root.resolve("out");
        SiteException broken =
                assertThrows(SiteException.class, () -> new SiteGenerator().generate(root, output));
        assertEquals(
                "site/pages/page.md:3: the link leads nowhere: \"nowhere.md\"",
                broken.getMessage());
        assertFalse(Files.exists(output));
    }
}
