package dev.multistage.grader.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.context.BuildContext;
import dev.multistage.grader.docker.BuildListener;
import dev.multistage.grader.docker.BuildRequest;
import dev.multistage.grader.docker.BuildResult;
import dev.multistage.grader.docker.DockerEngine;
import dev.multistage.grader.docker.EngineEndpoint;
import dev.multistage.grader.docker.ImageDescription;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Stage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Images that a real engine builds and exports. */
@Timeout(180)
class ImageArchiveIT {

    private static final DockerEngine ENGINE =
            DockerEngine.connect(
                    new EngineEndpoint(
                            URI.create(
                                    System.getenv()
                                            .getOrDefault(
                                                    "DOCKER_HOST", "unix:///var/run/docker.sock")),
                            "test"));
    private static final String TAG = "lab-image/built:1";
    private static final String STAGE_TAG = "lab-image/stage:1";

    private static final String TEXT =
            """
            ARG BASE=alpine:3.23
            FROM ${BASE} AS build
            WORKDIR /src
            COPY app.txt .
            RUN mkdir out && \\
                head -c 300000 /dev/zero > out/tool && \\
                head -c 200000 /dev/zero > out/other

            FROM ${BASE}
            ENV A=b
            WORKDIR /app
            COPY --from=build /src/out ./
            RUN mkdir /sdk /opaque && \\
                head -c 1000000 /dev/zero > /sdk/a && ln /sdk/a /sdk/b && \\
                head -c 70000 /dev/zero > /opaque/old && head -c 5000 /dev/zero > /linked && \\
                ln /linked /linked2
            RUN chmod 700 /app/tool && rm /app/other
            RUN rm -rf /sdk /opaque && mkdir /opaque && echo new > /opaque/new && chmod 600 /linked
            LABEL one=1
            USER nobody
            CMD ["sleep", "1"]
            """;

    private static final Dockerfile DOCKERFILE = Dockerfile.parse(TEXT);

    @TempDir private static Path directory;
    private static LayerCache cache;
    private static Image image;

    @BeforeAll
    static void build() throws Exception {
        cache = LayerCache.inDirectory(directory, 100_000_000);
        build(BuildRequest.of(context(), TAG));
        try (InputStream export = ENGINE.export(TAG)) {
            image = ImageArchive.read(export, cache, ReadOptions.FROM_ENGINE);
        }
    }

    @AfterAll
    static void remove() {
        ENGINE.remove(TAG);
        ENGINE.remove(STAGE_TAG);
        ENGINE.close();
    }

    @Test
    void accountsForEveryByteThatTheLinesWrote() {
        Origins origins = Origins.of(image, DOCKERFILE, DOCKERFILE.finalStage());
        assertTrue(origins.certain(), origins.layers().toString());
        Map<Integer, LineBytes> lines = new HashMap<>();
        origins.bytesPerLine().forEach(line -> lines.put(line.line(), line));
        assertEquals(500_000, lines.get(12).unpackedBytes());
        assertEquals(500_000, lines.get(12).wasteBytes());
        assertEquals(1_075_000, lines.get(13).unpackedBytes());
        // /linked2 keeps the bytes alive that chmod copied for /linked.
        assertEquals(1_070_000, lines.get(13).wasteBytes());
        assertEquals(300_000, lines.get(17).liveBytes());
        assertEquals(5_004, lines.get(18).liveBytes());
        assertEquals(0, lines.get(11).unpackedBytes());
        assertEquals(
                image.unpackedBytes(),
                lines.values().stream().mapToLong(LineBytes::unpackedBytes).sum());
        LayerBytes total = Accounting.of(image).total();
        assertEquals(300_000, total.shadowedMetadata());
        assertEquals(1_270_000, total.deleted());
    }

