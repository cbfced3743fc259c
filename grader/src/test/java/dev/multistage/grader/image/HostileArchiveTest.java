package dev.multistage.grader.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Archives that no engine would write: each is read rightly or refused with a sentence. */
class HostileArchiveTest {

    @Test
    void refusesAnArchiveThatEndsAnywhere() throws IOException {
        TarBuilder layer = new TarBuilder().file("a", 700, 1).pax("path", "x/y").file("b", "b");
        byte[] whole = new ArchiveBuilder().layer(layer).docker();
        for (int length = 0; length < whole.length - 1024; length += 97) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThrows(ArchiveException.class, () -> ImageArchiveTest.read(part));
        }
    }

    @Test
    void neverFailsButWithASentenceWhateverBytesAreWrong() {
        TarBuilder layer =
                new TarBuilder()
                        .pax("path", "long/name")
                        .file("a", 300, 1)
                        .symlink("s", "/a")
                        .hardLink("h", "long/name")
                        .file(".wh.x", "");
        byte[] whole = new ArchiveBuilder().layer(layer).layer(gnuLongName("n")).docker();
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            byte[] wrong = whole.clone();
            for (int hits = random.nextInt(4); hits >= 0; hits--) {
                wrong[random.nextInt(wrong.length)] = (byte) random.nextInt(256);
            }
            try {
                ImageArchiveTest.read(wrong).files();
            } catch (ArchiveException refusal) {
                assertTrue(refusal.getMessage().length() > 10, refusal.getMessage());
            } catch (IOException other) {
                throw new AssertionError("Case " + i, other);
            }
        }
    }

    @Test
    void refusesNamesThatClimbOutOfTheImage() {
        assertRefused("outside", new TarBuilder().file("../../etc/passwd", "x"));
        assertRefused("outside", new TarBuilder().file("a/../../b", "x"));
        assertRefused("outside", new TarBuilder().hardLink("a", "../../etc/passwd"));
        assertRefused("hides no name", new TarBuilder().file("a/.wh...", ""));
        assertRefused("hides no name", new TarBuilder().file("a/.wh..", ""));
        assertRefused("root", new TarBuilder().file("./", "x").file("/", "x"));
    }

    @Test
    void takesAbsoluteAndUncleanNamesForWhatTheyMean() {
        Image image =
                ArchiveBuilder.image(
                        new TarBuilder()
                                .file("/abs", "1")
                                .file("./dot", "1")
                                .file("a//b/./c/../d", "1"));
        assertEquals(List.of("/a/b/d", "/abs", "/dot"), List.copyOf(image.files().keySet()));
    }

    @Test
    void followsLinksInsideOfTheImageOnly() {
        Image image =
                ArchiveBuilder.image(
                        new TarBuilder()
                                .file("etc/passwd", "root:x:0:0::/:\n")
                                .symlink("escape", "../../../../etc/passwd")
                                .symlink("absolute", "/etc/passwd")
                                .symlink("loop", "pool")
                                .symlink("pool", "loop")
                                .symlink("self", "self/self")
                                .symlink("dir", "etc")
                                .symlink("broken", "nowhere"));
        assertEquals("/etc/passwd", image.file("/escape").orElseThrow().entry().path());
        assertEquals("/etc/passwd", image.file("/absolute").orElseThrow().entry().path());
        assertEquals("/etc/passwd", image.file("/dir/passwd").orElseThrow().entry().path());
        for (String path : List.of("/loop", "/self", "/broken", "/etc/passwd/x", "/loop/x")) {
            assertTrue(image.file(path).isEmpty(), path);
        }
    }

    @Test
    void refusesNegativeAndImpossibleSizes() {
        assertRefused("negative size", raw(TarBuilder.header('0', "a", "", 0644, -512)));
        assertRefused("negative size", new TarBuilder().pax("size", "-1").file("a", ""));
        byte[] tooLong = TarBuilder.header('0', "a", "", 0644, 0);
        Arrays.fill(tooLong, 124, 136, (byte) 0x7f);
        tooLong[124] = (byte) 0xbf;
        assertRefused("64 bits", raw(TarBuilder.sign(tooLong)));
        byte[] noNumber = TarBuilder.header('0', "a", "", 0644, 0);
        noNumber[130] = '9';
        assertRefused("octal", raw(TarBuilder.sign(noNumber)));
        assertRefused("truncated", raw(TarBuilder.header('0', "a", "", 0644, 4_000_000_000_000L)));
    }

    @Test
    void countsASparseFileAsLongAsItClaimsToBe() {
        byte[] header = TarBuilder.header('S', "disk", "", 0644, 0);
        byte[] size = "40000000000\0".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(size, 0, header, 483, size.length);
        Image old = ArchiveBuilder.image(raw(TarBuilder.sign(header)));
        assertEquals(4L << 30, old.unpackedBytes());
        Image pax =
                ArchiveBuilder.image(
                        new TarBuilder()
                                .pax("GNU.sparse.realsize", "4294967296")
                                .file("disk", "1\n0\n0\n"));
        assertEquals(4L << 30, pax.unpackedBytes());
    }

    @Test
    void staysWithinItsBudget() throws IOException {
        byte[] bomb =
                ArchiveBuilder.gzip(new TarBuilder().file("zeros", new byte[9_000_000]).build());
        byte[] plain = new TarBuilder().file("zeros", new byte[9_000_000]).build();
        byte[] archive = new ArchiveBuilder().layer(plain, bomb).oci();
        assertTrue(archive.length < 30_000);
        assertOverBudget("unpack to more", archive, new Budget(100, 5_000_000, 100_000));
        assertOverBudget("entries", archive, new Budget(4, 50_000_000, 100_000));
        assertOverBudget("documents", archive, new Budget(100, 50_000_000, 100));
        TarBuilder twoHuge =
                raw(sparse(Long.MAX_VALUE / 3 * 2)).raw(sparse(Long.MAX_VALUE / 3 * 2));
        assertOverBudget(
                "unpack to more",
                new ArchiveBuilder().layer(twoHuge).docker(),
                new Budget(100, Long.MAX_VALUE, 100_000));
    }

    /** If it did not stop by itself, these would not end. */
    @Test
    void stopsReadingWhatHasNoEnd() {
        byte[] entry = TarBuilder.header('0', "a", "", 0644, 0);
        assertStops("entries", entry, new Budget(20_000, 1L << 40, 100_000));
        byte[] longName = TarBuilder.header('L', "n", "", 0, 0);
        assertStops("unpack to more", longName, new Budget(20_000, 50_000_000, 100_000));
        byte[] opaque = TarBuilder.header('0', "d/.wh..wh..opq", "", 0644, 0);
        assertStops("entries", opaque, new Budget(20_000, 1L << 40, 100_000));
    }

    private static void assertStops(String because, byte[] block, Budget budget) {
        InputStream endless =
                new InputStream() {
                    private int at;

                    @Override
                    public int read() {
                        return block[at++ % block.length] & 0xff;
                    }

                    @Override
                    public int read(byte[] into, int from, int length) {
                        for (int i = 0; i < length; i++) {
                            into[from + i] = block[at];
                            at = (at + 1) % block.length;
                        }
                        return length;
                    }
                };
        byte[] member = TarBuilder.header('0', "a/layer.tar", "", 0644, 1L << 42);
        ArchiveException refusal =
                assertThrows(
                        ArchiveException.class,
                        () ->
                                ImageArchive.read(
                                        new SequenceInputStream(
                                                new ByteArrayInputStream(member), endless),
                                        LayerCache.NONE,
                                        ReadOptions.DEFAULT.within(budget)));
        assertTrue(refusal.getMessage().contains(because), refusal.getMessage());
    }

    @Test
    void takesTheLastOfDuplicateEntriesAndCountsAll() {
        Image image =
                ArchiveBuilder.image(
                        new TarBuilder().file("a", 1000, 1).file("a", 500, 2).file("./a", 70, 3));
        assertEquals(new LayerBytes(70, 0, 1500, 0), Accounting.of(image).total());
        assertEquals(70, image.file("/a").orElseThrow().entry().size());
    }

    @Test
    void keepsNamesApartThatAreNotUtf8() {
        byte[] one = TarBuilder.header('0', "x", "", 0644, 0);
        one[0] = (byte) 0xff;
        byte[] two = TarBuilder.header('0', "x", "", 0644, 0);
        two[0] = (byte) 0xfe;
        Image image = ArchiveBuilder.image(raw(TarBuilder.sign(one)).raw(TarBuilder.sign(two)));
        assertEquals(List.of("/\\xfe", "/\\xff"), List.copyOf(image.files().keySet()));
    }

    @Test
    void readsPaxAndGnuForms() {
        String longName = "d/".repeat(100) + "file";
        Image image =
                ArchiveBuilder.image(
                        gnuLongName(longName)
                                .pax("path", "pax/ä")
                                .file("short", "22")
                                .pax('g', "uid", "77".getBytes(StandardCharsets.UTF_8))
                                .pax('x', "SCHILY.xattr.security.capability", new byte[] {1, 0, 2})
                                .file("caps", "333")
                                .entry('7', "contiguous", "", 0644, new byte[4])
                                .entry('\0', "old-directory/", "", 0755, new byte[0])
                                .entry('3', "null", "", 0666, new byte[0])
                                .entry('V', "volume label", "", 0, new byte[0]));
        assertEquals(1, image.file("/" + longName).orElseThrow().entry().size());
        assertEquals(2, image.file("/pax/ä").orElseThrow().entry().size());
        FileEntry caps = image.file("/caps").orElseThrow().entry();
        assertTrue(caps.capabilities());
        assertEquals(77, caps.uid());
        assertEquals(4, image.file("/contiguous").orElseThrow().entry().size());
        assertEquals(FileType.DIRECTORY, image.file("/old-directory").orElseThrow().entry().type());
        assertEquals(FileType.DEVICE, image.file("/null").orElseThrow().entry().type());
        assertTrue(image.file("/volume label").isEmpty());
    }

    @Test
    void refusesDamagedExtendedHeaders() {
        for (String record :
                List.of("8 path=x\n", "x path=a\n", "99 path=a\n", "7 path\n", "0 a=b\n")) {
            assertRefused(
                    "extended header",
                    new TarBuilder()
                            .entry('x', "p", "", 0, record.getBytes(StandardCharsets.UTF_8))
                            .file("a", ""));
        }
        assertRefused("claims", raw(TarBuilder.header('x', "p", "", 0, 1L << 32)));
        assertRefused("claims", raw(TarBuilder.header('L', "p", "", 0, 1L << 32)));
        assertRefused("NUL", new TarBuilder().pax("path", "a\0b").file("a", ""));
    }

    private static TarBuilder gnuLongName(String name) {
        return new TarBuilder()
                .entry('L', "././@LongLink", "", 0, (name + "\0").getBytes(StandardCharsets.UTF_8))
                .file("cut", "1");
    }

    private static TarBuilder raw(byte[] header) {
        return new TarBuilder().raw(header);
    }

    private static byte[] sparse(long size) {
        byte[] header = TarBuilder.header('S', "s", "", 0644, 0);
        byte[] binary = TarBuilder.header('0', "s", "", 0644, size);
        System.arraycopy(binary, 124, header, 483, 12);
        return TarBuilder.sign(header);
    }

    private static void assertRefused(String because, TarBuilder layer) {
        byte[] archive = new ArchiveBuilder().layer(layer).docker();
        ArchiveException refusal =
                assertThrows(ArchiveException.class, () -> ImageArchiveTest.read(archive));
        assertTrue(refusal.getMessage().contains(because), refusal.getMessage());
    }

    private static void assertOverBudget(String because, byte[] archive, Budget budget) {
        ArchiveException refusal =
                assertThrows(
                        ArchiveException.class,
                        () -> BothWays.read(archive, ReadOptions.DEFAULT.within(budget)));
        assertTrue(refusal.getMessage().contains(because), refusal.getMessage());
    }

    @Test
    // on a thread of its own: a loop that only computes hears no interrupt
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void readsAnIndexOnceThatNamesItselfManyTimes() throws IOException {
        String itself = ",{\"digest\":\"sha256:itself\",\"size\":1}".repeat(200);
        byte[] loop =
                ("{\"schemaVersion\":2,\"manifests\":[" + itself.substring(1) + "]}").getBytes();
        byte[] image = new ArchiveBuilder().layer(new TarBuilder().file("a", "a")).docker();
        byte[] around = looping(loop).raw(image).build();
        byte[] nothingElse = looping(loop).build();

        assertEquals(
                1,
                ImageArchive.read(new ByteArrayInputStream(around), LayerCache.NONE)
                        .unpackedBytes());
        assertThrows(
                ArchiveException.class,
                () -> ImageArchive.read(new ByteArrayInputStream(nothingElse), LayerCache.NONE));
    }

    private static TarBuilder looping(byte[] index) {
        return new TarBuilder().file("blobs/sha256/itself", index).file("index.json", index);
    }
}
