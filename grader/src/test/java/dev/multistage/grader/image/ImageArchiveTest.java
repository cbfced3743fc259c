package dev.multistage.grader.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageArchiveTest {

    private final byte[] first =
            new TarBuilder().directory("etc").file("etc/passwd", "app:x:1000:1000::/:\n").build();
    private final byte[] second = new TarBuilder().file("app", 5000, 1).build();
    private final ArchiveBuilder archive = new ArchiveBuilder().layer(first).layer(second);

    @Test
    void readsEveryFormThatEnginesWriteAlike() throws IOException {
        Image docker = read(archive.docker());
        Image oci = read(archive.oci());
        Image both = read(archive.both());
        assertEquals(5020, docker.unpackedBytes());
        for (Image image : List.of(oci, both)) {
            assertEquals(docker.id(), image.id());
            assertEquals(docker.files(), image.files());
            assertEquals(docker.diffIds(), image.diffIds());
        }
        assertEquals(docker.files(), read(ArchiveBuilder.gzip(archive.docker())).files());
    }

    @Test
    void readsPackedLayersAndRemembersTheirSize() throws IOException {
        byte[] gzip = ArchiveBuilder.gzip(first);
        byte[] zstd = Zstd.compress(second);
        ArchiveBuilder packed = new ArchiveBuilder().layer(first, gzip).layer(second, zstd);
        Image image = read(packed.oci());
        assertEquals(OptionalLong.of(gzip.length), image.layers().get(0).downloadBytes());
        assertEquals(OptionalLong.of(zstd.length), image.layers().get(1).downloadBytes());
        assertEquals(read(archive.docker()).files(), image.files());
    }

    @Test
    void readsASourceThatGivesOneByteAtATime() throws IOException {
        InputStream slow =
                new FilterInputStream(new ByteArrayInputStream(archive.docker())) {
                    @Override
                    public int read(byte[] buffer, int offset, int length) throws IOException {
                        return super.read(buffer, offset, Math.min(length, 1));
                    }
                };
        assertEquals(5020, ImageArchive.read(slow, LayerCache.NONE).unpackedBytes());
    }

    @Test
    void readsAPipe(@TempDir Path folder) throws Exception {
        Path pipe = folder.resolve("pipe");
        TarBuilder large = new TarBuilder().file("large", 1_000_000, 1);
        byte[] docker = new ArchiveBuilder().layer(large).docker();
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        CompletableFuture<Path> written =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return Files.write(pipe, docker);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });

        assertEquals(1_000_000, ImageArchive.read(pipe, ReadOptions.DEFAULT).unpackedBytes());
        written.get();
    }

    @Test
    void digestsFilesOfAnEngineLikeThoseOfAnybody() throws IOException {
        TarBuilder sizes = new TarBuilder();
        int piece = 128 << 10;
        for (int size : new int[] {1, piece - 1, piece, piece + 1, 2 * piece, 9 * piece + 5}) {
            sizes.file("f" + size, size, size);
        }
        byte[] docker = new ArchiveBuilder().layer(sizes.hardLink("again", "f1")).docker();

        assertEquals(
                streamed(docker, ReadOptions.DEFAULT).layers().get(0).entries(),
                streamed(docker, ReadOptions.FROM_ENGINE).layers().get(0).entries());
    }

    @Test
    void digestsFilesAfterADamagedLayerThatNobodyNeeds() throws IOException {
        byte[] whole = new TarBuilder().file("long", 400_000, 3).build();
        byte[] wanted = new ArchiveBuilder().layer(whole).docker();
        byte[] cut = Arrays.copyOf(whole, 300_000);
        byte[] damaged = new TarBuilder().file("x/layer.tar", cut).raw(wanted).build();

        for (ReadOptions options : List.of(ReadOptions.DEFAULT, ReadOptions.FROM_ENGINE)) {
            assertEquals(
                    streamed(wanted, options).layers().get(0).entries(),
                    streamed(damaged, options).layers().get(0).entries());
        }
    }

    private static Image streamed(byte[] archive, ReadOptions options) throws IOException {
        return ImageArchive.read(new ByteArrayInputStream(archive), LayerCache.NONE, options);
    }

    @Test
    void followsLinksBetweenLayerFiles() throws IOException {
        byte[] config = new ArchiveBuilder().layer(first).layer(first).configDocument();
        byte[] linked =
                new TarBuilder()
                        .file("manifest.json", manifest("c.json", "a/layer.tar", "b/layer.tar"))
                        .symlink("b/layer.tar", "../a/layer.tar")
                        .file("c.json", config)
                        .file("a/layer.tar", first)
                        .build();
        Image image = read(linked);
        assertEquals(2, image.layers().size());
        assertEquals(40, image.unpackedBytes());
    }

    @Test
    void readsALayerWithoutEntries() throws IOException {
        byte[] empty = new byte[1024];
        assertEquals(0, read(new ArchiveBuilder().layer(empty).docker()).unpackedBytes());
    }

    @Test
    void readsTheWholeConfig() throws IOException {
        String config =
                """
                "config":{"User":"app","Env":["PATH=/bin","A=b=c","EMPTY="],"Cmd":["serve"],
                "Entrypoint":["/app","-x"],"ExposedPorts":{"8080/tcp":{}},"WorkingDir":"/srv",
                "Labels":{"b":"2","a":"1"},"StopSignal":"SIGINT","Volumes":{"/data":{}},
                "Shell":["/bin/bash","-c"],
                "Healthcheck":{"Test":["CMD","/app","check"],"Interval":3000000000,"Retries":2}}
                """;
        ImageConfig read =
                read(archive.config(config).history("RUN one", "~ENV x").docker()).config();
        assertEquals("app", read.user());
        assertEquals(List.of("PATH", "A", "EMPTY"), List.copyOf(read.env().keySet()));
        assertEquals("b=c", read.env().get("A"));
        assertEquals(List.of("serve"), read.cmd());
        assertEquals(List.of("/app", "-x"), read.entrypoint());
        assertEquals(List.of("8080/tcp"), read.exposedPorts());
        assertEquals(Map.of("a", "1", "b", "2"), read.labels());
        assertEquals("/srv", read.workingDir());
        assertEquals("SIGINT", read.stopSignal());
        assertEquals(List.of("/data"), read.volumes());
        assertEquals(List.of("/bin/bash", "-c"), read.shell());
        assertEquals(3, read.healthcheck().orElseThrow().intervalSeconds());
        assertEquals("amd64", read.architecture());
        assertTrue(read.history().get(1).emptyLayer());
    }

    @Test
    void keepsSmallFilesThatTheFilterWants() throws IOException {
        Image image = read(archive.docker());
        assertEquals(OptionalLong.of(1000), image.passwd().uid("app"));
        assertTrue(image.content("/app").isEmpty());
    }

    @Test
    void saysWhenALayerIsNotTheOneOfTheConfig() {
        byte[] tampered = second.clone();
        tampered[600]++;
        ArchiveException damage =
                assertThrows(
                        ArchiveException.class,
                        () ->
                                read(
                                        new ArchiveBuilder()
                                                .layer(first)
                                                .layer(second, tampered)
                                                .docker()));
        assertTrue(damage.getMessage().startsWith("Layer 1 is damaged"), damage.getMessage());
    }

    @Test
    void saysWhatAnArchiveLacks() {
        assertRefused("no image archive", new TarBuilder().file("readme", "hello").build());
        assertRefused("no tar file", "hello".getBytes());
        assertRefused("empty", new byte[0]);
        assertRefused(
                "lacks the layer 'b/layer.tar'",
                new TarBuilder()
                        .file("manifest.json", manifest("c.json", "b/layer.tar"))
                        .file("c.json", new ArchiveBuilder().layer(first).configDocument())
                        .build());
        assertRefused(
                "no config 'c.json'",
                new TarBuilder().file("manifest.json", manifest("c.json")).build());
        assertRefused("no valid JSON", new TarBuilder().file("manifest.json", "[{").build());
    }

    static Image read(byte[] archive) throws IOException {
        return BothWays.read(archive, ReadOptions.DEFAULT);
    }

    private static void assertRefused(String because, byte[] archive) {
        ArchiveException refusal = assertThrows(ArchiveException.class, () -> read(archive));
        assertTrue(refusal.getMessage().contains(because), refusal.getMessage());
    }

    private static String manifest(String config, String... layers) {
        return "[{\"Config\":\""
                + config
                + "\",\"Layers\":["
                + (layers.length == 0 ? "" : "\"" + String.join("\",\"", layers) + "\"")
                + "]}]";
    }
}
