package dev.multistage.site.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.multistage.grader.explain.DirectoryBytes;
import dev.multistage.grader.picture.ImageBars;
import dev.multistage.grader.picture.LineBar;
import dev.multistage.grader.progress.Attempt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The grade in an attempt's file. Everything in it is untrusted: a learner can edit the file. */
final class GradeDocument {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private static final int MOST_IMAGES = 8;

    private static final int MOST_DIRECTORIES = 24;
    private static final int MOST_SHARES = 6;

    /** No image comes near it, and sums of such figures are still numbers. */
    private static final long MOST_BYTES = 1L << 50;

    /** No Dockerfile of the course comes near it. */
    private static final int MOST_LINES = 400;

    private final Attempt attempt;
    private final JsonNode root;

    GradeDocument(Attempt attempt) {
        this.attempt = attempt;
        JsonNode read;
        try {
            read = MAPPER.readTree(attempt.grade());
        } catch (IOException damaged) {
            read = MAPPER.createObjectNode();
        }
        this.root = read;
    }

    Attempt attempt() {
        return attempt;
    }

    /** Returns the status: passed or failed. */
    String status() {
        return attempt.result().passed() ? "passed" : "failed";
    }

    /** Returns the findings in the order of the rubric. */
    List<JsonNode> findings() {
        List<JsonNode> findings = new ArrayList<>();
        root.path("findings").forEach(findings::add);
        return findings;
    }

    /** Returns the images with their lines; each says whether its Dockerfile is at hand. */
    List<AttemptImage> images() {
        List<AttemptImage> images = new ArrayList<>();
        for (JsonNode image : root.path("images")) {
            if (images.size() < MOST_IMAGES) {
                String dockerfile = image.path("dockerfile").asText();
                String title =
                        "attempt "
                                + attempt.number()
                                + (dockerfile.equals("Dockerfile") ? "" : ", " + dockerfile);
                images.add(
                        new AttemptImage(
                                new ImageBars(
                                        title,
                                        bytes(image, "unpackedBytes"),
                                        bars(image),
                                        source(dockerfile)),
                                directories(image)));
            }
        }
        return images;
    }

    private static List<LineBar> bars(JsonNode image) {
        List<LineBar> bars = new ArrayList<>();
        for (JsonNode line : image.path("lines")) {
            if (bars.size() < MOST_LINES) {
                bars.add(
                        new LineBar(
                                line.path("line").asInt(),
                                line.path("instruction").asText(),
                                bytes(line, "unpackedBytes"),
                                bytes(line, "leftoverBytes"),
                                bytes(line, "wasteBytes")));
            }
        }
        return bars;
    }

    private static List<DirectoryBytes> directories(JsonNode image) {
        List<DirectoryBytes> directories = new ArrayList<>();
        for (JsonNode directory : image.path("directories")) {
            if (directories.size() < MOST_DIRECTORIES) {
                List<DirectoryBytes.Share> shares = new ArrayList<>();
                for (JsonNode share : directory.path("lines")) {
                    if (shares.size() < MOST_SHARES) {
                        shares.add(
                                new DirectoryBytes.Share(
                                        share.path("line").asInt(),
                                        share.path("ofBase").asBoolean(),
                                        bytes(share, "bytes")));
                    }
                }
                directories.add(
                        new DirectoryBytes(
                                        directory.path("path").asText(),
                                        Math.max(0, directory.path("depth").asInt()),
                                        bytes(directory, "bytes"),
                                        directory.path("files").asInt(),
                                        shares)
                                .brief());
            }
        }
        return directories;
    }

    private static long bytes(JsonNode node, String field) {
        return Math.max(0, Math.min(MOST_BYTES, node.path(field).asLong()));
    }

    /** Returns a submitted file line by line; empty if it is not there or too long to show. */
    List<String> source(String file) {
        List<String> lines = text(file).map(text -> text.lines().toList()).orElse(List.of());
        return lines.size() > MOST_LINES ? List.of() : lines;
    }

    /** Returns a submitted file. */
    Optional<String> text(String file) {
        return Optional.ofNullable(attempt.files().get(file))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Returns where a finding was found, in words. */
    static String where(JsonNode finding) {
        List<String> places = new ArrayList<>();
        for (JsonNode place : finding.path("where")) {
            String file = place.path("file").asText("");
            int line = place.path("line").asInt();
            String at = file.isEmpty() || line == 0 ? file : file + ":" + line;
            String path = place.path("path").asText("");
            String words = path.isEmpty() ? at : at.isEmpty() ? path : path + " (" + at + ")";
            if (!words.isEmpty() && !places.contains(words)) {
                places.add(words);
            }
        }
        return String.join(", ", places.subList(0, Math.min(5, places.size())));
    }
}
