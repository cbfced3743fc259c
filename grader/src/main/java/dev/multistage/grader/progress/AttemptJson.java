package dev.multistage.grader.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** Attempts as JSON in the format {@value #FORMAT}. */
final class AttemptJson {

    static final String FORMAT = "multistage/attempt/v1";
    private static final String GRADE = "multistage/grade/v1";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private AttemptJson() {}

    static byte[] write(Attempt attempt) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", FORMAT)
                .put("number", attempt.number())
                .put("at", attempt.at().toString())
                .put("seconds", rounded(attempt.seconds()));
        try {
            root.set("grade", parse(attempt.grade()));
        } catch (StateException impossible) {
            throw new IllegalStateException(impossible);
        }
        ObjectNode texts = root.putObject("files");
        ObjectNode others = MAPPER.createObjectNode();
        attempt.files()
                .forEach(
                        (name, content) -> {
                            try {
                                texts.put(name, text(content));
                            } catch (CharacterCodingException noText) {
                                others.put(name, Base64.getEncoder().encodeToString(content));
                            }
                        });
        if (!others.isEmpty()) {
            // what is no UTF-8 would not come back byte for byte as text
            root.set("base64", others);
        }
        return bytes(root);
    }

    static Attempt read(String exercise, int number, byte[] json) throws StateException {
        JsonNode root = parse(json);
        String format = root.path("format").asText("");
        if (!format.equals(FORMAT)) {
            throw format.startsWith("multistage/attempt/")
                    ? StateException.newer(format)
                    : StateException.damaged("it is no attempt");
        }
        JsonNode grade = root.path("grade");
        Map<String, byte[]> files = new TreeMap<>();
        for (Map.Entry<String, JsonNode> file : root.path("files").properties()) {
            files.put(file.getKey(), file.getValue().asText().getBytes(StandardCharsets.UTF_8));
        }
        try {
            for (Map.Entry<String, JsonNode> file : root.path("base64").properties()) {
                files.put(file.getKey(), Base64.getDecoder().decode(file.getValue().asText()));
            }
            return new Attempt(
                    exercise,
                    number,
                    Instant.parse(root.path("at").asText()),
                    seconds(root.path("seconds")),
                    result(grade),
                    new String(bytes(grade), StandardCharsets.UTF_8),
                    files);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw StateException.damaged(e.getMessage());
        }
    }

    /** Reads from a grade how it ended. */
    static Result result(JsonNode grade) throws StateException {
        String format = grade.path("format").asText("");
        if (!format.equals(GRADE)) {
            throw format.startsWith("multistage/grade/")
                    ? StateException.newer(format)
                    : StateException.damaged("it holds no grade");
        }
        boolean passed = grade.path("status").asText().equals("passed");
        List<String> marks = new ArrayList<>();
        for (JsonNode mark : grade.path("marks")) {
            if (passed && mark.path("reached").asBoolean()) {
                marks.add(mark.path("id").asText());
            }
        }
        long bytes = 0;
        for (JsonNode image : grade.path("images")) {
            bytes += Math.max(0, image.path("unpackedBytes").asLong());
        }
        Set<String> codes = new LinkedHashSet<>();
        for (JsonNode finding : grade.path("findings")) {
            if (finding.path("status").asText().equals("failed")) {
                codes.add(finding.path("code").asText());
            }
        }
        return new Result(
                passed,
                grade.path("score").path("points").asInt(),
                grade.path("score").path("of").asInt(),
                grade.path("images").isEmpty() ? OptionalLong.empty() : OptionalLong.of(bytes),
                marks,
                List.copyOf(codes));
    }

    /** Reads from a grade what was not met. */
    static List<Failing> failing(String grade) {
        List<Failing> failing = new ArrayList<>();
        try {
            for (JsonNode finding : parse(grade).path("findings")) {
                if (finding.path("status").asText().equals("failed")) {
                    failing.add(
                            new Failing(
                                    finding.path("code").asText(),
                                    finding.path("requirement").asText(),
                                    finding.path("observed").asText(),
                                    finding.path("next").asText()));
                }
            }
        } catch (StateException impossible) {
            throw new IllegalStateException(impossible);
        }
        return failing;
    }

    static JsonNode parse(String json) throws StateException {
        return parse(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a JSON object that nothing follows. */
    static JsonNode parse(byte[] json) throws StateException {
        try (var parser = MAPPER.createParser(json)) {
            JsonNode root = MAPPER.readTree(parser);
            if (root == null || root.isMissingNode()) {
                throw StateException.damaged("it is empty");
            }
            if (!root.isObject()) {
                throw StateException.damaged("it is no JSON object");
            }
            if (parser.nextToken() != null) {
                throw StateException.damaged("something follows the end of its JSON");
            }
            return root;
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr();
            throw StateException.damaged("its JSON is broken in " + line);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static double seconds(JsonNode node) throws StateException {
        double value = node.asDouble(-1);
        if (!node.isNumber() || !(value >= 0 && value < 1e12)) {
            throw StateException.damaged("\"seconds\" is no number of seconds");
        }
        return value;
    }

    static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }

    private static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String text(byte[] content) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    }
}
