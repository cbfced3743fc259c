package dev.multistage.site.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Attempts at exercise 3 as files. */
final class Attempts {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Attempts() {}

    static String failed(int number) {
        return json(number, false, "FROM golang:1.26\nRUN go build\n", "The app runs as root");
    }

    static String passed(int number) {
        return json(number, true, "FROM golang:1.26 AS build\nFROM scratch\n", "");
    }

    /** A learner's or an image's text in every place that takes text. */
    static String hostile(int number, String text) {
        return json(number, false, "FROM golang:1.26\n" + text + "\n", text);
    }

    private static String json(int number, boolean passed, String dockerfile, String said) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", "multistage/attempt/v1")
                .put("number", number)
                .put("at", "2026-11-29T10:20:" + (10 + number) + "Z")
                .put("seconds", 12.3);
        ObjectNode grade = root.putObject("grade");
        grade.put("format", "multistage/grade/v1").put("status", passed ? "passed" : "failed");
        grade.putObject("score").put("points", passed ? 100 : 85).put("of", 100).put("needed", 100);
        ObjectNode image = grade.putArray("images").addObject();
        image.put("dockerfile", "Dockerfile")
                .put("unpackedBytes", passed ? 6_902_332 : 964_048_077);
        var lines = image.putArray("lines");
        lines.addObject()
                .put("line", 1)
                .put("instruction", said.isEmpty() ? "FROM golang:1.26" : said)
                .put("unpackedBytes", passed ? 6_902_332 : 854_848_423)
                .put("leftoverBytes", passed ? 0 : 90_000_000)
                .put("wasteBytes", 0);
        lines.addObject()
                .put("line", 2)
                .put("instruction", "RUN go build")
                .put("unpackedBytes", passed ? 0 : 109_199_654)
                .put("leftoverBytes", passed ? 0 : 100_000_000)
                .put("wasteBytes", passed ? 0 : 1_000_000);
        if (!passed) {
            directory(image, "/usr/local/go" + (said.length() > 100 ? said : ""), 700_000_000, 1);
            directory(image, "/root/.cache/go-build", 100_000_000, 2);
        }
        ObjectNode finding = grade.putArray("findings").addObject();
        finding.put("criterion", "non-root")
                .put("check", "non-root-user")
                .put("status", passed ? "passed" : "failed")
                .put("points", passed ? 15 : 0)
                .put("of", 15)
                .put("requirement", "the app does not run as root");
        if (!passed) {
            finding.put("code", "runs-as-root")
                    .put("title", said)
                    .put("observed", said)
                    .put("expected", said)
                    .put("why", said)
                    .put("next", said);
            finding.putArray("where")
                    .addObject()
                    .put("file", "Dockerfile")
                    .put("line", 2)
                    .put("text", said);
        }
        root.putObject("files").put("Dockerfile", dockerfile);
        return root.toString();
    }

    private static void directory(ObjectNode image, String path, long bytes, int line) {
        ObjectNode directory = image.withArray("directories").addObject();
        directory.put("path", path).put("depth", 0).put("bytes", bytes).put("files", 9);
        directory
                .putArray("lines")
                .addObject()
                .put("line", line)
                .put("ofBase", line == 1)
                .put("bytes", bytes);
    }
}
