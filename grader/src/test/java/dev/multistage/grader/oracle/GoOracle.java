package dev.multistage.grader.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The libraries that BuildKit itself uses, asked through a small Go program (src/test/go). Building
 * it needs Go 1.21 or newer on the PATH; it loads what else it needs from the Go module proxy.
 */
public final class GoOracle {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SOURCES = Path.of("src", "test", "go").toAbsolutePath();
    private static final Path BINARY = Path.of("target", "oracle").toAbsolutePath();

    private GoOracle() {}

    /** Asks about cases, each the fields of one JSON object; answers come in the same order. */
    public static List<JsonNode> ask(List<Map<String, Object>> cases) {
        go("build", "-o", BINARY.toString(), ".");
        try {
            Path questions = Files.createTempFile(Path.of("target"), "oracle", ".in");
            Path answers = Files.createTempFile(Path.of("target"), "oracle", ".out");
            try (BufferedWriter writer = Files.newBufferedWriter(questions)) {
                for (Map<String, Object> asked : cases) {
                    writer.write(JSON.writeValueAsString(asked));
                    writer.write('\n');
                }
            }
            run(
                    new ProcessBuilder(BINARY.toString())
                            .redirectInput(questions.toFile())
                            .redirectOutput(answers.toFile()));
            List<JsonNode> read = new ArrayList<>();
            try (BufferedReader reader = Files.newBufferedReader(answers)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    read.add(JSON.readTree(line));
                }
            }
            Files.delete(questions);
            Files.delete(answers);
            if (read.size() != cases.size()) {
                throw new AssertionError(
                        cases.size() + " questions, but " + read.size() + " answers");
            }
            return read;
        } catch (IOException e) {
            throw new AssertionError("the oracle could not be asked: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the files of the oracle's own modules whose name begins or ends so: Dockerfiles that
     * others wrote, without keeping copies of them here.
     */
    public static List<Path> filesOfModules(String prefix, String suffix) {
        List<Path> files = new ArrayList<>();
        for (String module : go("list", "-m", "-f", "{{.Dir}}", "all").lines().toList()) {
            if (module.isBlank()) {
                continue;
            }
            try (Stream<Path> walk = Files.walk(Path.of(module))) {
                walk.filter(
                                file -> {
                                    String name = file.getFileName().toString();
                                    return name.startsWith(prefix) && name.endsWith(suffix);
                                })
                        .filter(Files::isRegularFile)
                        .sorted()
                        .forEach(files::add);
            } catch (IOException e) {
                throw new AssertionError(module + " cannot be read", e);
            }
        }
        return files;
    }

    private static String go(String... arguments) {
        List<String> command = new ArrayList<>(List.of("go"));
        command.addAll(List.of(arguments));
        try {
            Files.createDirectories(BINARY.getParent());
            Path output = Files.createTempFile(Path.of("target"), "go", ".out");
            run(
                    new ProcessBuilder(command)
                            .directory(SOURCES.toFile())
                            .redirectOutput(output.toFile()));
            String text = Files.readString(output);
            Files.delete(output);
            return text;
        } catch (IOException e) {
            throw new AssertionError(
                    "This test compares with BuildKit's own Go libraries and needs the command go,"
                            + " version 1.21 or newer, on the PATH. Install Go from"
                            + " https://go.dev/dl, or leave the test out with"
                            + " -Dit.test='!*OracleIT'. ("
                            + e.getMessage()
                            + ")",
                    e);
        }
    }

    private static void run(ProcessBuilder builder) throws IOException {
        Path errors = Files.createTempFile(Path.of("target"), "oracle", ".err");
        Process process = builder.redirectError(errors.toFile()).start();
        try {
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(builder.command() + " did not end within ten minutes");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        String said = Files.readString(errors);
        Files.delete(errors);
        if (process.exitValue() != 0) {
            throw new AssertionError(builder.command() + " failed:\n" + said);
        }
    }
}
