package dev.multistage.grader.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.explain.DirectoryBytes;
import dev.multistage.grader.explain.DirectoryBytes.Share;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreemapPictureTest {

    private static final Share BASE = new Share(1, true, 300);
    private static final Share BUILD = new Share(4, false, 100);

    private static final List<DirectoryBytes> DIRECTORIES =
            List.of(
                    new DirectoryBytes("/usr", 0, 400, 9, List.of(BASE, BUILD)),
                    new DirectoryBytes(
                            "/usr/local/go", 1, 250, 5, List.of(new Share(1, true, 250))),
                    new DirectoryBytes("/usr/lib", 1, 60, 2, List.of(new Share(4, false, 60))),
                    new DirectoryBytes("/root", 0, 80, 3, List.of(new Share(6, false, 80))));

    @Test
    void theTableAddsUpToTheImage() {
        String html = TreemapPicture.of("app", DIRECTORIES, 600, 90);
        assertEquals(600, BarsPictureTest.sum(BarsPictureTest.figures(html).get(0)));
        assertEquals(600, BarsPictureTest.sumRow(html, 0));
    }

    @Test
    void theRestOfADirectoryIsFromTheLinesThatAreLeft() {
        Tile usr = Tile.of(DIRECTORIES, 510).inside().get(0);
        Tile rest = usr.inside().get(2);
        assertEquals("rest of /usr", rest.path());
        assertEquals(90, rest.bytes());
        assertEquals(List.of(new Share(1, true, 50), new Share(4, false, 40)), rest.from());
    }

    @Test
    void areasAreTheBytesAndFillTheWhole() {
        Tile root = Tile.of(DIRECTORIES, 510);
        Squares.Area all = new Squares.Area(0, 0, 720, 360);
        List<Squares.Placed> placed = Squares.divide(root.leaves(), all);
        double sum = 0;
        for (Squares.Placed each : placed) {
            Squares.Area area = each.area();
            double size = area.width() * area.height();
            assertEquals(each.tile().bytes() / 510.0, size / (720 * 360), 1e-9);
            assertTrue(area.x() >= 0 && area.x() + area.width() <= 720.0001, area.toString());
            assertTrue(area.y() >= 0 && area.y() + area.height() <= 360.0001, area.toString());
            double proportion = area.width() / area.height();
            assertTrue(proportion < 4 && proportion > 0.25, "not square: " + area);
            sum += size;
        }
        assertEquals(720 * 360, sum, 1e-3);
    }

    @Test
    void theSameInputGivesTheSameBytes() {
        assertEquals(
                TreemapPicture.of("app", DIRECTORIES, 600, 90),
                TreemapPicture.of("app", DIRECTORIES, 600, 90));
    }

    @Test
    void ofALongPathAsMuchIsWrittenAsFits() {
        String path = "/usr/lib/gcc-of-another-name/x86_64-linux-gnu/14";
        String html =
                TreemapPicture.of(
                        "app",
                        List.of(
                                new DirectoryBytes("/opt", 0, 70, 1, List.of(BASE)),
                                new DirectoryBytes(path, 0, 30, 1, List.of(BUILD))),
                        100,
                        0);
        assertTrue(html.contains("\">…/x86_64-linux-gnu/14</text>"), html);
    }

    @Test
    void hostileTextStaysText() throws Exception {
        String path = "/" + BarsPictureTest.HOSTILE + "y".repeat(10_000);
        BarsPictureTest.assertHarmless(
                TreemapPicture.of(
                        path, List.of(new DirectoryBytes(path, 0, 5, 1, List.of(BASE))), 5, 0));
    }

    @Test
    void anImageWithoutFilesIsNoError() throws Exception {
        BarsPictureTest.assertHarmless(TreemapPicture.of("empty", List.of(), 0, 0));
    }
}
