package dev.multistage.grader.image;

import static dev.multistage.grader.image.ArchiveBuilder.image;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LayerReplayTest {

    @Test
    void hidesASubtreeUnderAFileThatReplacesADirectory() {
        Image image = image(tar().file("d/a", "12").file("d/b/c", "345"), tar().file("d", "6"));
        assertEquals(List.of("/d"), List.copyOf(image.files().keySet()));
        assertEquals(new LayerBytes(1, 0, 0, 5), Accounting.of(image).total());
    }

    @Test
    void hidesAFileUnderADirectoryThatReplacesIt() {
        Image image = image(tar().file("d", "123"), tar().directory("d").file("d/a", "4"));
        assertEquals(List.of("/d", "/d/a"), List.copyOf(image.files().keySet()));
        assertEquals(new LayerBytes(1, 0, 3, 0), Accounting.of(image).total());
    }

    @Test
    void hidesAFileWhereALayerPutsSomethingBelowIt() {
        Image image = image(tar().file("d", "123").symlink("s", "/etc"), tar().file("d/a", "4"));
        assertEquals(List.of("/d/a", "/s"), List.copyOf(image.files().keySet()));
        assertEquals(new LayerBytes(1, 0, 0, 3), Accounting.of(image).total());
    }

    @Test
    void mergesADirectoryWithTheOneBelow() {
        Image image =
                image(
                        tar().directory("d").file("d/a", "1"),
                        tar().entry('5', "d/", "", 0700, new byte[0]).file("d/b", "2"));
        assertEquals(List.of("/d", "/d/a", "/d/b"), List.copyOf(image.files().keySet()));
        assertEquals(0700, image.files().get("/d").entry().mode());
    }

    @Test
    void letsWhiteoutsActOnLowerLayersOnlyWhateverTheOrder() {
        Image image =
                image(
                        tar().file("a", "1").file("b", "22"),
                        tar().file("a", "333").file(".wh.a", ""));
        assertEquals(1, image.file("/a").orElseThrow().layerIndex());
        assertEquals(new LayerBytes(5, 0, 0, 1), Accounting.of(image).total());
    }

    @Test
    void doesNotTakeASiblingWithTheSameBeginning() {
        Image image =
                image(
                        tar().file("opt/go/x", "1").file("opt/go-1", "2").file("opt/go0", "3"),
                        tar().file("opt/.wh.go", ""));
        assertEquals(List.of("/opt/go-1", "/opt/go0"), List.copyOf(image.files().keySet()));
    }

    @Test
    void emptiesTheWholeImageWithAnOpaqueRoot() {
        Image image = image(tar().file("a", "1").file("b/c", "2"), tar().file(".wh..wh..opq", ""));
        assertTrue(image.files().isEmpty());
        assertEquals(2, Accounting.of(image).total().deleted());
    }

    @Test
    void keepsBytesAliveWhileOneHardLinkIs() {
        TarBuilder linked = tar().file("a", "12345").hardLink("b", "a").hardLink("c", "b");
        Image oneGone = image(linked, tar().file(".wh.a", "").file(".wh.b", ""));
        assertEquals(new LayerBytes(5, 0, 0, 0), Accounting.of(oneGone).total());
        assertEquals(5, image(linked).unpackedBytes());
        Image allGone =
                image(linked, tar().file(".wh.a", "").file(".wh.b", ""), tar().file(".wh.c", ""));
        AccountedFile file = Accounting.of(allGone).files().get(0);
        assertEquals(Fate.DELETED, file.fate());
        assertEquals(OptionalInt.of(2), file.hiddenBy());
    }

    @Test
    void countsTheCopyThatChangingAHardLinkMakes() {
        Image image =
                image(
                        tar().file("a", "12345").hardLink("b", "a"),
                        tar().entry('0', "b", "", 0700, "12345".getBytes()));
        assertEquals(new LayerBytes(10, 0, 0, 0), Accounting.of(image).total());
    }

    @Test
    void showsTheContentOfTheTargetAtAHardLink() {
        Image image =
                image(
                        tar().entry('0', "run", "", 04755, "#!/bin/sh\n".getBytes())
                                .hardLink("link", "run"),
                        tar().hardLink("later", "run"));
        for (String path : List.of("/link", "/later")) {
            FileEntry entry = image.file(path).orElseThrow().entry();
            assertEquals(0, entry.size());
            assertEquals(new ContentKind.Script("/bin/sh", ""), entry.kind());
            assertTrue(entry.isSetuid());
        }
    }

    @Test
    void tellsRoutineRewritesFromAvoidableOnes() {
        Image image =
                image(
                        tar().file("var/lib/dpkg/status", "1").file("app", "1"),
                        tar().file("var/lib/dpkg/status", "2").file("app", "2"));
        List<AccountedFile> waste = Accounting.of(image).waste();
        assertEquals(2, waste.size());
        assertEquals(
                List.of("/var/lib/dpkg/status"),
                waste.stream()
                        .filter(AccountedFile::isRoutine)
                        .map(file -> file.entry().path())
                        .toList());
    }

    private static TarBuilder tar() {
        return new TarBuilder();
    }
}
