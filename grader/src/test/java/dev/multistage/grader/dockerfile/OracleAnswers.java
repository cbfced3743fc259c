package dev.multistage.grader.dockerfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multistage.grader.dockerfile.VariableLexer.LexException;
import dev.multistage.grader.dockerfile.VariableLexer.Mode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Answers of Go's parsers and of ours, put so that they can be compared: without what belongs to
 * Go, and without what the oracles leave to chance.
 */
final class OracleAnswers {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private OracleAnswers() {}

    /** BuildKit's answer without what belongs to Go. */
    static JsonNode comparable(JsonNode answer) {
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

    static ObjectNode comparableInstruction(JsonNode node) {
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
    static void dropBrokenBytes(ObjectNode instruction) {
        boolean broken =
                instruction.path("word").asText().equalsIgnoreCase("HEALTHCHECK")
                        && !instruction.path("args").path(0).asText().matches("\\p{ASCII}*");
        if (broken) {
            instruction.putArray("args");
            instruction.put("json", false);
        }
    }

    /** With such bytes BuildKit may refuse the HEALTHCHECK for another reason. */
    static boolean refusedForBrokenBytes(String text, JsonNode expected, JsonNode found) {
        return !expected.path("error").asText().isEmpty()
                && !found.path("error").asText().isEmpty()
                && text.toUpperCase(Locale.ROOT).contains("HEALTHCHECK")
                && !text.matches("\\p{ASCII}*");
    }

    /** Which of equally near words BuildKit suggests is left to chance. */
    static String comparableError(String error) {
        return error.replaceFirst("^dockerfile parse error on line \\d+: ", "")
                .replaceFirst(
                        "(?s)^Unknown type .* in HEALTHCHECK.*", "Unknown type in HEALTHCHECK")
                .replaceFirst(" \\(did you mean [^)]*\\?\\)$", " (did you mean?)");
    }

    static JsonNode read(String text) {
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

    static ObjectNode instruction(DockerfileReader.Located located) {
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

    static ObjectNode stage(Stage stage) {
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

    static String syntax(String text) {
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

    static ObjectNode instruction(RawInstruction raw) {
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

    static ObjectNode expand(Map<String, Object> asked) {
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

    static String comparableExpansion(JsonNode answer) {
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

    static String reference(String text) {
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

    static String described(JsonNode answer) {
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

    static String quote(String text) {
        return JSON.textNode(text).toString();
    }
}
