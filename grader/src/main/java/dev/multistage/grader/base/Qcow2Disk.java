package dev.multistage.grader.base;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A virtual machine's disk in QEMU's qcow2 format, as far as a published image needs it: versions 2
 * and 3, plain and zlib-compressed clusters, no backing file, no encryption.
 *
 * <p>Format: docs/interop/qcow2 of the QEMU project.
 */
final class Qcow2Disk {

    private static final int MAGIC = 0x514649fb;
    private static final int HEADER = 112;
    private static final long OFFSET = 0x00fffffffffffe00L;
    private static final long COMPRESSED = 1L << 62;
    private static final long ALL_ZERO = 1;
    private static final int SECTOR = 512;
    private static final long LARGEST_DISK = 64L << 30;

    private final FileChannel in;
    private final int clusterBits;
    private final int clusterSize;
    private final long size;
    private final long[] level1;

    private Qcow2Disk(FileChannel in) throws IOException {
        this.in = in;
        ByteBuffer header = read(0, HEADER);
        int version = header.getInt(4);
        boolean known =
                header.getInt(0) == MAGIC
                        && (version == 2 || version == 3)
                        && header.getLong(8) == 0
                        && header.getInt(32) == 0
                        && (version == 2 || header.getLong(72) == 0);
        this.clusterBits = header.getInt(20);
        this.size = header.getLong(24);
        if (!known || clusterBits < 9 || clusterBits > 21 || size < 0 || size > LARGEST_DISK) {
            throw new IOException("not a qcow2 disk of a known kind");
        }
        this.clusterSize = 1 << clusterBits;
        int entries = header.getInt(36);
        long bytesPerEntry = (long) clusterSize * (clusterSize / Long.BYTES);
        if (entries < 0 || entries > size / bytesPerEntry + 1) {
            throw new IOException("the disk's table does not fit its size");
        }
        this.level1 = new long[entries];
        read(header.getLong(40), entries * Long.BYTES).asLongBuffer().get(level1);
    }

    /** Writes the disk's content to a file, leaving holes where it holds nothing. */
    static void writeRaw(Path qcow2, Path raw) throws IOException {
        try (FileChannel in = FileChannel.open(qcow2, StandardOpenOption.READ);
                FileChannel out =
                        FileChannel.open(
                                raw,
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.SPARSE)) {
            new Qcow2Disk(in).writeTo(out);
        }
    }

    private void writeTo(FileChannel out) throws IOException {
        int perTable = clusterSize / Long.BYTES;
        for (int i = 0; i < level1.length; i++) {
            long table = level1[i] & OFFSET;
            if (table == 0) {
                continue;
            }
            ByteBuffer entries = read(table, clusterSize);
            for (int j = 0; j < perTable; j++) {
                long at = ((long) i * perTable + j) << clusterBits;
                long entry = entries.getLong(j * Long.BYTES);
                if (at < size && holdsData(entry)) {
                    write(out, at, cluster(entry));
                }
            }
        }
        if (out.size() < size) {
            write(out, size - 1, ByteBuffer.wrap(new byte[1]));
        }
    }

    private static boolean holdsData(long entry) {
        boolean compressed = (entry & COMPRESSED) != 0;
        return compressed || (entry & OFFSET) != 0 && (entry & ALL_ZERO) == 0;
    }

    private ByteBuffer cluster(long entry) throws IOException {
        if ((entry & COMPRESSED) == 0) {
            return read(entry & OFFSET, clusterSize);
        }
        int offsetBits = 62 - (clusterBits - 8);
        long offset = entry & ((1L << offsetBits) - 1);
        long sectors = (entry & (COMPRESSED - 1)) >>> offsetBits;
        int length = (int) ((sectors + 1) * SECTOR - offset % SECTOR);
        int available = (int) Math.min(length, in.size() - offset);
        byte[] content = new byte[clusterSize];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(read(offset, available));
            if (inflater.inflate(content) != clusterSize) {
                throw new IOException("a cluster of the disk is too short");
            }
        } catch (DataFormatException damaged) {
            throw new IOException("a cluster of the disk is damaged", damaged);
        } finally {
            inflater.end();
        }
        return ByteBuffer.wrap(content);
    }

    private ByteBuffer read(long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (in.read(buffer, offset + buffer.position()) < 0) {
                throw new IOException("the disk ends too early");
            }
        }
        return buffer.flip();
    }

    private static void write(FileChannel out, long at, ByteBuffer content) throws IOException {
        long position = at;
        while (content.hasRemaining()) {
            position += out.write(content, position);
        }
    }
}
