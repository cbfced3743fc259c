package dev.multistage.grader.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.multistage.grader.check.Checks;
import dev.multistage.grader.image.ArchiveBuilder;
import dev.multistage.grader.image.TarBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees of commands that need no engine. */
class WorkbenchTest {

    @TempDir private Path home;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return run(Map.of(), args);
    }

    private int run(Map<String, String> environment, String... args) {
        return Workbench.run(session(environment), args);
    }

    private Session session(Map<String, String> environment) {
        out.reset();
        err.reset();
        return new Session(
                home,
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Attached(false, false, false),
                StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void listsTheExercises() {
        assertEquals(0, run("list"));
        assertTrue(out().contains("exercise-3 "), out());
    }

    @Test
    void suggestsTheExerciseThatWasMeant() {
        assertEquals(2, run("exercsie-3"));
        assertTrue(err().contains("did you mean exercise-3?"), err());
        assertEquals("", out());
    }

    @Test
    void saysWhatToTryAfterAnUnknownOption() {
        assertEquals(2, run("exercise-3", "--solutoin"));
        assertTrue(err().contains("--solution"), err());
        assertTrue(err().contains("--help"), err());
    }

    @Test
    void refusesAFormatThatThereIsNot() {
        assertEquals(2, run("exercise-3", "--format", "yaml"));
        assertTrue(err().contains("yaml"), err());
    }

    @Test
    void explainsItselfWithoutArguments() {
        assertEquals(2, run());
        assertTrue(out().contains("Usage: ./grade <exercise>"), out());
        assertEquals(0, run("--help"));
        assertTrue(out().contains("Exit codes"), out());
    }

    @Test
    void printsTheTableOfChecksAsJson() throws IOException {
        assertEquals(0, run("checks", "--format", "json"));
        JsonNode table = new ObjectMapper().readTree(out());
        assertEquals("multistage/checks/v1", table.path("format").asText());
        assertTrue(out().contains("\"runs-as-root\""));
    }

    @Test
    void saysWhatACodeMeans() throws IOException {
        assertEquals(0, run("checks", "runs-as-root"));
        assertTrue(out().contains("non-root-user"), out());
        assertTrue(out().contains("Whoever breaks into it is root"), out());
        assertFalse(out().contains("image-size"), out());
        assertEquals(0, run("checks", "T12", "--format", "json"));
        JsonNode checks = new ObjectMapper().readTree(out()).path("checks");
        assertEquals("non-root-user", checks.path(0).path("check").asText());
        assertEquals(2, run("checks", "runs-as-rot"));
        assertTrue(err().contains("did you mean runs-as-root?"), err());
    }

    @Test
    void everyCodeCanBeLookedUp() {
        for (String code : Checks.codes()) {
            assertEquals(0, run("checks", code), code);
            assertTrue(out().contains(code), out());
        }
    }

    @Test
    void showsHintsOneByOne() {
        assertEquals(0, run("hint", "exercise-3"));
        assertTrue(out().startsWith("Hint 1 of 3"), out());
        assertFalse(out().contains("Hint 2 of 3"), out());
        assertEquals(0, run("hint", "exercise-3", "--all"));
        assertTrue(out().contains("Hint 3 of 3"), out());
        assertEquals(2, run("hint", "exercise-3", "--level", "9"));
    }

    @Test
    void gradesAMissingDockerfileWithoutAnEngine() throws IOException {
        assertEquals(1, run("exercise-3", "--format", "json"));
        JsonNode grade = new ObjectMapper().readTree(out());
        assertEquals("failed", grade.path("status").asText());
        assertEquals("dockerfile-missing", grade.path("findings").get(0).path("code").asText());
    }

    @Test
    void recordsAttemptsAndSaysWhatChanged() throws IOException {
        assertEquals(1, run("exercise-3"));
        assertTrue(out().contains("Attempt 1: your first at this exercise."), out());
        assertTrue(lastLine(out()).startsWith("Not passed yet"), out());
        assertEquals(1, run("exercise-3"));
        assertTrue(out().contains("Attempt 2: no change against your last attempt."), out());
        assertTrue(Files.exists(home.resolve(".grade/attempts/exercise-3/000002.json")));
        assertTrue(Files.exists(home.resolve(".grade/progress.json")));
    }

    @Test
    void aStateThatCannotBeSavedChangesNoGrade() throws IOException {
        Files.writeString(home.resolve(".grade"), "");
        assertEquals(1, run("exercise-3", "--format", "json"));
        assertEquals("failed", new ObjectMapper().readTree(out()).path("status").asText());
        assertTrue(err().contains("Your progress could not be saved"), err());
    }

    @Test
    void callsAnInterruptionByItsNameWhateverBrokeInTheMiddle() {
        Session session = session(Map.of());
        session.interrupt();
        assertEquals(130, Workbench.run(session, "exercise-3"));
        assertTrue(err().contains("Interrupted."), err());
        assertEquals("", out());
    }

    @Test
    void writesTheGradeToAFile() throws IOException {
        Path file = home.resolve("grade.json");
        assertEquals(1, run("exercise-3", "--format", "json", "-o", file.toString()));
        assertEquals("", out());
        assertTrue(Files.readString(file).contains("multistage/grade/v1"));
        assertEquals(2, run("exercise-3", "-o", home.resolve("no/such/folder/x").toString()));
    }

    @Test
    void explainsAnArchiveWithoutAnEngine() throws IOException {
        Path archive = home.resolve("image.tar");
        Files.write(
                archive,
                new ArchiveBuilder()
                        .layer(new TarBuilder().file("opt/sdk/a", 90_000, 1))
                        .layer(new TarBuilder().directory("opt").file("opt/.wh.sdk", ""))
                        .history("COPY sdk /opt # buildkit", "RUN /bin/sh -c rm -rf /opt/sdk")
                        .both());
        assertEquals(0, explain(archive.toString()));
        assertTrue(out().contains("stored by step 1 and deleted by step 2"), out());
        assertTrue(out().strip().lines().toList().get(0).endsWith("image.tar"), out());
        assertTrue(lastLine(out()).startsWith("Explained"), out());
    }

    @Test
    void explainsALayoutInAFolderByItsDockerfile() throws IOException {
        Path layout = home.resolve("layout");
        byte[] archive =
                new ArchiveBuilder()
                        .layer(new TarBuilder().file("app/main", 90_000, 1))
                        .history("COPY main /app/ # buildkit")
                        .oci();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!entry.isDirectory()) {
                    Path file = layout.resolve(entry.getName());
                    Files.createDirectories(file.getParent());
                    Files.write(file, tar.readAllBytes());
                }
            }
        }
        Path dockerfile = home.resolve("Dockerfile");
        Files.writeString(dockerfile, "FROM scratch\n# the program\nCOPY main /app/\n");
        assertEquals(0, explain(layout.toString(), "-f", dockerfile.toString()));
        assertTrue(out().contains("COPY main /app/"), out());
        assertTrue(out().contains("line 3"), out());
    }

    @Test
    void packsLayersWhereTheDownloadSizeIsAskedFor() throws IOException {
        Path archive = home.resolve("image.tar");
        byte[] layer = new TarBuilder().file("a", 90_000, 1).build();
        Files.write(archive, new ArchiveBuilder().layer(layer).docker());
        assertEquals(0, explain(archive.toString(), "--format", "json", "--download"));
        assertEquals(
                ArchiveBuilder.gzip(layer).length,
                new ObjectMapper().readTree(out()).path("totals").path("downloadBytes").asLong());
        assertEquals(0, explain(archive.toString(), "--format", "json"));
        assertFalse(out().contains("downloadBytes"), out());
    }

    @Test
    void comparesTwoArchives() throws IOException {
        Path small = home.resolve("small.tar");
        Path large = home.resolve("large.tar");
        Files.write(
                small, new ArchiveBuilder().layer(new TarBuilder().file("a", 10_000, 1)).docker());
        Files.write(
                large,
                new ArchiveBuilder().layer(new TarBuilder().file("b/c", 400_000, 1)).docker());
        assertEquals(0, run("compare", large.toString(), small.toString()));
        assertEquals("Compared: B is 0.4 MB smaller (40 times).", lastLine(out()));
        assertEquals(2, run("compare", large.toString()));
        assertTrue(err().contains("needs two things"), err());
        assertEquals(2, run("compare", large.toString(), "--solution", small.toString()));
        assertTrue(err().contains("large.tar is none"), err());
    }

    @Test
    void refusesToExplainWhatIsNoImage() throws IOException {
        Path file = home.resolve("notes.txt");
        Files.writeString(file, "not an image");
        assertEquals(2, explain(file.toString()));
        assertTrue(err().contains("cannot be read"), err());
        assertEquals(2, explain("exercise-4"));
        assertTrue(err().contains("Dockerfile"), err());
        assertEquals(2, explain(file.toString(), "--solution"));
    }

    private int explain(String... arguments) {
        List<String> all = new ArrayList<>(List.of("explain"));
        all.addAll(List.of(arguments));
        return run(
                Map.of("MULTISTAGE_CACHE", home.resolve("cache").toString()),
                all.toArray(new String[0]));
    }

    private static String lastLine(String text) {
        List<String> lines = text.strip().lines().toList();
        return lines.get(lines.size() - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "--help",
                "hint exercise-3",
                "checks",
                "exercise-3",
                "exercise-99",
                "--version"
            })
    void printsNoEscapeByteWithoutATerminal(String command) {
        run(command.split(" "));
        assertFalse(out().contains("\u001b"), out());
        assertFalse(err().contains("\u001b"), err());
    }

    @Test
    void coloursOnlyWhereItIsForced() {
        run(Map.of("CLICOLOR_FORCE", "1"), "exercise-3");
        assertTrue(out().contains("\u001b["), out());
        run(Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1"), "exercise-3");
        assertFalse(out().contains("\u001b["), out());
    }
}
