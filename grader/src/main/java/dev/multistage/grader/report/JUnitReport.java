package dev.multistage.grader.report;

import dev.multistage.grader.check.Place;
import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.GradedImage;
import dev.multistage.grader.grading.Mark;
import dev.multistage.grader.grading.Trouble;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A grade as JUnit XML, as build servers show it: an exercise is a test suite, a criterion a test.
 * Valid against the schema {@code junit-10.xsd} of Jenkins, which knows no place of a test: file
 * and line are the first line of a failure's text. What an earlier failure blocks, or this machine
 * cannot judge, is skipped; trouble that is not the learner's is an error.
 */
final class JUnitReport {

    private static final String BUILD = "builds";

    private final StringWriter text = new StringWriter();
    private XMLStreamWriter xml;
    private int depth;

    /** Renders a grade. */
    String render(Graded graded) {
        try {
            xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            suites(graded);
            xml.writeEndDocument();
            xml.close();
            return text + "\n";
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void suites(Graded graded) throws XMLStreamException {
        Grade grade = graded.grade();
        List<Finding> criteria = graded.criteria();
        int errors = grade.trouble().isPresent() ? 1 : 0;
        String tests = String.valueOf(criteria.size() + errors);
        String failures = String.valueOf(graded.failed().size());
        String seconds = seconds(grade.timing().total());
        open("testsuites");
        attribute("name", "multistage");
        attribute("tests", tests);
        attribute("failures", failures);
        attribute("errors", String.valueOf(errors));
        attribute("time", seconds);
        open("testsuite");
        attribute("name", grade.exercise().id() + " " + grade.exercise().declaration().title());
        attribute("tests", tests);
        attribute("failures", failures);
        attribute("errors", String.valueOf(errors));
        attribute(
                "skipped",
                String.valueOf(
                        criteria.stream()
                                .filter(f -> f.status() == Finding.Status.SKIPPED)
                                .count()));
        attribute("time", seconds);
        attribute("file", graded.path(grade.exercise().declaration().dockerfiles().get(0)));
        properties(graded);
        if (grade.trouble().isPresent()) {
            trouble(grade, grade.trouble().get());
        }
        for (Finding finding : criteria) {
            test(finding, graded);
        }
        more(graded);
        close();
        close();
    }

    private static String seconds(double time) {
        return String.format(Locale.ROOT, "%.3f", time);
    }

    private void properties(Graded graded) throws XMLStreamException {
        Grade grade = graded.grade();
        open("properties");
        property("exercise", grade.exercise().id().toString());
        property("exercise.version", grade.exercise().version());
        property("submission", grade.source());
        property("submission.digest", grade.digest());
        property("status", grade.status().name().toLowerCase(Locale.ROOT));
        property("score.points", String.valueOf(grade.score().points()));
        property("score.of", String.valueOf(grade.score().of()));
        property("grader.version", graded.graderVersion());
        if (grade.engine().isPresent()) {
            property("engine.version", grade.engine().get().version());
            property("engine.platform", grade.engine().get().platform());
        }
        for (GradedImage image : grade.images()) {
            property(
                    "image." + image.dockerfile() + ".unpackedBytes",
                    String.valueOf(image.unpackedBytes()));
        }
        for (Mark mark : grade.marks()) {
            property("mark." + mark.id(), String.valueOf(mark.reached()));
        }
        close();
    }

    private void property(String name, String value) throws XMLStreamException {
        open("property");
        attribute("name", name);
        attribute("value", value);
        close();
    }

    private void test(Finding finding, Graded graded) throws XMLStreamException {
        open("testcase");
        attribute("name", finding.criterion() + ": " + finding.requirement());
        attribute("classname", "multistage." + graded.grade().exercise().id());
        if (finding.check().equals(BUILD)) {
            // the other checks share one image and one container, so none has a time of its own
            attribute("time", seconds(graded.grade().timing().build()));
        }
        switch (finding.status()) {
            case FAILED -> {
                open("failure");
                attribute("type", finding.code());
                attribute("message", finding.title() + ": " + firstLine(finding.observed()));
                content(failure(finding, graded));
                close();
            }
            case SKIPPED -> {
                open("skipped");
                attribute("message", Graded.because(finding) + ". " + finding.observed());
                close();
            }
            default -> {
                open("system-out");
                content(finding.observed());
                close();
            }
        }
        close();
    }

    private static String failure(Finding finding, Graded graded) {
        StringBuilder said = new StringBuilder();
        for (Place place : finding.where()) {
            if (place.line() > 0) {
                said.append(graded.path(place.file()))
                        .append(':')
                        .append(place.line())
                        .append(": ");
            }
            said.append(Printable.oneLine(place.path().isEmpty() ? place.text() : place.path()));
            said.append('\n');
        }
        said.append("measured: ").append(finding.observed()).append('\n');
        said.append("wanted: ").append(finding.expected()).append('\n');
        said.append("why: ").append(finding.why()).append('\n');
        said.append("next: ").append(finding.next());
        if (!finding.hint().isEmpty()) {
            said.append("\nhelp: ./grade hint ").append(graded.grade().exercise().id());
        }
        return said.toString();
    }

    private void trouble(Grade grade, Trouble trouble) throws XMLStreamException {
        open("testcase");
        attribute("name", "graded");
        attribute("classname", "multistage." + grade.exercise().id());
        open("error");
        attribute("type", trouble.kind().name().toLowerCase(Locale.ROOT));
        attribute("message", "This is not your Dockerfile: " + trouble.message());
        content(trouble.remedy());
        close();
        close();
    }

    private void more(Graded graded) throws XMLStreamException {
        StringBuilder said = new StringBuilder();
        for (Finding advice : graded.advice()) {
            for (Place place : advice.where()) {
                if (place.line() > 0) {
                    said.append(graded.path(place.file()) + ":" + place.line() + ": ");
                }
            }
            said.append(advice.requirement() + ". " + advice.observed() + " " + advice.next());
            said.append('\n');
        }
        graded.grade().notes().forEach(note -> said.append(note).append('\n'));
        if (!said.isEmpty()) {
            open("system-out");
            content(said.toString());
            close();
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private void open(String element) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth++));
        xml.writeStartElement(element);
    }

    private void close() throws XMLStreamException {
        depth--;
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, Printable.oneLine(value));
    }

    /**
     * XML 1.0 can hold no control characters, not even escaped: {@link Printable} takes them out.
     */
    private void content(String untrusted) throws XMLStreamException {
        xml.writeCharacters(Printable.clean(untrusted));
    }
}
