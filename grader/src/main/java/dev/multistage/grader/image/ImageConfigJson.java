package dev.multistage.grader.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.multistage.grader.image.ImageConfig.Healthcheck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the config document of an image. Absent, null and ill-typed values count as not said: what
 * foreign builders leave out is no reason to refuse an image.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/config.md">OCI config</a>
 */
final class ImageConfigJson {

    private static final double NANOSECONDS = 1e9;

    private ImageConfigJson() {}

    static JsonNode parse(ObjectMapper json, byte[] document, String name) throws ArchiveException {
        try {
            JsonNode parsed = json.readTree(document);
            if (parsed == null) {
                throw new ArchiveException("The document '" + name + "' is empty");
            }
            return parsed;
        } catch (JsonProcessingException notJson) {
            throw new ArchiveException("The document '" + name + "' is no valid JSON", notJson);
        } catch (IOException fromMemory) {
            throw new IllegalStateException(fromMemory);
        }
    }

    static ImageConfig read(JsonNode document) {
        JsonNode config = document.path("config");
        return read(
                config, text(document, "os"), text(document, "architecture"), history(document));
    }

    /** Reads {@code GET /images/NAME/json}, which has the same parts under other names. */
    static ImageConfig readInspection(JsonNode inspection, List<HistoryEntry> history) {
        return read(
                inspection.path("Config"),
                text(inspection, "Os"),
                text(inspection, "Architecture"),
                history);
    }

    private static ImageConfig read(
            JsonNode config, String os, String architecture, List<HistoryEntry> history) {
        return new ImageConfig(
                text(config, "User"),
                texts(config.path("Entrypoint")),
                texts(config.path("Cmd")),
                env(config.path("Env")),
                names(config.path("ExposedPorts")),
                labels(config.path("Labels")),
                text(config, "WorkingDir"),
                text(config, "StopSignal"),
                healthcheck(config.path("Healthcheck")),
                texts(config.path("Shell")),
                names(config.path("Volumes")),
                os,
                architecture,
                history);
    }

    private static List<HistoryEntry> history(JsonNode document) {
        List<HistoryEntry> history = new ArrayList<>();
        for (JsonNode step : document.path("history")) {
            history.add(
                    new HistoryEntry(
                            text(step, "created_by"),
                            step.path("empty_layer").asBoolean(false),
                            text(step, "comment"),
                            text(step, "created")));
        }
        return history;
    }

    private static Optional<Healthcheck> healthcheck(JsonNode declared) {
        return declared.isObject()
                ? Optional.of(
                        new Healthcheck(
                                texts(declared.path("Test")),
                                declared.path("Interval").asDouble(0) / NANOSECONDS,
                                declared.path("Timeout").asDouble(0) / NANOSECONDS,
                                declared.path("StartPeriod").asDouble(0) / NANOSECONDS,
                                declared.path("Retries").asInt(0)))
                : Optional.empty();
    }

    private static Map<String, String> env(JsonNode list) {
        Map<String, String> env = new LinkedHashMap<>();
        for (String pair : texts(list)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                env.put(pair, "");
            } else {
                env.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return env;
    }

    private static Map<String, String> labels(JsonNode object) {
        Map<String, String> labels = new LinkedHashMap<>();
        object.properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText("")));
        return labels;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list) {
            texts.add(item.asText(""));
        }
        return texts;
    }

    static String text(JsonNode object, String key) {
        return object.path(key).asText("");
    }
}
