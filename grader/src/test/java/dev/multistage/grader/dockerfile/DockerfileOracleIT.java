package dev.multistage.grader.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multistage.grader.dockerfile.VariableLexer.LexException;
import dev.multistage.grader.dockerfile.VariableLexer.Mode;
import dev.multistage.grader.oracle.GoOracle;
import java.io.IOException;
import java.math.BigInteger;
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
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

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
            JsonNode expected = comparable(answers.get(i));
            JsonNode found = read(files.get(i));
            refused += expected.path("error").asText().isEmpty() ? 0 : 1;
            if (!expected.equals(found) && !refusedForBrokenBytes(files.get(i), expected, found)) {
                differences.add(
                        quote(files.get(i))
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
            JsonNode found = expand(cases.get(i));
            if (!comparableExpansion(expected).equals(comparableExpansion(found))) {
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
            String found = reference(text);
            if (!found.equals(described(answers.get(i)))) {
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

    /** BuildKit's answer without what belongs to Go. */
    private static JsonNode comparable(JsonNode answer) {
        ObjectNode comparable = JSON.objectNode();
        comparable.put("error", comparableError(answer.path("error").asText()));
        comparable.put("syntax", answer.path("syntax").asText());
        if (answer.path("instructions").isArray()) {
            comparable.put("escape", answer.path("escape").asText());
            ArrayNode instructions = comparable.putArray("instructions");
            answer.path("instructions")
                    .forEach(node -> instructions.add(comparableInstruction(node)));
        }
        if (answer.path("error").asText().isEmpty()) {
            comparable.set("stages", answer.path("stages"));
        }
        return comparable;
    }

    private static ObjectNode comparableInstruction(JsonNode node) {
        ObjectNode copy = ((ObjectNode) node).deepCopy();
        copy.put("original", GoCharacters.trim(copy.path("original").asText()));
        for (JsonNode heredoc : copy.path("heredocs")) {
            long descriptor =
                    heredoc.path("fd")
                            .bigIntegerValue()
                            .min(BigInteger.valueOf(Integer.MAX_VALUE))
                            .longValue();
            ((ObjectNode) heredoc).put("fd", descriptor);
        }
        dropBrokenBytes(copy);
        if (copy.path("trigger").isObject()) {
            ObjectNode trigger = comparableInstruction(copy.path("trigger"));
            trigger.remove(List.of("start", "end", "heredocs"));
            if (trigger.path("word").asText().equalsIgnoreCase("ONBUILD")) {
                trigger.putNull("trigger"); // refused anyway, and not read any further here
            }
            copy.set("trigger", trigger);
        }
        return copy;
    }

    /** BuildKit cuts the type of a HEALTHCHECK in the middle of characters, and then refuses it. */
    private static void dropBrokenBytes(ObjectNode instruction) {
        boolean broken =
                instruction.path("word").asText().equalsIgnoreCase("HEALTHCHECK")
                        && !instruction.path("args").path(0).asText().matches("\\p{ASCII}*");
        if (broken) {
            instruction.putArray("args");
            instruction.put("json", false);
        }
    }

    /** With such bytes BuildKit may refuse the HEALTHCHECK for another reason. */
    private static boolean refusedForBrokenBytes(String text, JsonNode expected, JsonNode found) {
        return !expected.path("error").asText().isEmpty()
                && !found.path("error").asText().isEmpty()
                && text.toUpperCase(Locale.ROOT).contains("HEALTHCHECK")
                && !text.matches("\\p{ASCII}*");
    }

    /** Which of equally near words BuildKit suggests is left to chance. */
    private static String comparableError(String error) {
        return error.replaceFirst("^dockerfile parse error on line \\d+: ", "")
                .replaceFirst(
                        "(?s)^Unknown type .* in HEALTHCHECK.*", "Unknown type in HEALTHCHECK")
                .replaceFirst(" \\(did you mean [^)]*\\?\\)$", " (did you mean?)");
    }

    private static JsonNode read(String text) {
        ObjectNode found = JSON.objectNode();
        found.put("error", "");
        found.put("syntax", syntax(text));
        try {
            DockerfileReader reader =
                    new DockerfileReader(SourceFile.of(text.getBytes(StandardCharsets.UTF_8)));
            ArrayNode instructions = JSON.arrayNode();
            for (DockerfileReader.Located located : reader.read()) {
                instructions.add(instruction(located));
            }
            found.put("escape", String.valueOf(reader.escape()));
            found.set("instructions", instructions);
            ArrayNode stages = JSON.arrayNode();
            Dockerfile.parse(text).stages().forEach(stage -> stages.add(stage(stage)));
            found.set("stages", stages);
        } catch (DockerfileSyntaxException e) {
            found.put("error", comparableError(e.getMessage()));
        }
        return found;
    }

    private static ObjectNode instruction(DockerfileReader.Located located) {
        ObjectNode node = instruction(located.instruction());
        dropBrokenBytes(node);
        node.put("start", located.startLine());
        node.put("end", located.endLine());
        ArrayNode heredocs = node.putArray("heredocs");
        for (Heredoc heredoc : located.heredocs()) {
            heredocs.addObject()
                    .put("name", heredoc.name())
                    .put("fd", (long) heredoc.fileDescriptor())
                    .put("expand", heredoc.expand())
                    .put("chomp", heredoc.stripTabs())
                    .put("content", heredoc.content());
        }
        return node;
    }

    private static ObjectNode stage(Stage stage) {
        ObjectNode node = JSON.objectNode();
        node.put("name", stage.name().orElse(""));
        node.put("base", stage.from().words().get(0));
        node.put("platform", stage.from().flag("platform").flatMap(Flag::value).orElse(""));
        ArrayNode commands = node.putArray("commands");
        for (Instruction instruction : stage.instructions()) {
            commands.add(instruction.keyword().name().toLowerCase(Locale.ROOT));
        }
        return node;
    }

    private static String syntax(String text) {
        if (text.isEmpty()) {
            return "";
        }
        try {
            return DirectiveReader.syntax(SourceFile.of(text.getBytes(StandardCharsets.UTF_8)))
                    .map(Directive::value)
                    .orElse("");
        } catch (DockerfileSyntaxException e) {
            return "";
        }
    }

    private static ObjectNode instruction(RawInstruction raw) {
        ObjectNode node = JSON.objectNode();
        node.put("word", raw.word());
        node.put("original", raw.line().text());
        ArrayNode flags = node.putArray("flags");
        raw.flags().forEach(flag -> flags.add(flag.word()));
        ArrayNode arguments = node.putArray("args");
        boolean pairs =
                raw.keyword().filter(k -> k == Keyword.ENV || k == Keyword.LABEL).isPresent();
        if (pairs) {
            for (Assignment assignment : raw.assignments()) {
                arguments.add(assignment.name());
                arguments.add(assignment.value().orElse(""));
                arguments.add(assignment.legacy() ? "" : "=");
            }
        } else {
            raw.arguments().forEach(argument -> arguments.add(argument.value()));
        }
        node.put("json", raw.json());
        if (raw.trigger().isPresent()) {
            ObjectNode trigger = instruction(raw.trigger().get());
            dropBrokenBytes(trigger);
            node.set("trigger", trigger);
        } else {
            node.putNull("trigger");
        }
        return node;
    }

    private static ObjectNode expand(Map<String, Object> asked) {
        ObjectNode found = JSON.objectNode();
        boolean raw = (boolean) asked.get("raw");
        @SuppressWarnings("unchecked")
        Map<String, String> variables = (Map<String, String>) asked.get("env");
        try {
            VariableLexer.Result result =
                    VariableLexer.process(
                            (String) asked.get("text"),
                            ((String) asked.get("escape")).charAt(0),
                            variables,
                            raw ? new Mode(true, true, true, false) : Mode.EXPAND);
            found.put("error", "");
            found.put("text", result.text());
            ArrayNode words = found.putArray("words");
            result.words().forEach(words::add);
            ArrayNode undefined = found.putArray("undefined");
            result.undefined().forEach(undefined::add);
        } catch (LexException e) {
            found.put("error", e.getMessage());
        }
        return found;
    }

    private static String comparableExpansion(JsonNode answer) {
        if (!answer.path("error").asText().isEmpty()) {
            return "refused";
        }
        List<String> undefined = new ArrayList<>();
        answer.path("undefined").forEach(name -> undefined.add(name.asText()));
        return answer.path("text")
                + " "
                + answer.path("words")
                + " "
                + undefined.stream().sorted().toList();
    }

    private static String reference(String text) {
        try {
            ImageReference reference = ImageReference.parse(text);
            return String.join(
                    " | ",
                    reference.registry(),
                    reference.repository(),
                    reference.tag().orElse(""),
                    reference.digest().orElse(""),
                    reference.familiar(),
                    reference.canonical());
        } catch (ImageReference.InvalidReferenceException e) {
            return "refused";
        }
    }

    private static String described(JsonNode answer) {
        return answer.path("error").asText().isEmpty()
                ? String.join(
                        " | ",
                        answer.path("registry").asText(),
                        answer.path("path").asText(),
                        answer.path("tag").asText(),
                        answer.path("digest").asText(),
                        answer.path("familiar").asText(),
                        answer.path("canonical").asText())
                : "refused";
    }

    private static String quote(String text) {
        return JSON.textNode(text).toString();
    }
}
