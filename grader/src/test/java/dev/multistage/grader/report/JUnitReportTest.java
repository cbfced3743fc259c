package dev.multistage.grader.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** What build servers read; {@code bench/reports.sh} holds it against their schema too. */
class JUnitReportTest {

    private static Element suite(Graded graded) throws Exception {
        String xml = GradeFormat.JUNIT.render(graded, Style.PLAIN);
        Document document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(xml)));
        assertEquals("testsuites", document.getDocumentElement().getTagName());
        return (Element) document.getElementsByTagName("testsuite").item(0);
    }

    private static Element only(Element parent, String name) {
        assertEquals(1, parent.getElementsByTagName(name).getLength(), name);
        return (Element) parent.getElementsByTagName(name).item(0);
    }

    @Test
    void hasOneTestForEachCriterionAndCountsThem() throws Exception {
        Element suite = suite(ExampleGrades.mixed());
        assertEquals(3, suite.getElementsByTagName("testcase").getLength());
        assertEquals("3", suite.getAttribute("tests"));
        assertEquals("1", suite.getAttribute("failures"));
        assertEquals("1", suite.getAttribute("skipped"));
        assertEquals("0", suite.getAttribute("errors"));
        assertEquals("3.250", suite.getAttribute("time"));
        Element build = (Element) suite.getElementsByTagName("testcase").item(0);
        assertEquals("2.000", build.getAttribute("time"), "viewers show 0 s where none is given");
        assertEquals(
                "exercises/exercise-03-static-go-binary/app/Dockerfile",
                suite.getAttribute("file"));
        assertTrue(only(suite, "skipped").getAttribute("message").startsWith("not reached"));
    }

    @Test
    void tellsOfAFailureWhereItIsAndWhatToDo() throws Exception {
        Element failure = only(suite(ExampleGrades.mixed()), "failure");
        assertEquals("image-too-large", failure.getAttribute("type"));
        assertTrue(failure.getAttribute("message").startsWith("The image is too large: 50.0 MB"));
        String text = failure.getTextContent();
        assertTrue(
                text.startsWith("exercises/exercise-03-static-go-binary/app/Dockerfile:2: RUN "),
                text);
        assertTrue(text.contains("\nnext: Start from a smaller base."), text);
        assertTrue(text.contains("<script>"), "text is text, not markup: " + text);
        assertTrue(text.chars().noneMatch(c -> c < 0x20 && c != '\n'), text);
    }

    @Test
    void callsTroubleAnErrorAndNotAFailure() throws Exception {
        Element suite = suite(ExampleGrades.troubled());
        assertEquals("0", suite.getAttribute("failures"));
        assertEquals("1", suite.getAttribute("errors"));
        assertEquals("1", suite.getAttribute("tests"));
        assertEquals(
                "This is not your Dockerfile: The engine stopped.",
                only(suite, "error").getAttribute("message"));
    }
}
