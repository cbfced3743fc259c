package dev.multistage.grader.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The size of packed layers, beside what gzip itself writes. */
class DownloadSizeTest {

    private static final byte[] BASE = new TarBuilder().file("base", 200_000, 1).build();
    private static final byte[] OWN = new TarBuilder().file("own", 300_000, 2).build();
    private static final ArchiveBuilder PLAIN = new ArchiveBuilder().layer(BASE).layer(OWN);

    private static long size(byte[] archive, Image image, Set<String> wanted) throws IOException {
        return DownloadSize.of(new ByteArrayInputStream(archive), image, wanted, LayerCache.NONE);
    }

    @Test
    void countsWhatGzipWrites() throws IOException {
        Image image = PLAIN.read();
        int base = ArchiveBuilder.gzip(BASE).length;
        int own = ArchiveBuilder.gzip(OWN).length;
        Set<String> all = Set.copyOf(image.diffIds());
        assertEquals(base + own, size(PLAIN.docker(), image, all));
        assertEquals(base + own, size(PLAIN.both(), image, all));
        assertEquals(own, size(PLAIN.docker(), image, Set.of(image.diffIds().get(1))));
        assertEquals(own, size(PLAIN.oci(), image, Set.of(image.diffIds().get(1))));
        assertEquals(0, size(PLAIN.docker(), image, Set.of()));
    }

    @Test
    void refusesToPackWhatIsPacked() throws IOException {
        ArchiveBuilder packed = new ArchiveBuilder().layer(OWN, ArchiveBuilder.gzip(OWN));
        Image image = packed.read();
        Set<String> all = Set.copyOf(image.diffIds());
        assertThrows(ArchiveException.class, () -> size(packed.docker(), image, all));
    }
}
