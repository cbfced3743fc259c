package dev.multistage.grader.image;

import static dev.multistage.grader.image.ArchiveBuilder.image;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * The ten layer stacks and four images on which dive was measured (its figures in the comments:
 * efficiency, wasted), a thousandth of the size: here a unit is one kilobyte.
 */
class AccountingTest {

    private static final int UNIT = 1000;

    /** 0.1000, 90. */
    @Test
    void countsAFileThatIsDeletedLater() {
        Image image = image(base().file("opt/sdk", 90 * UNIT, 1), tar().file("opt/.wh.sdk", ""));
        assertBytes(image, 10, 0, 0, 90);
    }

    /** 1.0000, 0: the deleted directory is lost on dive. */
    @Test
    void countsADirectoryThatIsDeletedByOneWhiteout() {
        Image image =
                image(
                        base().directory("opt/sdk")
                                .file("opt/sdk/a", 45 * UNIT, 1)
                                .file("opt/sdk/b", 45 * UNIT, 2),
                        tar().directory("opt").file("opt/.wh.sdk", ""));
        assertBytes(image, 10, 0, 0, 90);
        assertTrue(image.file("/opt/sdk").isEmpty());
    }

    /** 0.1000, 90. */
    @Test
    void countsFilesThatAreDeletedOneByOne() {
        Image image =
                image(
                        base().file("opt/sdk/a", 45 * UNIT, 1).file("opt/sdk/b", 45 * UNIT, 2),
                        tar().file("opt/sdk/.wh.a", "").file("opt/sdk/.wh.b", ""));
        assertBytes(image, 10, 0, 0, 90);
    }

    /** 0.5263, 180: dive counts the copy that is live as well. */
    @Test
    void countsAFileWhoseModeChangesOnce() {
        Image image =
                image(
                        base().file("app", 90 * UNIT, 1),
                        tar().entry('0', "app", "", 0755, TarBuilder.bytes(90 * UNIT, 1)));
        assertBytes(image, 100, 90, 0, 0);
    }

    /** 1.0000, 0. */
    @Test
    void findsTheSameContentAtTwoPaths() {
        Image image =
                image(base().file("build/app", 90 * UNIT, 1), tar().file("app", 90 * UNIT, 1));
        assertBytes(image, 190, 0, 0, 0);
        Duplicate duplicate = Accounting.of(image).duplicates().get(0);
        assertEquals(90 * UNIT, duplicate.extraBytes());
        assertEquals("/app", duplicate.copies().get(1).entry().path());
    }

    /** 1.0000, 0: opaque directories are lost on dive. */
    @Test
    void countsWhatAnOpaqueDirectoryHidesWhateverTheOrder() {
        Image markerLast =
                image(
                        base().file("d/old", 90 * UNIT, 1),
                        tar().directory("d").file("d/new", UNIT, 2).file("d/.wh..wh..opq", ""));
        assertBytes(markerLast, 11, 0, 0, 90);
        Image markerFirst =
                image(
                        base().file("d/old", 90 * UNIT, 1),
                        tar().directory("d").file("d/.wh..wh..opq", "").file("d/new", UNIT, 2));
        assertBytes(markerFirst, 11, 0, 0, 90);
        assertTrue(markerLast.file("/d/new").isPresent());
    }

    /** 1.0000, 0: and rightly so; what is in one layer is a leftover and no waste. */
    @Test
    void findsNoWasteInOneFlatLayer() {
        Image image = image(base().file("usr/local/go/bin/go", 900 * UNIT, 1));
        assertBytes(image, 910, 0, 0, 0);
    }

    /** 0.0000, 30. */
    @Test
    void countsEveryVersionOfAFileThatGrowsAndGoes() {
        Image image =
                image(
                        tar().file("log", 10 * UNIT, 1),
                        tar().file("log", 20 * UNIT, 1),
                        tar().file(".wh.log", ""));
        assertBytes(image, 0, 0, 10, 20);
    }

    /** 0.0099, 101: dive adds the one that is live. */
    @Test
    void countsAFileThatIsReplacedByASmallOne() {
        Image image = image(tar().file("f", 100 * UNIT, 1), tar().file("f", UNIT, 2));
        assertBytes(image, 1, 0, 100, 0);
    }

    /** 0.6786, 180: dive counts the directory twice. */
    @Test
    void countsADirectoryThatIsDeletedAndMadeAgain() {
        TarBuilder first = base().file("d/a", 45 * UNIT, 1).file("d/b", 45 * UNIT, 2);
        TarBuilder again = tar().file("d/a", 45 * UNIT, 1).file("d/b", 45 * UNIT, 2);
        assertBytes(image(first, tar().file(".wh.d", ""), again), 100, 0, 0, 90);
    }

    private static TarBuilder tar() {
        return new TarBuilder();
    }

    private static TarBuilder base() {
        return tar().directory("etc").file("etc/base", 10 * UNIT, 99);
    }

    private static void assertBytes(
            Image image, long live, long metadata, long rewritten, long deleted) {
        assertEquals(
                new LayerBytes(live * UNIT, metadata * UNIT, rewritten * UNIT, deleted * UNIT),
                Accounting.of(image).total());
        assertEquals(
                (live + metadata + rewritten + deleted) * UNIT, image.unpackedBytes(), "unpacked");
    }
}
