package dev.multistage.grader.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.multistage.grader.image.Provenance.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The samples were written by Docker Engine 28.5.2 with buildx 0.29.1. */
class ProvenanceJsonTest {

    private static Optional<Provenance> read(String document, List<String> blobs) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return ProvenanceJson.read(new ObjectMapper(), bytes, blobs);
    }

    private static String sample(String name) {
        try (InputStream in =
                ProvenanceJsonTest.class.getResourceAsStream("/provenance/" + name + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The last step's list is that of the image. */
    private static List<String> blobs(String sample) {
        String last = sample.substring(sample.indexOf("\"step9:0\""));
        Matcher digest = Pattern.compile("\"digest\": \"(sha256:[0-9a-f]{64})\"").matcher(last);
        List<String> blobs = new ArrayList<>();
        while (digest.find()) {
            blobs.add(digest.group(1));
        }
        return blobs;
    }

    private static Optional<Lines> line(int line) {
        return Optional.of(new Lines(line, line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"max-v02", "max-v1"})
    void knowsTheLineOfEveryLayerThroughStagesAndLinks(String name) {
        Provenance read = read(sample(name), blobs(sample(name))).orElseThrow();
        assertEquals(List.of(line(4), line(20), line(21), line(22)), read.layers());
        assertEquals("Dockerfile", read.file());
        assertTrue(read.target().isEmpty());
        assertEquals(
                "COPY --link settings.txt /etc/settings.txt",
                read.dockerfile().lines().toList().get(19));
    }

    @Test
    void saysNothingWithoutLines() {
        assertTrue(read(sample("min-v02"), List.of("sha256:1")).isEmpty());
    }

    @Test
    void saysNothingOfAnotherImage() {
        List<String> others = blobs(sample("max-v02"));
        Collections.reverse(others);
        assertTrue(read(sample("max-v02"), others.subList(0, 2)).isEmpty());
    }

    @Test
    void leavesOutLinesThatTheDockerfileDoesNotHave() {
        String odd = sample("max-v02").replace("\"line\": 21\n", "\"line\": 2100\n");
        Provenance read = read(odd, blobs(odd)).orElseThrow();
        assertEquals(List.of(line(4), line(20), Optional.empty(), line(22)), read.layers());
    }

    @Test
    void givesAllLayersOfABaseToItsFrom() {
        String text = Base64.getEncoder().encodeToString("FROM a\nRUN b\n".getBytes());
        String step = "{\"digest\":\"sha256:%s\"}";
        String a = step.formatted("a");
        String b = step.formatted("b");
        String c = step.formatted("c");
        String range =
                "{\"locations\":[{\"ranges\":[{\"start\":{\"line\":%1$d},\"end\":{\"line\":%1$d}}]}]}";
        String document =
                "{\"predicateType\":\"https://slsa.dev/provenance/v1\",\"predicate\":{\"runDetails\":{\"metadata\":{\"buildkit_metadata\":{"
                        + "\"source\":{\"infos\":[{\"data\":\""
                        + text
                        + "\"}],\"locations\":{\"step0\":"
                        + range.formatted(1)
                        + ",\"step1\":"
                        + range.formatted(2)
                        + "}},"
                        + "\"layers\":{\"step1:0\":[["
                        + a
                        + ","
                        + b
                        + ","
                        + c
                        + "]],\"step0:0\":[["
                        + a
                        + ","
                        + b
                        + "]]}}}}}}";
        Provenance read = read(document, List.of("sha256:a", "sha256:b", "sha256:c")).orElseThrow();
        assertEquals(List.of(line(1), line(1), line(2)), read.layers());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "null",
                "[]",
                "{\"predicateType\":7}",
                "{\"predicateType\":\"https://slsa.dev/provenance/v1\",\"predicate\":[]}"
            })
    void takesNonsenseForSilence(String document) {
        assertTrue(read(document, List.of("sha256:a")).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"data\": 7", "\"data\": \"%%%\"", "\"data\": \"/w==\"", "\"data\": []"})
    void refusesWhatIsNoText(String data) {
        String odd = sample("max-v02").replaceFirst("\"data\": \"[^\"]*\"", data);
        assertTrue(read(odd, blobs(odd)).isEmpty());
    }
}
