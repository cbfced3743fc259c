package dev.multistage.grader.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.explain.Anatomy;
import dev.multistage.grader.explain.CacheMiss;
import dev.multistage.grader.explain.Comparison;
import dev.multistage.grader.explain.ExampleImages;
import dev.multistage.grader.explain.Explanation;
import dev.multistage.grader.explain.LineRun;
import dev.multistage.grader.explain.Material;
import dev.multistage.grader.explain.Remark;
import dev.multistage.grader.explain.Subject;
import dev.multistage.grader.grading.SchemaCheck;
import dev.multistage.grader.image.ArchiveBuilder;
import dev.multistage.grader.image.TarBuilder;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Explanations and comparisons as people and programs see them. */
class ExplanationReportTest {

    private static final Style WIDE = new Style(false, true, 100);

    private static Explanation built() throws IOException {
        return Anatomy.of(
                        Material.of("exercise-4", Subject.Kind.EXERCISE, ExampleImages.shipped())
                                .builtFrom(
                                        "app/Docker file",
                                        Dockerfile.parse(ExampleImages.MULTI_STAGE))
                                .with(ExampleImages.DEV)
                                .withBuild(
                                        List.of(
                                                new LineRun(4, false, 21.34),
                                                new LineRun(2, true, 0)),
                                        List.of(
                                                new CacheMiss(
                                                        4,
                                                        CacheMiss.Reason.FILES_CHANGED,
                                                        "package.json changed",
                                                        List.of("package.json"))))
                                .withDownload(123_456)
                                .noting(List.of("a note")))
                .explain();
    }

    /** An archive whose names and history try to get out of every format. */
    private static Explanation hostile() throws IOException {
        return Anatomy.of(
                        Material.of(
                                "<script>alert(1)</script>\u001b[31m",
                                Subject.Kind.ARCHIVE,
                                ExampleImages.read(
                                        new ArchiveBuilder()
                                                .layer(
                                                        new TarBuilder()
                                                                .file(
                                                                        "d/<img src=x>\u001b[2J\u202e",
                                                                        90_000,
                                                                        1))
                                                .layer(new TarBuilder().file(".wh.d", ""))
                                                .history(
                                                        "RUN </code><script>x</script> \\u001b]0;t",
                                                        "RUN rm"))))
                .explain();
    }

    @Test
    void putsTheBytesBesideTheLine() throws IOException {
        String text = new TextExplanation(WIDE).render(built());
        String copy =
                text.lines()
                        .filter(line -> line.contains("COPY --from=build"))
                        .findFirst()
                        .orElseThrow();
        assertTrue(copy.matches(" +0\\.3 +0\\.3 +8 │ COPY --from=build .*"), copy);
        String run =
                text.lines()
                        .filter(line -> line.contains("│ RUN npm ci"))
                        .findFirst()
                        .orElseThrow();
        assertTrue(run.matches(" +21\\.3 +4 │ RUN npm ci"), run);
        assertTrue(text.contains("line 4 (21.3 s): package.json changed"), text);
        assertTrue(text.contains("0.1 MB to download"), text);
        assertTrue(text.contains("note: a note"), text);
        assertTrue(text.strip().endsWith("things to improve."), text);
    }

    @Test
    void saysAMoveOnceThatServesSeveralRemarks() {
        String copyLess = "Copy only what runs.";
        String text =
                new TextRemarks(WIDE, false)
                        .render(
                                List.of(
                                        remark("8.7 kB of sources", 8_700, copyLess),
                                        remark("5.0 kB of caches", 5_000, "Clean up."),
                                        remark("3.6 kB of tests", 3_600, copyLess),
                                        remark("no byte of it", 0, copyLess)));
        assertTrue(text.contains("3. 3.6 kB of tests.\n   next: the same as for 1.\n"), text);
        // the other list begins again at 1
        assertTrue(text.endsWith("1. no byte of it.\n   next: " + copyLess + "\n"), text);
        assertEquals(3, text.split(copyLess, -1).length, text);
    }

    private static Remark remark(String sentence, long bytes, String next) {
        return new Remark("code", sentence, bytes, List.of(), List.of(), "why", next);
    }

    @Test
    void fitsEveryLineIntoTheTerminal() throws IOException {
        for (int width : new int[] {40, 80, 120}) {
            String text = new TextExplanation(new Style(false, true, width)).render(built());
            text += new TextExplanation(new Style(false, true, width)).render(hostile());
            text += new TextComparison(new Style(false, true, width)).render(comparison());
            text.lines().forEach(line -> assertTrue(line.length() <= width, width + ": " + line));
        }
    }

