package dev.multistage.grader.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.dockerfile.Dockerfile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttestationsTest {

    private static final String DOCKERFILE =
            """
            FROM alpine
            COPY --link a /a
            RUN touch b && \\
                touch c
            """;

    private final ArchiveBuilder archive =
            new ArchiveBuilder()
                    .layer(new TarBuilder().file("bin/sh", "shell"))
                    .layer(new TarBuilder().file("a", "a"))
                    .layer(new TarBuilder().file("b", ""))
                    .provenance(DOCKERFILE, 1, 2, 3);

    private static List<Integer> lines(Image image, String text) {
        Dockerfile dockerfile = Dockerfile.parse(text);
        Origins origins = Origins.of(image, dockerfile, dockerfile.finalStage());
        return image.layers().stream()
                .map(
                        layer ->
                                origins.layer(layer.index()).certain()
                                        ? origins.chargedTo(layer.index()).get().startLine()
                                        : 0)
                .toList();
    }

    @Test
    void knowsTheLinesOfAnImageWhoseHistorySaysNothing() throws IOException {
        for (byte[] form : List.of(archive.oci(), archive.both())) {
            Image image = BothWays.read(form, ReadOptions.DEFAULT);
            assertEquals(DOCKERFILE, image.provenance().orElseThrow().dockerfile());
            assertEquals(List.of(1, 2, 3), lines(image, DOCKERFILE));
        }
    }

    @Test
    void saysNothingOfAnotherDockerfile() throws IOException {
        Image image = BothWays.read(archive.oci(), ReadOptions.DEFAULT);

        assertEquals(List.of(0, 0, 0), lines(image, DOCKERFILE + "USER 1000\n"));
    }

    @Test
    void believesNoStatementThatWasChanged() throws IOException {
        String whole = new String(archive.oci(), StandardCharsets.ISO_8859_1);
        String changed =
                whole.replace("\"filename\":\"Dockerfile\"", "\"filename\":\"dockerfile\"");
        assertFalse(whole.equals(changed));

        Image image =
                BothWays.read(changed.getBytes(StandardCharsets.ISO_8859_1), ReadOptions.DEFAULT);

        assertTrue(image.provenance().isEmpty());
    }

    @Test
    void isLeftOutWhereAnEngineWrites() throws IOException {
        Image image =
                ImageArchive.read(
                        new ByteArrayInputStream(archive.both()),
                        LayerCache.NONE,
                        ReadOptions.FROM_ENGINE);

        assertTrue(image.provenance().isEmpty(), "the next look has remembered layers only");
    }
}
