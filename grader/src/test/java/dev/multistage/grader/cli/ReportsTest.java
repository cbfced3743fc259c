package dev.multistage.grader.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the reports of one grade go. The exercise has no Dockerfile, so no engine is needed. */
class ReportsTest {

    @TempDir private Path home;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int grade(String... arguments) {
        out.reset();
        err.reset();
        Session session =
                new Session(
                        home,
                        Map.of(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new Attached(false, false, false),
                        StandardCharsets.UTF_8);
        String[] all =
                Stream.concat(Stream.of("exercise-3"), Stream.of(arguments)).toArray(String[]::new);
        return Workbench.run(session, all);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(name -> !name.equals(".grade"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void writesSeveralReportsOfOneGrade() throws IOException {
        String list =
                "junit=%s/r.xml,html=%s/a,b.html,Markdown=%s/r.md".replace("%s", home.toString());
        assertEquals(1, grade("--format", "json", "--format", list));
        assertTrue(out().startsWith("{"), out());
        assertTrue(Files.readString(home.resolve("r.xml")).contains("<testsuites "));
        assertTrue(Files.readString(home.resolve("a,b.html")).startsWith("<!doctype html>"));
        assertTrue(Files.readString(home.resolve("r.md")).startsWith("## ❌"));
        assertEquals(List.of("a,b.html", "r.md", "r.xml"), files());
    }

    @Test
    void showsTextWhereEveryReportHasAFile() {
        assertEquals(1, grade("--format", "sarif=" + home.resolve("r.sarif")));
        assertTrue(out().contains("Not passed yet"), out());
        assertEquals(1, grade("--format", "markdown", "-o", home.resolve("r.md").toString()));
        assertEquals("", out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "json,html",
                "yaml",
                "yaml=x",
                "junit=",
                "junit=%s/x,html=%s/./x",
                "junit=%s",
                "junit=%s/no/such/folder/x",
                "junit=/proc/x"
            })
    void refusesWhatCannotBeBeforeItGrades(String formats) throws IOException {
        assertEquals(2, grade("--format", formats.replace("%s", home.toString())));
        assertEquals("", out());
        assertTrue(err().startsWith("grade: "), err());
        assertEquals(List.of(), files());
        assertFalse(Files.exists(home.resolve(".grade")), "nothing was graded");
    }

    @Test
    void namesTheFormatsThatThereAre() {
        assertEquals(2, grade("--format", "yaml"));
        assertTrue(err().contains("text, json, junit, sarif, html, markdown"), err());
    }

    @Test
    void replacesAReportAndKeepsWhoMayReadIt() throws IOException {
        Path report = home.resolve("r.json");
        Files.writeString(report, "old and much longer ".repeat(10_000));
        assumeTrue(
                Files.getFileStore(home).supportsFileAttributeView("posix"),
                "a file system with POSIX permissions is needed");
        Files.setPosixFilePermissions(report, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(home.resolve("link"), report);
        assertEquals(1, grade("--format", "json=" + link));
        assertTrue(Files.isSymbolicLink(link), "the link stays one");
        assertTrue(Files.readString(report).endsWith("}\n"), "no rest of the old one");
        assertEquals(
                "rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(report)));
        assertEquals(List.of("link", "r.json"), files());
    }

    @Test
    void writesToADeviceAsItIs() {
        assertEquals(1, grade("--format", "json=/dev/null"));
        assertTrue(
                Files.exists(Path.of("/dev/null")) && !Files.isRegularFile(Path.of("/dev/null")));
    }

    @Test
    void saysThatADiskIsFullAfterShowingTheGrade() {
        assumeTrue(Files.exists(Path.of("/dev/full")), "/dev/full is needed, as Linux has it");
        assertEquals(3, grade("--format", "json=/dev/full"));
        assertTrue(out().contains("Not passed yet"), out());
        assertTrue(err().contains("cannot write /dev/full: No space left"), err());
    }
}
