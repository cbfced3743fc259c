package dev.multistage.grader.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The summary as JSON in the format {@value #FORMAT}.
 *
 * @param progress what could be read of it
 * @param document the document, with what others have put into it
 * @param problem what is wrong with it; empty if it is sound
 */
record ProgressJson(Progress progress, ObjectNode document, Optional<StateException> problem) {

    static final String FORMAT = "multistage/progress/v1";
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int MOST = 1_000_000_000;

    /** No summary has been written yet. */
    static final ProgressJson NONE =
            new ProgressJson(
                    new Progress(Map.of()),
                    JsonNodeFactory.instance.objectNode(),
                    Optional.empty());

    /** Reads a summary; of a damaged one what is sound. */
    static ProgressJson read(byte[] json) {
        try {
            ObjectNode root = (ObjectNode) AttemptJson.parse(json);
            String format = root.path("format").asText("");
            if (!format.equals(FORMAT)) {
                throw format.startsWith("multistage/progress/")
                        ? StateException.newer(format)
                        : StateException.damaged("it is no summary of progress");
            }
            return exercises(root);
        } catch (StateException problem) {
            return new ProgressJson(NONE.progress(), NONE.document(), Optional.of(problem));
        }
    }

    /** Returns a summary of which nothing can be read. */
    static ProgressJson damaged(String what) {
        return new ProgressJson(
                NONE.progress(), NONE.document(), Optional.of(StateException.damaged(what)));
    }

    /** Returns whether a newer version of the workbench wrote it. */
    boolean newer() {
        return problem.map(StateException::newer).orElse(false);
    }

    private static ProgressJson exercises(ObjectNode root) throws StateException {
        if (!root.path("exercises").isObject()) {
            throw StateException.damaged("\"exercises\" is no object");
        }
        Map<String, Standing> sound = new TreeMap<>();
        List<String> unsound = new ArrayList<>();
        Optional<StateException> problem = Optional.empty();
        for (Map.Entry<String, JsonNode> entry : root.path("exercises").properties()) {
            try {
                sound.put(entry.getKey(), standing(entry.getValue()));
            } catch (StateException | DateTimeException e) {
                unsound.add(entry.getKey());
                problem =
                        Optional.of(
                                StateException.damaged(
                                        "\"" + entry.getKey() + "\": " + e.getMessage()));
            }
        }
        ((ObjectNode) root.path("exercises")).remove(unsound);
        return new ProgressJson(new Progress(sound), root, problem);
    }

    private static Standing standing(JsonNode node) throws StateException {
        if (!node.isObject()) {
            throw StateException.damaged("it is no object");
        }
        return new Standing(
                count(node, "attempts"),
                AttemptJson.seconds(node.path("seconds")),
                instant(node, "first"),
                instant(node, "last"),
                instant(node, "passed"),
                result(node.path("best")),
                result(node.path("latest")),
                Set.copyOf(words(node, "marks")),
                node.has("hints") ? count(node, "hints") : 0,
                Set.copyOf(words(node, "answered")),
                node.path("asked").asBoolean());
    }

    private static int count(JsonNode node, String key) throws StateException {
        JsonNode value = node.path(key);
        if (!value.isIntegralNumber() || value.asLong() < 0 || value.asLong() > MOST) {
            throw StateException.damaged("\"" + key + "\" is no count");
        }
        return value.asInt();
    }

    private static Optional<Instant> instant(JsonNode node, String key) {
        return node.hasNonNull(key)
                ? Optional.of(Instant.parse(node.path(key).asText()))
                : Optional.empty();
    }

    private static Optional<Result> result(JsonNode node) throws StateException {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        JsonNode bytes = node.path("bytes");
        if (!bytes.isMissingNode() && (!bytes.isIntegralNumber() || bytes.asLong() < 0)) {
            throw StateException.damaged("\"bytes\" is no number of bytes");
        }
        return Optional.of(
                new Result(
                        node.path("passed").asBoolean(),
                        count(node, "points"),
                        node.has("of") ? count(node, "of") : 100,
                        bytes.isMissingNode()
                                ? OptionalLong.empty()
                                : OptionalLong.of(bytes.asLong()),
                        words(node, "marks"),
                        words(node, "codes")));
    }

    private static List<String> words(JsonNode node, String key) throws StateException {
        JsonNode values = node.path(key);
        if (!values.isMissingNode() && !values.isArray()) {
            throw StateException.damaged("\"" + key + "\" is no list");
        }
        List<String> words = new ArrayList<>();
        values.forEach(value -> words.add(value.asText()));
        return words;
    }

    /** Returns the document with another progress; what others have put into it stays. */
    byte[] written(Progress changed) {
        ObjectNode root = document.deepCopy();
        root.put("format", FORMAT);
        ObjectNode exercises =
                root.path("exercises").isObject()
                        ? (ObjectNode) root.path("exercises")
                        : root.putObject("exercises");
        changed.exercises()
                .forEach(
                        (id, standing) -> {
                            ObjectNode node =
                                    exercises.path(id).isObject()
                                            ? (ObjectNode) exercises.path(id)
                                            : exercises.putObject(id);
                            write(node, standing);
                        });
        try {
            return MAPPER.writeValueAsBytes(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void write(ObjectNode node, Standing standing) {
        node.put("attempts", standing.attempts())
                .put("seconds", AttemptJson.rounded(standing.seconds()));
        putOrRemove(node, "first", standing.first().map(Instant::toString));
        putOrRemove(node, "last", standing.last().map(Instant::toString));
        putOrRemove(node, "passed", standing.passed().map(Instant::toString));
        node.remove(List.of("best", "latest"));
        standing.best().ifPresent(best -> write(node.putObject("best"), best));
        standing.latest().ifPresent(latest -> write(node.putObject("latest"), latest));
        putWords(node, "marks", standing.marks());
        node.put("hints", standing.hints());
        putWords(node, "answered", standing.answered());
        node.put("asked", standing.asked());
    }

    private static void write(ObjectNode node, Result result) {
        node.put("passed", result.passed()).put("points", result.points()).put("of", result.of());
        result.bytes().ifPresent(bytes -> node.put("bytes", bytes));
        putWords(node, "marks", result.marks());
        putWords(node, "codes", result.codes());
    }

    private static void putWords(ObjectNode node, String key, Collection<String> words) {
        ArrayNode array = node.putArray(key);
        words.forEach(array::add);
    }

    private static void putOrRemove(ObjectNode node, String key, Optional<String> value) {
        value.ifPresentOrElse(text -> node.put(key, text), () -> node.remove(key));
    }
}
