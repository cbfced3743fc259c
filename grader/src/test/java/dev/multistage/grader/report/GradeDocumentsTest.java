package dev.multistage.grader.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.multistage.grader.grading.SchemaCheck;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Grades as SARIF and HTML, and what no format may let through. */
class GradeDocumentsTest {

    private static String render(GradeFormat format, Graded graded) {
        return format.render(graded, new Style(false, true, 80));
    }

    @ParameterizedTest
    @EnumSource(GradeFormat.class)
    void noFormatLetsATerminalSequenceThrough(GradeFormat format) {
        for (Graded graded : List.of(ExampleGrades.mixed(), ExampleGrades.troubled())) {
            String text = render(format, graded);
            assertTrue(text.chars().noneMatch(c -> c < 0x20 && c != '\n'), text);
            if (format != GradeFormat.JSON) {
                assertFalse(text.contains("\u202e"), text);
            }
            assertTrue(text.endsWith("\n"), format + " ends its last line");
        }
    }

    @Test
    void sarifHasErrorsForFailuresAndNotesForAdvice() throws IOException {
        String text = render(GradeFormat.SARIF, ExampleGrades.mixed());
        assertEquals("", SchemaCheck.sarifProblems(text));
        JsonNode results = new ObjectMapper().readTree(text).at("/runs/0/results");
        assertEquals(2, results.size());
        JsonNode failed = results.get(0);
        assertEquals("image-too-large", failed.path("ruleId").asText());
        assertEquals("error", failed.path("level").asText());
        JsonNode place = failed.at("/locations/0/physicalLocation");
        assertEquals(
                "exercises/exercise-03-static-go-binary/app/Dockerfile",
                place.at("/artifactLocation/uri").asText());
        assertEquals(2, place.at("/region/startLine").asInt());
        assertEquals(3, place.at("/region/endLine").asInt());
        assertTrue(
                failed.at("/message/text").asText().endsWith("Start from a smaller base."),
                failed.toString());
        assertTrue(
                failed.at("/message/text").asText().startsWith("The image is too large: 50.0 MB"),
                failed.toString());
        for (JsonNode rule : new ObjectMapper().readTree(text).at("/runs/0/tool/driver/rules")) {
            assertFalse(rule.at("/help/text").asText().isEmpty(), "GitHub requires it: " + rule);
            assertFalse(rule.at("/fullDescription/text").asText().isEmpty(), rule.toString());
        }
        assertEquals("note", results.get(1).path("level").asText());
        assertEquals(1, results.get(1).path("locations").size(), "viewers need a place");
    }

    @Test
    void sarifOfWhatWasNotGradedHasNoResult() {
        String text = render(GradeFormat.SARIF, ExampleGrades.troubled());
        assertEquals("", SchemaCheck.sarifProblems(text));
        assertTrue(text.contains("\"results\" : [ ]"), text);
    }

    @Test
    void htmlNeedsNothingElseAndRunsNothing() {
        String page = render(GradeFormat.HTML, ExampleGrades.mixed());
        String markup = page.replaceAll("(?s)<style>.*?</style>", "");
        assertFalse(Pattern.compile("<(script|img|iframe|link|object)\\b").matcher(markup).find());
        for (String tag : tags(markup)) {
            assertFalse(tag.matches("(?s).*\\b(src|href|on[a-z]+)\\s*=.*"), tag);
        }
        assertFalse(page.contains("url("), "no file in the style sheet");
        assertFalse(page.contains("@import"), "no file in the style sheet");
    }

    @Test
    void htmlIsWellFormed() {
        for (Graded graded : List.of(ExampleGrades.mixed(), ExampleGrades.troubled())) {
            Deque<String> open = new ArrayDeque<>();
            for (String tag : tags(render(GradeFormat.HTML, graded))) {
                String name = tag.replaceFirst("(?s)^</?([a-z0-9]+).*", "$1");
                if (tag.startsWith("</")) {
                    assertEquals(open.pop(), name, tag);
                } else if (!tag.endsWith("/>") && !name.equals("meta")) {
                    open.push(name);
                }
            }
            assertEquals(0, open.size(), open.toString());
        }
    }

    @Test
    void htmlShowsTheImageBeforeAndAfterAsPictureAndAsTable() {
        String page = render(GradeFormat.HTML, ExampleGrades.mixed());
        assertTrue(page.contains("Before: the bloated one, 900.0 MB; Yours, 50.0 MB"), page);
        assertTrue(page.contains("<svg class=\"picture-bar\""), page);
        assertTrue(page.contains("<details open class=\"picture-data\">"), page);
        assertTrue(page.contains("RUN go build -o app ."), page);
        assertTrue(page.contains("<th scope=\"row\">the image has at most 10 MB</th>"), page);
        assertTrue(page.contains("✘ fail"), "words beside colours");
        assertTrue(
                render(GradeFormat.HTML, ExampleGrades.troubled())
                        .contains("This is not your Dockerfile: The engine stopped."));
    }

    private static List<String> tags(String page) {
        Matcher tags = Pattern.compile("<(/?[a-z][^>]*)>").matcher(page);
        return tags.results().map(result -> result.group()).toList();
    }
}