    @Test
    void printsNothingThatATerminalWouldObey() throws IOException {
        String text = new TextExplanation(WIDE).render(hostile());
        assertFalse(text.contains("\u001b"), text);
        assertFalse(text.contains("\u202e"), text);
    }

    @Test
    void fitsThePublishedSchemas() throws IOException {
        JsonExplanation json = new JsonExplanation("0.1.0");
        String schema = "explanation-v1.schema.json";
        assertEquals("", SchemaCheck.problems(json.render(built()), schema));
        assertEquals("", SchemaCheck.problems(json.render(hostile()), schema));
        assertEquals(
                "", SchemaCheck.problems(json.render(comparison()), "comparison-v1.schema.json"));
        assertFalse(SchemaCheck.problems("{}", schema).isEmpty());
    }

    @Test
    void fitsTheSchemaOfSarif() throws IOException {
        SarifExplanation sarif = new SarifExplanation("0.1.0");
        assertEquals("", SchemaCheck.sarifProblems(sarif.render(built())));
        assertEquals("", SchemaCheck.sarifProblems(sarif.render(hostile())));
        assertFalse(SchemaCheck.sarifProblems("{\"version\": \"2.1.0\"}").isEmpty());
    }

    @Test
    void tellsInJsonWhatItTellsInText() throws IOException {
        JsonNode json = new ObjectMapper().readTree(new JsonExplanation("0.1.0").render(built()));
        JsonNode run = json.path("lines").get(3);
        assertEquals(4, run.path("line").asInt());
        assertEquals("files-changed", run.path("missed").path("reason").asText());
        assertEquals("package.json", run.path("missed").path("files").get(0).asText());
        assertEquals(990_000, json.path("totals").path("unpackedBytes").asLong());
    }

    private static Comparison comparison() throws IOException {
        return Comparison.of(
                ExampleImages.multiStage(),
                Anatomy.of(Material.of("stage", Subject.Kind.IMAGE, ExampleImages.stage())));
    }

    @Test
    void comparesInOneTable() throws IOException {
        String text = new TextComparison(WIDE).render(comparison());
        assertTrue(text.contains("- 8 COPY --from=build"), text);
        assertTrue(text.contains("+0.3    4 RUN npm ci"), text);
        assertTrue(text.strip().endsWith("Compared: B is 0.2 MB smaller."), text);
    }

    @Test
    void makesOnePageThatRunsNothing() throws IOException {
        String page = new HtmlExplanation().render(hostile());
        assertFalse(page.contains("<script"), page);
        assertFalse(page.contains("<img"), page);
        assertFalse(page.contains("\u001b"), page);
        assertTrue(page.contains("&lt;script&gt;"), page);
        for (String outside : List.of("http:", "https:", "src=", "href=", "@import", "url(")) {
            assertFalse(page.replace("&lt;img src=x&gt;", "").contains(outside), outside);
        }
        String built = new HtmlExplanation().render(built());
        assertTrue(built.contains("<svg "), built);
        assertTrue(built.contains("package.json changed"), built);
    }

    @Test
    void givesSarifAResultForEachRemarkWithItsLine() throws IOException {
        JsonNode sarif = new ObjectMapper().readTree(new SarifExplanation("0.1.0").render(built()));
        assertEquals("2.1.0", sarif.path("version").asText());
        JsonNode run = sarif.path("runs").get(0);
        Set<String> rules = new HashSet<>();
        run.path("tool")
                .path("driver")
                .path("rules")
                .forEach(r -> rules.add(r.path("id").asText()));
        assertEquals(built().remarks().size(), run.path("results").size());
        for (JsonNode result : run.path("results")) {
            assertTrue(rules.contains(result.path("ruleId").asText()), result.toString());
            assertFalse(result.path("message").path("text").asText().isEmpty());
            JsonNode place = result.path("locations").get(0).path("physicalLocation");
            assertEquals("app/Docker%20file", place.path("artifactLocation").path("uri").asText());
            assertTrue(place.path("region").path("startLine").asInt() >= 1);
        }
        JsonNode without =
                new ObjectMapper().readTree(new SarifExplanation("0.1.0").render(hostile()));
        assertEquals(
                0, without.path("runs").get(0).path("results").get(0).path("locations").size());
    }
}
