package dev.multistage.grader.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.multistage.grader.image.Secret.Encoding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class SecretSearchTest {

    private static final Secret TOKEN = new Secret("npm token", "npm_s3cr3tT0kenOfTheRun");
    private static final Secret OTHER = new Secret("other", "another-secret-0123");

    @Test
    void findsASecretInEveryLayerAlsoWhenItIsDeletedLater() throws IOException {
        List<Secret.Match> matches =
                search(
                        new ArchiveBuilder()
                                .layer(new TarBuilder().file("app/.npmrc", "_auth=" + TOKEN.text()))
                                .layer(new TarBuilder().file("app/.wh..npmrc", "")));
        assertEquals(
                List.of(new Secret.Match(TOKEN, Encoding.PLAIN, "/app/.npmrc", 0, false)), matches);
    }

    @Test
    void findsItWhereverItStartsInBase64AndHex() throws IOException {
        for (int before = 0; before < 4; before++) {
            byte[] text =
                    ("x".repeat(before) + TOKEN.text() + "yz").getBytes(StandardCharsets.UTF_8);
            String base64 = Base64.getEncoder().encodeToString(text);
            assertFound(Encoding.BASE64, false, base64.getBytes(StandardCharsets.UTF_8));
            String hex = HexFormat.of().formatHex(text);
            assertFound(Encoding.HEX, false, hex.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void findsItInPackedFiles() throws IOException {
        byte[] text = ("a " + TOKEN.text()).getBytes(StandardCharsets.UTF_8);
        assertFound(Encoding.PLAIN, true, ArchiveBuilder.gzip(text));
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("first"));
            out.putNextEntry(new ZipEntry("second"));
            out.write(text);
        }
        assertFound(Encoding.PLAIN, true, zip.toByteArray());
    }

    @Test
    void findsItInConfigAndHistory() throws IOException {
        List<Secret.Match> matches =
                search(
                        new ArchiveBuilder()
                                .layer(new TarBuilder().file("a", "b"))
                                .history("RUN |1 TOKEN=" + TOKEN.text() + " npm ci"));
        assertEquals(1, matches.size());
        assertEquals(true, matches.get(0).inConfig());
    }

    @Test
    void findsEverySecretWhereverItLiesInALongFile() throws IOException {
        Random random = new Random(11);
        for (int i = 0; i < 60; i++) {
            byte[] file = TarBuilder.bytes(300_000, i);
            int place = i < 50 ? 128 * 1024 - 25 + i : random.nextInt(290_000);
            Secret secret = i % 2 == 0 ? TOKEN : OTHER;
            byte[] text = secret.text().getBytes(StandardCharsets.UTF_8);
            System.arraycopy(text, 0, file, place, text.length);
            assertEquals(
                    List.of(new Secret.Match(secret, Encoding.PLAIN, "/f", 0, false)),
                    search(new ArchiveBuilder().layer(new TarBuilder().file("f", file))),
                    "at " + place);
        }
    }

    @Test
    void agreesWithAPlainSearchHoweverTheBytesArrive() {
        Random random = new Random(5);
        FormSearch search = new FormSearch(List.of(new Secret("x", "abababababab")));
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < 60) {
                text.append(random.nextInt(9) == 0 ? 'c' : text.length() % 2 == 0 ? 'a' : 'b');
            }
            search.begin();
            byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
            for (int at = 0; at < bytes.length; ) {
                int length = Math.min(bytes.length - at, 1 + random.nextInt(20));
                byte[] piece = java.util.Arrays.copyOfRange(bytes, at, at + length);
                search.accept(piece, length);
                at += length;
            }
            assertEquals(
                    text.indexOf("abababababab") >= 0, !search.found().isEmpty(), text.toString());
        }
    }

    private static void assertFound(Encoding encoding, boolean packed, byte[] content)
            throws IOException {
        assertEquals(
                List.of(new Secret.Match(TOKEN, encoding, "/f", 0, packed)),
                search(new ArchiveBuilder().layer(new TarBuilder().file("f", content))));
    }

    private static List<Secret.Match> search(ArchiveBuilder archive) throws IOException {
        return ImageArchive.read(
                        new ByteArrayInputStream(archive.docker()),
                        LayerCache.NONE,
                        ReadOptions.FROM_ENGINE.searching(List.of(TOKEN, OTHER)))
                .secretMatches();
    }
}
