package dev.multistage.grader.base;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Qcow2DiskTest {

    private static final int CLUSTER = 512;
    private static final int LEVEL_1 = CLUSTER;
    private static final int LEVEL_2 = 2 * CLUSTER;
    private static final int PLAIN = 3 * CLUSTER;
    private static final int PACKED = 4 * CLUSTER + 37;
    private static final long COMPRESSED = 1L << 62;

    @TempDir Path directory;

    @Test
    void plainCompressedAndEmptyClustersAreRead() throws Exception {
        byte[] plain = new byte[CLUSTER];
        new Random(1).nextBytes(plain);
        byte[] repetitive = new byte[CLUSTER];
        Arrays.fill(repetitive, (byte) 7);

        byte[] raw = unpack(disk(plain, repetitive));

        byte[] expected = new byte[5 * CLUSTER];
        System.arraycopy(plain, 0, expected, CLUSTER, CLUSTER);
        System.arraycopy(repetitive, 0, expected, 3 * CLUSTER, CLUSTER);
        assertArrayEquals(expected, raw);
    }

    @Test
    void whatIsNoDiskIsRefused() {
        assertThrows(IOException.class, () -> unpack(new byte[1000]));
        assertThrows(IOException.class, () -> unpack("short".getBytes()));
    }

    @Test
    void aTruncatedDiskIsRefused() {
        byte[] whole = disk(new byte[CLUSTER], new byte[CLUSTER]);
        assertThrows(IOException.class, () -> unpack(Arrays.copyOf(whole, PLAIN + 10)));
    }

    @Test
    void adiskWithABackingFileIsRefused() {
        byte[] disk = disk(new byte[CLUSTER], new byte[CLUSTER]);
        ByteBuffer.wrap(disk).putLong(8, 1000);
        assertThrows(IOException.class, () -> unpack(disk));
    }

    /** A disk of five clusters: nothing, plain, all zero, compressed, nothing. */
    private static byte[] disk(byte[] plain, byte[] repetitive) {
        ByteBuffer disk = ByteBuffer.allocate(8 * CLUSTER);
        disk.putInt(0, 0x514649fb).putInt(4, 3).putInt(20, 9).putLong(24, 5 * CLUSTER);
        disk.putInt(36, 1).putLong(40, LEVEL_1);
        disk.putLong(LEVEL_1, LEVEL_2 | 1L << 63);
        disk.putLong(LEVEL_2 + 8, PLAIN | 1L << 63);
        disk.putLong(LEVEL_2 + 16, 1);
        disk.position(PLAIN).put(plain);

        Deflater deflater = new Deflater(9, true);
        deflater.setInput(repetitive);
        deflater.finish();
        byte[] packed = new byte[CLUSTER];
        int length = deflater.deflate(packed);
        disk.position(PACKED).put(packed, 0, length);
        long sectors = (PACKED % 512 + length + 511) / 512 - 1;
        long entry = COMPRESSED | sectors << 62 - (9 - 8) | PACKED;
        disk.putLong(LEVEL_2 + 24, entry);
        return disk.array();
    }

    private byte[] unpack(byte[] qcow2) throws IOException {
        Path disk = directory.resolve("disk.qcow2");
        Path raw = directory.resolve("disk.raw");
        Files.write(disk, qcow2);
        Files.deleteIfExists(raw);
        Qcow2Disk.writeRaw(disk, raw);
        return Files.readAllBytes(raw);
    }
}
