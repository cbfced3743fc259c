package dev.multistage.grader.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Takes one file out of an image, from a container that is made for it and never started. */
final class ImageFile {

    private static final int PIECE = 1 << 16;
    private static final int BLOCK = 512;
    private static final int SIZE_AT = 124;
    private static final int SIZE_LENGTH = 12;

    private final EngineHttp http;

    ImageFile(EngineHttp http) {
        this.http = http;
    }

    /** Writes the file over {@code target}. */
    void copy(String image, String path, Path target) throws IOException {
        JsonNode created =
                http.post(
                        "/containers/create",
                        Map.of(
                                "Image",
                                image,
                                "Cmd",
                                List.of("none"),
                                "Labels",
                                Owner.thisProcess().labels()));
        String id = created.path("Id").asText();
        var archive =
                EngineHttp.request(
                        "GET", "/containers/" + id + "/archive?path=" + EngineHttp.encode(path));
        try (EngineStream tar = http.open(archive.build(), EngineHttp.SHORT, EngineHttp.SHORT)) {
            byte[] header = tar.readNBytes(BLOCK);
            String octal = new String(header, SIZE_AT, SIZE_LENGTH, StandardCharsets.US_ASCII);
            long size = Long.parseLong(octal.replaceAll("[^0-7]", ""), 8);
            try (OutputStream file = Files.newOutputStream(target)) {
                byte[] some = new byte[PIECE];
                for (long left = size; left > 0; ) {
                    int read = tar.read(some, 0, (int) Math.min(left, some.length));
                    if (read < 0) {
                        throw new EOFException("the engine broke off");
                    }
                    file.write(some, 0, read);
                    left -= read;
                }
            }
        } finally {
            http.delete("/containers/" + id + "?force=1&v=1");
        }
    }
}
