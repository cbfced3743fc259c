package dev.multistage.grader.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples in {@code site/pages/ci}, as far as they go without their services. */
class CiExamplesTest {

    private static final Path EXAMPLES = Path.of("../site/pages/ci");

    @TempDir private Path home;

    private static JsonNode read(String name) throws IOException {
        return new YAMLMapper().readTree(Files.readString(EXAMPLES.resolve(name)));
    }

    private static JsonNode step(JsonNode job, String name) {
        for (JsonNode step : job.path("steps")) {
            if (step.path("name").asText().startsWith(name)) {
                return step;
            }
        }
        throw new AssertionError("no step " + name);
    }

    /** Runs the command of a script that grades, and returns the files that it wrote. */
    private List<String> grade(String script) throws IOException {
        String command =
                script.lines().filter(l -> l.startsWith("./grade ")).findFirst().orElseThrow();
        Files.createDirectories(home.resolve("reports"));
        String[] arguments =
                command.substring("./grade ".length())
                        .replace("\"$EXERCISE\"", "exercise-3")
                        .replace("=reports/", "=" + home.resolve("reports") + "/")
                        .split(" ");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Session session =
                new Session(
                        home,
                        Map.of("CI", "true"),
                        stream,
                        stream,
                        new Attached(false, false, false),
                        StandardCharsets.UTF_8);
        // there is no Dockerfile, so it is graded without an engine
        assertEquals(1, Workbench.run(session, arguments), out.toString(StandardCharsets.UTF_8));
        List<String> written = new ArrayList<>();
        Matcher files = Pattern.compile("=(reports/[a-z.]+)").matcher(command);
        while (files.find()) {
            assertTrue(Files.size(home.resolve(files.group(1))) > 0, files.group(1));
            written.add(files.group(1));
        }
        return written;
    }

    @Test
    void theExampleForGitHubWritesWhatItsNextStepsRead() throws IOException {
        JsonNode job = read("github-actions.yml").path("jobs").path("grade");
        List<String> written = grade(step(job, "Grade").path("run").asText());
        String summary = step(job, "Show").path("run").asText();
        assertTrue(summary.contains("cat reports/summary.md"), summary);
        assertTrue(written.contains("reports/summary.md"), written.toString());
        assertTrue(
                written.contains(step(job, "Mark").path("with").path("sarif_file").asText()),
                written.toString());
    }

    @Test
    void theExampleForGitHubGivesNoMoreRightsThanItNeedsAndRunsNoTextOfOthers() throws IOException {
        JsonNode workflow = read("github-actions.yml");
        assertEquals("{\"contents\":\"read\"}", workflow.path("permissions").toString());
        for (JsonNode job : workflow.path("jobs")) {
            for (JsonNode step : job.path("steps")) {
                assertFalse(step.path("run").asText().contains("${{"), step.toString());
            }
        }
    }

    @Test
    void theExampleForGitHubFindsTheExercisesThatChanged() throws Exception {
        assumeTrue(has("git") && has("jq") && has("bash"), "git, jq and bash are needed");
        JsonNode job = read("github-actions.yml").path("jobs").path("changed");
        String script = step(job, "Find").path("run").asText();
        Path file = home.resolve("exercises/exercise-03-static-go-binary/app/Dockerfile");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "FROM scratch\n");
        Path other = home.resolve("exercises/exercise-04-node/app/Dockerfile");
        Files.createDirectories(other.getParent());
        Files.writeString(other, "FROM scratch\n");
        String commit = "git -c user.name=a -c user.email=a@b commit -q -m x";
        bash(Map.of(), "git init -q . && git add . && " + commit);
        Files.writeString(file, "FROM alpine\n");
        bash(Map.of(), commit + " -a");
        String three = "exercise-03-static-go-binary";
        assertEquals("exercises=[\"" + three + "\"]\n", found(script, "HEAD~1", ""));
        String all = "exercises=[\"" + three + "\",\"exercise-04-node\"]\n";
        assertEquals(all, found(script, "0000000000000000000000000000000000000000", ""));
        assertEquals("exercises=[\"exercise-7\"]\n", found(script, "HEAD", "exercise-7"));
        assertEquals("exercises=[]\n", found(script, "HEAD", ""));
    }

    private String found(String script, String before, String asked) throws Exception {
        Path output = home.resolve(".git/output");
        Files.deleteIfExists(output);
        bash(Map.of("BEFORE", before, "ASKED", asked, "GITHUB_OUTPUT", output.toString()), script);
        return Files.readString(output);
    }

    private void bash(Map<String, String> variables, String script) throws Exception {
        // as GitHub runs it
        ProcessBuilder builder = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", script);
        builder.directory(home.toFile()).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    private static boolean has(String program) {
        for (String folder : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void theExampleForGitLabWritesWhatItKeeps() throws IOException {
        JsonNode job = read("gitlab-ci.yml").path("grade");
        StringBuilder script = new StringBuilder();
        job.path("script").forEach(line -> script.append(line.asText()).append('\n'));
        List<String> written = grade(script.toString());
        assertTrue(
                written.contains(job.at("/artifacts/reports/junit").asText()), written.toString());
        for (String file : written) {
            assertTrue(file.startsWith(job.at("/artifacts/paths/0").asText()), file);
        }
        String host = job.at("/services/0/alias").asText();
        assertEquals("tcp://" + host + ":2375", job.at("/variables/DOCKER_HOST").asText());
        assertEquals(host, job.at("/variables/TESTCONTAINERS_HOST_OVERRIDE").asText());
    }
}
