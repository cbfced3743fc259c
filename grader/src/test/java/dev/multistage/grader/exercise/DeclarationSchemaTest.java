package dev.multistage.grader.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema says of a declaration what its reader says. */
class DeclarationSchemaTest {

    private static final Path PUBLISHED =
            Path.of("src/main/resources/dev/multistage/grader/report/exercise-v1.schema.json");
    private static final CourseDirectory FILES = new CourseDirectory(Path.of(".."));
    private static final ObjectMapper MAPPER =
            new ObjectMapper().configure(JsonParser.Feature.ALLOW_COMMENTS, true);
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(DeclarationSchema.json());

    static Stream<String> declarations() {
        return Catalogue.of(FILES).exercises().stream().map(e -> e.path() + "/exercise.json");
    }

    @Test
    void whatIsPublishedIsUpToDate() throws IOException {
        assertEquals(
                DeclarationSchema.json(),
                Files.readString(PUBLISHED),
                "the build renews it: commit grader/" + PUBLISHED);
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void acceptsEveryExercise(String path) throws IOException {
        assertEquals(
                "", problems(new String(FILES.read(path).orElseThrow(), StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"minutes\": 15 -> \"minutes\": \"long\"",
                "\"title\" -> \"titel\"",
                "\"no-toolchain\" -> \"no-toolchian\"",
                "\"megabytes\": 10 } -> \"megabyte\": 10 }",
                "\"points\": 20, -> "
            })
    void refusesWhatTheReaderRefuses(String seed) throws IOException {
        String[] change = seed.split(" -> ?", 2);
        String sound =
                new String(
                        FILES.read("exercises/exercise-03-static-go-binary/exercise.json")
                                .orElseThrow(),
                        StandardCharsets.UTF_8);
        assertFalse(problems(sound.replace(change[0], change[1])).isEmpty(), seed);
    }

    private static String problems(String json) throws IOException {
        JsonNode node = MAPPER.readTree(json);
        Set<?> found = SCHEMA.validate(node);
        return found.stream().map(Object::toString).collect(Collectors.joining("\n"));
    }
}
