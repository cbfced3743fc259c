package dev.multistage.grader.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.grading.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Markdown report as GitHub renders it. */
class MarkdownReportTest {

    private static final List<TablesExtension> TABLES =
            List.of((TablesExtension) TablesExtension.create());

    private static String html(String markdown) {
        return HtmlRenderer.builder()
                .extensions(TABLES)
                .build()
                .render(Parser.builder().extensions(TABLES).build().parse(markdown));
    }

    private static String markdown(Graded graded) {
        return GradeFormat.MARKDOWN.render(graded, Style.PLAIN);
    }

    @Test
    void saysFirstHowItEnded() {
        String text = markdown(ExampleGrades.mixed());
        assertTrue(
                text.startsWith("## ❌ Not passed yet: exercise-3, Ship only the binary\n"), text);
        assertTrue(text.contains("**20 of 60 points**"), text);
        String troubled = markdown(ExampleGrades.troubled());
        assertTrue(troubled.contains("This is not your Dockerfile: The engine stopped"), troubled);
    }

    @Test
    void whatIsSaidOfAFailureIsOneTightList() {
        String html = html(markdown(ExampleGrades.mixed()));
        String details = html.split("<details>")[1].split("</details>")[0];
        assertEquals(2, details.split("<ul>", -1).length, details);
        assertFalse(details.contains("<p>"), details);
        assertTrue(details.contains("<li>measured: 50.0 MB"), details);
    }

    @Test
    void everyRowOfATableHasAsManyCellsAsItsHead() {
        String html = html(markdown(ExampleGrades.mixed()));
        String[] tables = html.split("<table>");
        assertEquals(3, tables.length, html);
        assertEquals(4 * 4, tables[1].split("<t[hd][ >]", -1).length - 1, tables[1]);
        assertEquals(2 * 5, tables[2].split("<t[hd][ >]", -1).length - 1, tables[2]);
    }

    @Test
    void hostileTextStaysText() {
        String html = html(markdown(ExampleGrades.mixed()));
        assertFalse(Pattern.compile("<(a|img|script|em)\\b").matcher(html).find(), html);
        assertEquals(html.split("<details>", -1).length, html.split("</details>", -1).length, html);
        assertTrue(html.contains("&lt;script&gt;"), html);
        String visible = html.replaceAll("<code>.*?</code>", "");
        assertFalse(Pattern.compile("@\\w|#\\d|://|www\\.\\w").matcher(visible).find(), visible);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a | b",
                "`x`",
                "``",
                "*a* _b_ ~~c~~",
                "<b>",
                "&lt;",
                "1. list",
                "- list",
                "# head",
                "[a](b)",
                "![a](b)",
                "a\nb",
                "\\",
                "\\|",
                "> quote",
                "--- ",
                "x^2",
                "@me",
                "==x=="
            })
    void aCellShowsWhatWasWritten(String text) {
        String table = "| a | b |\n|---|---|\n| %s | %s |\n";
        String html = html(table.formatted(MarkdownText.of(text), MarkdownText.code(text, 80)));
        String cells = html.substring(html.indexOf("<tbody>")).replaceAll("<[^>]*>", "\n");
        List<String> shown =
                cells.lines()
                        .map(line -> line.replace("\u200b", "").strip())
                        .filter(line -> !line.isEmpty())
                        .map(line -> line.replace("&lt;", "<").replace("&gt;", ">"))
                        .map(line -> line.replace("&amp;", "&").replace("&quot;", "\""))
                        .toList();
        String wanted = Printable.oneLine(text);
        assertEquals(List.of(wanted, wanted), shown, html);
    }

    @Test
    void fitsIntoACommentHoweverMuchThereIsToSay() {
        List<Finding> many =
                new ArrayList<>(
                        Collections.nCopies(
                                300,
                                ExampleGrades.finding(
                                        "size", Finding.Status.FAILED, "x ".repeat(5000))));
        String text = markdown(ExampleGrades.graded(many, Optional.empty()));
        assertTrue(text.length() <= MarkdownReport.LONGEST, text.length() + " characters");
        assertTrue(text.contains("Not passed yet"), text);
        assertTrue(text.endsWith("`--format json` has it all.\n"), text);
    }
}
