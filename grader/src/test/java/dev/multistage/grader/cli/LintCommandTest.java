package dev.multistage.grader.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.multistage.grader.grading.SchemaCheck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./grade lint} says of Dockerfiles that belong to no exercise. */
class LintCommandTest {

    private static final String BLOATED =
            """
            FROM alpine:3.23
            RUN apk add curl
            COPY . /app
            # hadolint ignore=DL3025
            CMD /app/run
            """;

    @TempDir private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void writeDockerfile() throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), BLOATED);
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve(".git/HEAD"), "ref: refs/heads/main");
    }

    private int run(String... args) {
        out.reset();
        err.reset();
        Session session =
                new Session(
                        folder,
                        Map.of(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new Attached(false, false, false),
                        StandardCharsets.UTF_8);
        return Workbench.run(session, args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void namesLineReasonAndNextMove() {
        assertEquals(0, run("lint", folder.resolve("Dockerfile").toString()));
        assertTrue(out().contains("Dockerfile:2:5"), out());
        assertTrue(out().contains("> RUN apk add curl"), out());
        assertTrue(out().contains("T06 package-cache-left"), out());
        assertTrue(out().contains("Write apk add --no-cache"), out());
        assertTrue(out().contains(": 2 mistakes, 2 improvements, 1 tip."), out());
    }

    @Test
    void reportsSuppressionCommentsAndObeysNone() {
        run("lint", folder.toString());
        assertTrue(out().contains("T24 shell-form"), out());
        assertTrue(out().contains("hadolint ignore=DL3025"), out());
    }

    @Test
    void countsTheFilesThatTheContextLetsThrough() throws IOException {
        run("lint", folder.toString());
        assertTrue(out().contains("T11 dockerignore-missing"), out());
        Files.writeString(folder.resolve(".dockerignore"), ".git\n");
        run("lint", folder.toString());
        assertFalse(out().contains("T11"), out());
    }

    @Test
    void givesTheSameAsJson() throws IOException {
        assertEquals(0, run("lint", folder.toString(), "--format", "json"));
        JsonNode root = new ObjectMapper().readTree(out());
        assertEquals("", SchemaCheck.problems(out(), "advice-v1.schema.json"));
        assertEquals("multistage/advice/v1", root.path("format").asText());
        JsonNode cache =
                StreamSupport.stream(root.path("advice").spliterator(), false)
                        .filter(a -> a.path("name").asText().equals("package-cache-left"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(2, cache.path("where").path("line").asInt());
        assertEquals(5, cache.path("where").path("column").asInt());
        assertEquals(17, cache.path("where").path("endColumn").asInt());
    }

    @Test
    void givesCodeScanningAResultWithItsPlace() throws IOException {
        assertEquals(0, run("lint", folder.toString(), "--format", "sarif"));
        assertEquals("", SchemaCheck.sarifProblems(out()));
        JsonNode result =
                StreamSupport.stream(
                                new ObjectMapper()
                                        .readTree(out())
                                        .at("/runs/0/results")
                                        .spliterator(),
                                false)
                        .filter(a -> a.path("ruleId").asText().equals("package-cache-left"))
                        .findFirst()
                        .orElseThrow();
        JsonNode place = result.at("/locations/0/physicalLocation");
        assertEquals(
                folder.resolve("Dockerfile").toUri().toString(),
                place.at("/artifactLocation/uri").asText());
        assertEquals(2, place.at("/region/startLine").asInt(), out());
        assertEquals(5, place.at("/region/startColumn").asInt(), out());
    }

    @Test
    void endsWithOneWhereAskedTo() {
        assertEquals(1, run("lint", folder.toString(), "--fail-on", "mistake"));
        assertEquals(0, run("lint", folder.toString()));
    }

    @Test
    void saysWhereAFileIsNoDockerfile() throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), "FROM alpine:3.23\nRUNN true\n");
        assertEquals(2, run("lint", folder.toString()));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains(":2: unknown instruction"));
        assertEquals(2, run("lint", folder.resolve("nowhere").toString()));
    }
}
