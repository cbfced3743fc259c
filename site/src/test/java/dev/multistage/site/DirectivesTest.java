package dev.multistage.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.site.source.SiteException;
import java.io.IOException;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages may write beyond Markdown, and what a reader gets. */
class DirectivesTest {

    private static final String SOLUTION = "solutions/exercise-01-some-words/app/Dockerfile";

    @TempDir private Path root;
    private CourseFolder course;

    @BeforeEach
    void makeCourse() throws IOException {
        course = new CourseFolder(root);
    }

    private Element page(String text) throws IOException, SiteException {
        Document page = Jsoup.parse(course.page(text).html("page.html"));
        return page.selectFirst(".prose");
    }

    @Test
    void aStageOfATestedFileIsIncludedWithALinkToTheFile() throws Exception {
        Element code =
                page("```dockerfile src=" + SOLUTION + " stage=1\n```\n").selectFirst(".code");
        assertEquals(
                "FROM scratch\nCOPY --from=build /app /app\n",
                code.selectFirst("code").wholeText());
        assertEquals("source/" + SOLUTION + ".html", code.selectFirst("a").attr("href"));
    }

    @Test
    void aDifferenceIsComputed() throws Exception {
        Element code =
                page("```diff before=exercises/exercise-01-some-words/app/Dockerfile after="
                                + SOLUTION
                                + "\n```\n")
                        .selectFirst("code");
        assertTrue(code.select("del").eachText().contains("RUN go build"), code.html());
        assertTrue(code.select("ins").eachText().contains("FROM scratch"), code.html());
    }

    @Test
    void linesAreHighlighted() throws Exception {
        assertEquals("b\n", page("```text hl=2\na\nb\n```\n").selectFirst(".hl").wholeText());
    }

    @Test
    void commandsAreToldFromPromptsAndOutput() throws Exception {
        Element code = page("```console\n$ ls \\\n  -l\nfile\n```\n").selectFirst("code");
        assertEquals("file", code.select(".out").text());
        code.select(".out, .prompt").remove();
        assertEquals("ls \\\n  -l\n", code.wholeText());
    }

    @Test
    void directivesNestAtEqualLengthAndNotInsideCode() throws Exception {
        Element tabs =
                page("""
                                :::tabs os
                                :::tab Linux
                                ```text
                                :::
                                ```
                                :::
                                :::tab macOS
                                :::note
                                Here.
                                :::
                                :::
                                :::

                                After.
                                """)
                        .selectFirst(".tabs");
        assertEquals(2, tabs.select("> .tab").size());
        assertEquals(":::\n", tabs.selectFirst("code").wholeText());
        assertEquals("Here.", tabs.select("[data-tab=macOS] .note > p:last-child").text());
        assertEquals("After.", tabs.nextElementSibling().text());
    }

    @Test
    void alertsAreWrittenAsOnGitHub() throws Exception {
        Element alert = page("> [!WARNING]\n> Do not.\n").selectFirst(".alert.warning");
        assertEquals("Warning Do not.", alert.text());
    }

    @Test
    void aHintIsFoldedAndHasATitle() throws Exception {
        assertEquals(
                "Look closer",
                page(":::hint Look closer\nThere.\n:::\n").selectFirst("details summary").text());
    }

    @Test
    void aCheckShowsItsLiveState() throws Exception {
        Element check = page(":::check exercise-1 build\n:::\n").selectFirst("[data-check]");
        assertEquals("build", check.attr("data-check"));
        assertEquals("exercise-1", check.attr("data-exercise"));
        assertTrue(check.selectFirst("[data-status]") != null);
    }

    @Test
    void measuredSizesAreFilledIn() throws Exception {
        course.write(
                "exercises/exercise-01-some-words/measurements.json",
                """
                {"platform": {"linux/amd64": {"starter": {"unpackedBytes": 964048077},
                 "reference": {"unpackedBytes": 6902332}}}}
                """);
        assertEquals(
                "From 964.0 MB to 6.9 MB.",
                page("From {{size exercise-1 starter}} to {{size exercise-1 best}}.\n").text());
    }

    @Test
    void aQuizExplainsEveryChoice() throws Exception {
        Element quiz =
                page("""
                                **Which one?**

                                - [ ] The `first`.
                                  > No.
                                - [x] The second.
                                  > Yes.
                                """)
                        .selectFirst("fieldset.quiz");
        assertEquals("Which one?", quiz.selectFirst("legend").text());
        assertEquals(2, quiz.select("label input[type=radio]").size());
        assertEquals("The second. Yes.", quiz.select(".answers li.right").text());
        assertEquals("The first. No.", quiz.select(".answers li").first().text());
    }

    @Test
    void textIsNeverMarkup() throws Exception {
        Element text = page("A < b, `<script>` and &lt;img&gt;\n\n```text\n<b>\n```\n");
        assertTrue(text.select("script, img, b").isEmpty(), text.html());
    }
}
