package dev.multistage.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What stops the build: each defect is named with file and line. */
class DefectsTest {

    private static final String SRC = "solutions/exercise-01-some-words/app/Dockerfile";

    @TempDir private Path root;
    private CourseFolder course;

    @BeforeEach
    void makeCourse() throws IOException {
        course = new CourseFolder(root);
    }

    static List<Arguments> defects() {
        return List.of(
                Arguments.of(
                        "```dockerfile src=solutions/none\n```\n",
                        "there is no file \"solutions/none\" (paths start at the root: exercises/… or"
                                + " solutions/…)"),
                Arguments.of(
                        "```dockerfile src=exercises/../grade\n```\n",
                        "there is no file \"exercises/../grade\" (paths start at the root: exercises/…"
                                + " or solutions/…)"),
                Arguments.of(
                        "```dockerfile src=" + SRC + " stage=test\n```\n",
                        SRC + ": there is no stage \"test\""),
                Arguments.of(
                        "```dockerfile src=" + SRC + " region=link\n```\n",
                        SRC + ": there is no region \"link\""),
                Arguments.of(
                        "```dockerfile src=" + SRC + " lines=3-99\n```\n",
                        SRC + ": there are no lines 3-99, the file has 7"),
                Arguments.of(
                        "```dockerfile colour=red\n```\n",
                        "a code block has no \"colour\"; it has after, before, hl, lines, region, src,"
                                + " stage, title"),
                Arguments.of("```text hl=x\na\n```\n", "hl is 4 or 4-9 or 1,4-9, not \"x\""),
                Arguments.of("```text\nx\n", "the code block that begins here has no end"),
                Arguments.of(":::note\nText\n", ":::note begins here and has no closing :::"),
                Arguments.of(":::nonsense\n:::\n", "there is no directive \":::nonsense\""),
                Arguments.of(
                        ":::generated nothing\n:::\n", "there is no generated block \"nothing\""),
                Arguments.of(
                        ":::check exercise-1 none\n:::\n",
                        "there is no check \"exercise-1 none\", write: exercise-3 size"),
                Arguments.of("[x](#nowhere)\n", "the link leads nowhere: \"#nowhere\""),
                Arguments.of("[x](index.md#no)\n", "the link leads nowhere: \"index.html#no\""),
                Arguments.of("[x](../../grade)\n", "the link leads nowhere: \"../../grade\""),
                Arguments.of("[x](../../../etc)\n", "the link leads nowhere: \"../../../etc\""),
                Arguments.of(
                        "[x](javascript:alert)\n",
                        "a link goes to https:// or stays here, not to \"javascript:alert\""),
                Arguments.of("![A](none.svg)\n", "there is no picture \"none.svg\" (.svg or .png)"),
                Arguments.of("<b>x</b>\n", "HTML is not taken, write Markdown: <b>"),
                Arguments.of(
                        "{{size exercise-1 starter}}\n",
                        "nothing was measured of \"exercise-1 starter\""),
                Arguments.of("#### Deep\n", "a heading of this level misses the one above it"),
                Arguments.of(
                        "**Which?**\n\n- [ ] A\n  > No.\n- [ ] B\n  > No.\n",
                        "a question has one right choice, this has 0"),
                Arguments.of(
                        "**Which?**\n\n- [x] A\n- [ ] B\n  > No.\n",
                        "every choice needs an explanation, quoted below it"));
    }

    @ParameterizedTest
    @MethodSource("defects")
    void aDefectIsNamedWithFileAndLine(String text, String message) throws IOException {
        List<String> problems = course.page(text).problems();
        assertEquals("site/pages/page.md:3: " + message, problems.get(0));
    }

    @Test
    void aPictureNeedsAlternativeText() throws IOException {
        course.write("site/pages/p.svg", "<svg/>");
        assertEquals(
                List.of("site/pages/page.md:3: the image has no alternative text"),
                course.page("![](p.svg)\n").problems());
    }

    @Test
    void allDefectsAreNamedAtOnceInOrder() throws IOException {
        course.exercise(2, "# A lesson\n\n[x](gone.md)\n" + CourseFolder.LESSON.substring(30));
        assertEquals(
                List.of(
                        "exercises/exercise-02-some-words/README.md:3: the link leads nowhere:"
                                + " \"gone.md\"",
                        "site/pages/page.md:3: the link leads nowhere: \"one.md\"",
                        "site/pages/page.md:5: the link leads nowhere: \"two.md\""),
                course.page("[x](one.md)\n\n[x](two.md)\n").problems());
    }

    @Test
    void aLessonWithoutItsTaskIsIncomplete() throws IOException {
        course.exercise(2, "# A lesson\n");
        assertEquals(
                List.of(
                        "exercises/exercise-02-some-words/README.md: the lesson needs the headings"
                                + " \"Your task\" and \"If you are stuck\""),
                course.problems());
    }

    @Test
    void anEnormousPageIsMadeAllTheSame() throws IOException {
        assertEquals(
                List.of(),
                course.page("> ".repeat(5000) + "x\n\n" + "[".repeat(50_000)).problems());
    }
}
