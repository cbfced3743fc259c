package dev.multistage.grader.image;

import static dev.multistage.grader.image.ArchiveBuilder.image;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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

    /**
     * An image that Buildah 1.28 built: two files of 20 MB copied to /opt/sdk, the directory
     * deleted by the next RUN, of which the layer holds nothing but a whiteout. On dive: 1.0000, 0.
     */
    @Test
    void countsTheDirectoryThatBuildahsImageDeletes() {
        Image image =
                image(
                        buildahBase(),
                        tar().directory("opt/sdk").file("opt/sdk/a", MB20).file("opt/sdk/b", MB20),
                        tar().directory("opt").file("opt/.wh.sdk", ""));
        assertEquals(43_964_512, image.unpackedBytes());
        assertEquals(new LayerBytes(3_964_512, 0, 0, 40_000_000), Accounting.of(image).total());
    }

    /** The same with the files deleted by name. On dive: 0.0902, 40 000 000. */
    @Test
    void countsTheFilesThatBuildahsImageDeletes() {
        Image image =
                image(
                        buildahBase(),
                        tar().directory("opt/sdk").file("opt/sdk/a", MB20).file("opt/sdk/b", MB20),
                        tar().file("opt/sdk/.wh.a", "").file("opt/sdk/.wh.b", ""));
        assertEquals(new LayerBytes(3_964_512, 0, 0, 40_000_000), Accounting.of(image).total());
    }

    /** 20 MB and a chmod. On dive: 0.5451, 40 000 000 where 20 000 000 are lost. */
    @Test
    void countsTheFileWhoseModeBuildahsImageChanges() {
        Image image =
                image(
                        buildahBase(),
                        tar().file("app", MB20),
                        tar().entry('0', "app", "", 0700, MB20));
        assertEquals(new LayerBytes(23_964_512, 20_000_000, 0, 0), Accounting.of(image).total());
    }

    /** COPY --from=all / / onto nothing. On dive: 1.0, 0, and NaN percent pass its rule. */
    @Test
    void findsNoWasteInBuildahsFlattenedImage() {
        Image image = image(buildahBase().file("opt/sdk/a", MB20));
        Accounting accounting = Accounting.of(image);
        assertEquals(new LayerBytes(23_964_512, 0, 0, 0), accounting.total());
        assertEquals(List.of(), accounting.losses());
    }

    @Test
    void saysWhichLayerThrewAwayWhatWhichLayerWrote() {
        Image image =
                image(
                        base().file("opt/a", 500, 1).file("opt/b", 700, 2).file("c", 900, 3),
                        tar().file("d", 50, 4),
                        tar().file("opt/.wh.a", "").file("opt/.wh.b", "").file(".wh.d", ""),
                        tar().entry('0', "c", "", 0700, TarBuilder.bytes(900, 3)));
        List<Loss> losses = Accounting.of(image).losses();
        assertEquals(
                List.of("0>2 DELETED 1200", "0>3 SHADOWED_METADATA 900", "1>2 DELETED 50"),
                losses.stream()
                        .map(
                                l ->
                                        l.writtenBy()
                                                + ">"
                                                + l.lostBy()
                                                + " "
                                                + l.fate()
                                                + " "
                                                + l.bytes())
                        .toList());
        assertEquals("/opt/b", losses.get(0).files().get(0).entry().path());
    }

    private static final byte[] MB20 = new byte[20_000_000];

    private static TarBuilder buildahBase() {
        return tar().file("bin/busybox", new byte[3_964_512]);
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
