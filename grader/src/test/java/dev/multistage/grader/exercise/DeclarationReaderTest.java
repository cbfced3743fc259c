package dev.multistage.grader.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.check.ImageSize;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationReaderTest {

    private static final String VALID =
            """
            {
              "format": "multistage/exercise/v1",
              // a comment is allowed
              "title": "Ship only the binary",
              "language": "go",
              "minutes": 15,
              "port": 8080,
              "starterFails": ["single-stage"],
              "rubric": [
                { "id": "build", "points": 40, "check": { "check": "builds" } },
                { "id": "size", "points": 60, "needs": ["build"], "check": { "check": "image-size", "megabytes": 10 } }
              ]
            }
            """;

    private static Declaration read(String json) {
        return DeclarationReader.read("exercise.json", json.getBytes(StandardCharsets.UTF_8));
    }

    private static DeclarationException rejected(String json) {
        return assertThrows(DeclarationException.class, () -> read(json));
    }

    @Test
    void readsADeclaration() {
        Declaration declaration = read(VALID);
        assertEquals("Ship only the binary", declaration.title());
        assertEquals(new ImageSize(10), declaration.rubric().get(1).check());
        assertEquals(30, declaration.budgets().startSeconds());
        assertEquals("/health", declaration.health());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // what is written | instead of what | line | what the message says
                "\"titel\"| \"title\"| 4| \"titel\" is not a key here; did you mean \"title\"?",
                "image-sise| image-size| 11| there is no check \"image-sise\"; did you mean \"image-size\"?",
                "megabyte\"| megabytes\"| 11| \"megabyte\" is not a key here; did you mean \"megabytes\"?",
                "\"megabytes\": -1| \"megabytes\": 10| 11| \"megabytes\" must be more than 0",
                "\"points\": 50| \"points\": 60| 9| the points of \"rubric\" add up to 90, not to 100",
                "\"minutes\": \"long\"| \"minutes\": 15| 6| minutes",
                "[\"bild\"]| [\"build\"]| 11| criterion \"size\" needs \"bild\", which no earlier criterion is called",
                "multistage/exercise/v9| multistage/exercise/v1| 2| \"format\" must be \"multistage/exercise/v1\""
            })
    void saysWhereAndWhatIsWrong(String wrong, String right, int line, String says) {
        String json = VALID.replace(right.strip(), wrong.strip());
        DeclarationException problem = rejected(json);
        assertTrue(problem.getMessage().contains(says.strip()), problem.getMessage());
        assertEquals(line, problem.line(), problem.getMessage());
        assertTrue(problem.getMessage().startsWith("exercise.json:" + line + ": "));
    }

    @Test
    void rejectsAKeyThatStandsTwice() {
        DeclarationException problem =
                rejected(VALID.replace("\"port\": 8080", "\"port\": 8080, \"port\": 9090"));
        assertTrue(problem.getMessage().contains("Duplicate"), problem.getMessage());
    }

    @Test
    void rejectsWhatIsNoJson() {
        assertEquals(1, rejected("title: Ship it").line());
        assertTrue(rejected("").getMessage().startsWith("exercise.json"));
    }
}
