package dev.multistage.grader.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.check.Answers;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersReaderTest {

    private static Answers read(String json) {
        return AnswersReader.read("answers.json", json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsAnswersWithTheirLines() {
        Answers answers =
                read("{\n  // measured\n  \"line\": 3,\n  \"slim\": { \"megabytes\": 1.5e2 }\n}\n");
        Answers.Given line = answers.to("line").orElseThrow();
        assertEquals(OptionalDouble.of(3), line.number());
        assertEquals(3, line.place().line());
        assertEquals("\"line\": 3,", line.place().text());
        assertEquals(OptionalDouble.of(150), answers.to("slim.megabytes").orElseThrow().number());
        assertTrue(answers.to("slim").isEmpty());
    }

    @Test
    void whatIsNoNumberHasNone() {
        Answers answers =
                read(
                        "{\"a\": null, \"b\": \"12\", \"c\": [1, {\"x\": 2}], \"d\": true, \"e\": 1e999}");
        for (String key : new String[] {"a", "b", "c", "d", "e"}) {
            assertEquals(OptionalDouble.empty(), answers.to(key).orElseThrow().number(), key);
        }
        assertEquals("", answers.to("a").orElseThrow().text());
        assertEquals("12", answers.to("b").orElseThrow().text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''| 0| holds no answers",
                "[1]| 1| holds no answers",
                "{\"a\": 1| 1| not JSON",
                "{;\"a\": 1,;\"b\" 2}| 3| not JSON",
                "{\"a\": 1, \"a\": 2}| 1| Duplicate field",
                "{\"a\": 1};{}| 2| behind the last }",
                "{\"a\": 12 MB}| 1| not JSON"
            })
    void saysWhereAFileIsBroken(String json, int line, String says) {
        Answers answers = read(json.replace(';', '\n'));
        assertTrue(answers.defect().contains(says), answers.defect());
        assertEquals(line, answers.where().map(place -> place.line()).orElse(0));
    }

    @Test
    void cutsWhatIsLongAndRefusesWhatIsDeep() {
        String text = read("{\"a\": \"" + "x".repeat(100_000) + "\"}").to("a").orElseThrow().text();
        assertEquals(61, text.length());
        assertTrue(read("{\"a\":".repeat(50_000)).defect().contains("not JSON"));
        assertTrue(read("{\"a\": " + "9".repeat(100_000) + "}").defect().length() < 300);
    }
}