    @Test
    void seesWhatAContainerSees() {
        assertTrue(image.file("/opaque/old").isEmpty());
        assertEquals(4, image.file("/opaque/new").orElseThrow().entry().size());
        assertEquals(0600, image.file("/linked").orElseThrow().entry().mode());
        assertEquals("nobody", image.config().user());
        assertEquals(65534, image.passwd().uid("nobody").orElseThrow());
        assertTrue(
                image.file("/bin/sh").orElseThrow().entry().kind() instanceof ContentKind.Elf elf
                        && elf.interpreter().startsWith("/lib/ld-musl-"));
    }

    @Test
    void countsWhatAnIndependentReaderCounts() throws IOException {
        long bytes = 0;
        try (TarArchiveInputStream archive = new TarArchiveInputStream(ENGINE.export(TAG))) {
            TarArchiveEntry member;
            while ((member = archive.getNextEntry()) != null) {
                boolean layer =
                        member.getName().endsWith("/layer.tar")
                                || member.getName().startsWith("blobs/sha256/");
                if (member.isFile() && !member.isSymbolicLink() && layer) {
                    bytes += fileBytes(archive.readAllBytes());
                }
            }
        }
        assertEquals(bytes, image.unpackedBytes());
    }

    /** Returns the sum of the files of a layer, or 0 for a blob that is none. */
    private static long fileBytes(byte[] blob) throws IOException {
        if (blob.length > 0 && blob[0] == '{') {
            return 0;
        }
        byte[] unpacked =
                blob.length > 1 && blob[0] == 0x1f
                        ? new java.util.zip.GZIPInputStream(new ByteArrayInputStream(blob))
                                .readAllBytes()
                        : blob;
        long bytes = 0;
        TarArchiveInputStream layer = new TarArchiveInputStream(new ByteArrayInputStream(unpacked));
        TarArchiveEntry entry;
        while ((entry = layer.getNextEntry()) != null) {
            bytes +=
                    entry.isFile() && !entry.isSymbolicLink() && !entry.isLink()
                            ? entry.getSize()
                            : 0;
        }
        return bytes;
    }

    @Test
    void knowsTheImageAgainWithoutAnExport() {
        ImageDescription described = ENGINE.describe(TAG).orElseThrow();
        Image remembered =
                ImageArchive.fromCache(described.id(), image.config(), described.diffIds(), cache)
                        .orElseThrow();
        assertEquals(image.files(), remembered.files());
    }

    @Test
    void tracesAFileToTheLineOfTheStageThatCreatedIt() throws Exception {
        Stage stage = DOCKERFILE.stages().get(0);
        build(BuildRequest.of(context(), STAGE_TAG).withTarget("build"));
        try (InputStream export = ENGINE.export(STAGE_TAG)) {
            Image built = ImageArchive.read(export, cache, ReadOptions.FROM_ENGINE);
            PathOrigin origin =
                    Origins.of(image, DOCKERFILE, DOCKERFILE.finalStage())
                            .explain("/app/tool", Map.of(stage, built))
                            .orElseThrow();
            assertEquals(17, assertInstanceOf(Origin.Line.class, origin.origin()).startLine());
            LiveFile copied =
                    new LiveFile(
                            image.layers().get(2).entries().stream()
                                    .filter(entry -> entry.path().equals("/app/other"))
                                    .findFirst()
                                    .orElseThrow(),
                            2);
            PathOrigin created =
                    Origins.of(image, DOCKERFILE, DOCKERFILE.finalStage())
                            .explain(copied, Map.of(stage, built))
                            .created();
            assertEquals(5, assertInstanceOf(Origin.Line.class, created.origin()).startLine());
            assertEquals("/src/out/other", created.file().entry().path());
        }
    }

    private static void build(BuildRequest request) throws InterruptedException {
        BuildResult result = ENGINE.build(request, new BuildListener() {});
        assertInstanceOf(BuildResult.Built.class, result);
    }

    private static BuildContext context() {
        byte[] tar = new TarBuilder().file("Dockerfile", TEXT).file("app.txt", "app\n").build();
        return new BuildContext() {
            @Override
            public InputStream tar() {
                return new ByteArrayInputStream(tar);
            }

            @Override
            public long bytes() {
                return tar.length;
            }

            @Override
            public String digest() {
                return "sha256:test";
            }
        };
    }
}
