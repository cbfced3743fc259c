package dev.multistage.grader.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.multistage.grader.oracle.GoOracle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the parser against BuildKit's own, on collected and on generated files. */
class DockerfileOracleIT {

    private static final int GENERATED = 20_000;
    private static final int MUTATED_PER_FILE = 20;
    private static final int DIFFERENCES_SHOWN = 5;

    @Test
    void readsLikeBuildKit() throws IOException {
        List<String> files = new ArrayList<>(collected());
        int collected = files.size();
        DockerfileGenerator generator = new DockerfileGenerator(20261124);
        for (int i = 0; i < collected; i++) {
            for (int j = 0; j < MUTATED_PER_FILE; j++) {
                files.add(generator.mutate(files.get(i), 1 + j % 4));
            }
        }
        for (int i = 0; i < GENERATED; i++) {
            files.add(generator.next());
        }
        files.removeIf(file -> file.length() > Dockerfile.MAXIMUM_BYTES / 4);
        List<JsonNode> answers =
                GoOracle.ask(
                        files.stream()
                                .map(
                                        text ->
                                                Map.<String, Object>of(
                                                        "kind", "dockerfile", "text", text))
                                .toList());

        int refused = 0;
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            JsonNode expected = OracleAnswers.comparable(answers.get(i));
            JsonNode found = OracleAnswers.read(files.get(i));
            refused += expected.path("error").asText().isEmpty() ? 0 : 1;
            if (!expected.equals(found)
                    && !OracleAnswers.refusedForBrokenBytes(files.get(i), expected, found)) {
                differences.add(
                        OracleAnswers.quote(files.get(i))
                                + "\n  BuildKit: "
                                + expected
                                + "\n  here:     "
                                + found);
            }
        }
        System.out.printf(
                "Dockerfiles held against BuildKit: %d, collected %d, refused by both %d, different"
                        + " %d%n",
                files.size(), collected, refused, differences.size());
        assertNone(differences);
        assertTrue(collected >= 50, collected + " collected files");
        assertTrue(refused > files.size() / 20 && refused < files.size() * 4 / 5, "mixed cases");
    }

    @Test
    void expandsVariablesLikeBuildKit() {
        List<Map<String, Object>> cases = new ArrayList<>();
        Random random = new Random(7);
        List<String> pieces =
                List.of(
                        "$",
                        "{",
                        "}",
                        "${",
                        "X",
                        "Y",
                        "EMPTY",
                        "_",
                        "1",
                        "@",
                        ":",
                        "-",
                        "+",
                        "?",
                        "#",
                        "%",
                        "/",
                        "*",
                        "\\",
                        "`",
                        "'",
                        "\"",
                        " ",
                        "\t",
                        "<",
                        "<<",
                        "a",
                        "b",
                        "a*b",
                        ".",
                        "é",
                        "\u00a0",
                        "$X",
                        "${X}",
                        "${X:-d}",
                        "${Y:-d}",
                        "${EMPTY:+s}",
                        "${X#a}",
                        "${X##*a}",
                        "${X%b*}",
                        "${X%%b*}",
                        "${X/a/b}",
                        "${X//a/$Y}",
                        "${X/",
                        "${Y:?no}",
                        "\uFEFF",
                        "\\/",
                        "\\}",
                        "$$",
                        "😀");
        for (int i = 0; i < GENERATED; i++) {
            StringBuilder word = new StringBuilder();
            for (int j = random.nextInt(9); j >= 0; j--) {
                word.append(pieces.get(random.nextInt(pieces.size())));
            }
            cases.add(
                    Map.of(
                            "kind",
                            "expand",
                            "text",
                            word.toString(),
                            "escape",
                            random.nextInt(4) == 0 ? "`" : "\\",
                            "raw",
                            random.nextInt(4) == 0,
                            "env",
                            Map.of("X", "aXbab/a*b", "EMPTY", "", "a", "$X é")));
        }
        List<JsonNode> answers = GoOracle.ask(cases);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            JsonNode expected = answers.get(i);
            JsonNode found = OracleAnswers.expand(cases.get(i));
            if (!OracleAnswers.comparableExpansion(expected)
                    .equals(OracleAnswers.comparableExpansion(found))) {
                differences.add(
                        cases.get(i) + "\n  BuildKit: " + expected + "\n  here:     " + found);
            }
        }
        System.out.printf(
                "words expanded like BuildKit: %d, different %d%n",
                cases.size(), differences.size());
        assertNone(differences);
    }

    @Test
    void readsImageReferencesLikeDocker() {
        List<Map<String, Object>> cases = new ArrayList<>();
        Random random = new Random(11);
        String digest = "0123456789abcdef".repeat(4);
        List<String> pieces =
                List.of(
                        "golang",
                        "a",
                        "B",
                        "1.26",
                        ":",
                        "@",
                        "/",
                        ".",
                        "-",
                        "_",
                        "__",
                        "--",
                        "localhost",
                        "docker.io",
                        "index.docker.io",
                        "gcr.io",
                        "example.com:5000",
                        "[::1]:5000",
                        "library/",
                        "sha256:" + digest,
                        "sha512:" + digest,
                        digest,
                        ":latest",
                        "@sha256:" + digest,
                        "x".repeat(130),
                        " ",
                        "é",
                        "md5:",
                        "[",
                        "#");
        for (int i = 0; i < GENERATED / 2; i++) {
            StringBuilder word = new StringBuilder();
            for (int j = random.nextInt(6); j >= 0; j--) {
                word.append(pieces.get(random.nextInt(pieces.size())));
            }
            cases.add(Map.of("kind", "reference", "text", word.toString()));
        }
        List<JsonNode> answers = GoOracle.ask(cases);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            String expected = answers.get(i).toString();
            String text = (String) cases.get(i).get("text");
            String found = OracleAnswers.reference(text);
            if (!found.equals(OracleAnswers.described(answers.get(i)))) {
                differences.add(text + "\n  Docker: " + expected + "\n  here:   " + found);
            }
        }
        System.out.printf(
                "image references read like Docker: %d, different %d%n",
                cases.size(), differences.size());
        assertNone(differences);
    }

    @Test
    void knowsTheSignalsOfDocker() {
        List<String> signals = new ArrayList<>(List.of("", "SIG", "SIGSIGTERM", "RTMIN+0", "+9"));
        for (int i = -1; i < 70; i++) {
            signals.addAll(List.of("" + i, "RTMIN+" + i, "SIGRTMAX-" + i));
        }
        for (String name :
                """
                ABRT ALRM BUS CHLD CLD CONT EMT FPE HUP ILL INFO INT IO IOT KILL LOST PIPE POLL
                PROF PWR QUIT RTMIN RTMAX SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU UNUSED URG
                USR1 USR2 VTALRM WINCH XCPU XFSZ
                """
                        .trim()
                        .split("\\s+")) {
            signals.addAll(List.of(name, "SIG" + name, "sig" + name.toLowerCase(Locale.ROOT)));
        }
        List<JsonNode> answers =
                GoOracle.ask(
                        signals.stream()
                                .map(name -> Map.<String, Object>of("kind", "signal", "text", name))
                                .toList());
        for (int i = 0; i < signals.size(); i++) {
            assertEquals(
                    answers.get(i).path("valid").asBoolean(),
                    Signals.isSignal(signals.get(i)),
                    signals.get(i));
        }
    }

    private static void assertNone(List<String> differences) {
        assertEquals(
                "",
                String.join(
                        "\n",
                        differences.subList(0, Math.min(DIFFERENCES_SHOWN, differences.size()))),
                differences.size() + " differences");
    }

    private static List<String> collected() throws IOException {
        List<Path> files = new ArrayList<>(GoOracle.filesOfModules("Dockerfile", ""));
        for (String root : List.of("exercises", "solutions")) {
            try (Stream<Path> walk = Files.walk(Path.of("..", root))) {
                walk.filter(file -> file.getFileName().toString().startsWith("Dockerfile"))
                        .filter(Files::isRegularFile)
                        .sorted()
                        .forEach(files::add);
            }
        }
        List<String> texts = new ArrayList<>(TrickyDockerfiles.all());
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (!text.contains("\uFFFD")) {
                texts.add(text);
            }
        }
        return texts;
    }
}
