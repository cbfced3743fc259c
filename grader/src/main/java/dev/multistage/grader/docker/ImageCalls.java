package dev.multistage.grader.docker;

import static dev.multistage.grader.docker.EngineHttp.encode;
import static dev.multistage.grader.docker.EngineHttp.encodeName;
import static dev.multistage.grader.docker.EngineHttp.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The engine's calls on images: describe, list, export, load, import, tag, remove. */
final class ImageCalls {

    /** Loading or exporting may pause while the engine unpacks a layer, but not for this long. */
    private static final Duration STALL = Duration.ofMinutes(5);

    private final EngineHttp http;

    ImageCalls(EngineHttp http) {
        this.http = http;
    }

    Optional<ImageDescription> describe(String reference) {
        return http.find("/images/" + encodeName(reference) + "/json").map(ImageCalls::inspected);
    }

    private static ImageDescription inspected(JsonNode image) {
        JsonNode config = image.path("Config");
        return new ImageDescription(
                image.path("Id").asText(),
                texts(image.path("RepoTags")),
                labels(config.path("Labels")),
                texts(image.path("RootFS").path("Layers")),
                image.path("Size").asLong(),
                texts(image.path("RepoDigests")),
                config.path("User").asText(""));
    }

    List<ImageDescription> images(Map<String, String> labels) {
        List<ImageDescription> found = new ArrayList<>();
        for (JsonNode image : http.get("/images/json?filters=" + filter(labels))) {
            found.add(
                    new ImageDescription(
                            image.path("Id").asText(),
                            texts(image.path("RepoTags")),
                            labels(image.path("Labels")),
                            List.of(),
                            image.path("Size").asLong(),
                            texts(image.path("RepoDigests")),
                            ""));
        }
        return found;
    }

    /** Returns an API filter on labels, escaped for a query. */
    static String filter(Map<String, String> labels) {
        List<String> wanted = new ArrayList<>();
        labels.forEach((name, value) -> wanted.add(value.isEmpty() ? name : name + "=" + value));
        try {
            return encode(EngineHttp.JSON.writeValueAsString(Map.of("label", wanted)));
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    InputStream export(String reference) {
        return http.openInterruptibly(
                request("GET", "/images/" + encodeName(reference) + "/get").build(),
                EngineHttp.LONG,
                STALL);
    }

    void load(InputStream archive) {
        read("/images/load?quiet=1", archive);
    }

    void importRootFilesystem(InputStream tar, String tag, List<String> changes) {
        StringBuilder path = new StringBuilder("/images/create?fromSrc=-");
        ImageName name = ImageName.parse(tag);
        path.append("&repo=").append(encode(name.repository()));
        path.append("&tag=").append(encode(name.tag()));
        changes.forEach(change -> path.append("&changes=").append(encode(change)));
        read(path.toString(), tar);
    }

    /** Uploads an archive; the engine reports errors inside an answer whose status is 200. */
    private void read(String path, InputStream archive) {
        var upload =
                request("POST", path)
                        .putHeader("Content-Type", "application/x-tar")
                        .body(archive)
                        .build();
        try (EngineStream answer = http.open(upload, EngineHttp.LONG, STALL);
                var lines =
                        EngineHttp.JSON.readerFor(JsonNode.class).<JsonNode>readValues(answer)) {
            while (lines.hasNextValue()) {
                JsonNode line = lines.nextValue();
                String error = line.path("errorDetail").path("message").asText("");
                if (!error.isEmpty()) {
                    throw EngineErrors.answered(200, error, http.endpoint());
                }
            }
        } catch (IOException lost) {
            throw EngineErrors.lost(lost, http.endpoint());
        }
    }

    void tag(String reference, String newName) {
        ImageName name = ImageName.parse(newName);
        http.post(
                "/images/"
                        + encodeName(reference)
                        + "/tag?repo="
                        + encode(name.repository())
                        + "&tag="
                        + encode(name.tag()),
                null);
    }

    void remove(String reference) {
        http.delete("/images/" + encodeName(reference) + "?force=1");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        texts.remove("<none>:<none>");
        texts.remove("<none>@<none>");
        return texts;
    }

    static Map<String, String> labels(JsonNode object) {
        Map<String, String> labels = new LinkedHashMap<>();
        object.fields().forEachRemaining(e -> labels.put(e.getKey(), e.getValue().asText()));
        return labels;
    }
}
