package dev.multistage.grader.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A file, or a part of one, that is read from front to back but can also be skipped and looked into
 * anywhere. Several threads may read parts of one file.
 */
final class ArchiveFile extends InputStream {

    /** Long enough for a header, a small file and the header behind it to come at once. */
    private static final int BUFFER = 32 << 10;

    private final FileChannel file;
    private final long end;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    private long position;

    /** Opens a whole file; it is closed by closing the channel. */
    ArchiveFile(FileChannel file) throws IOException {
        this(file, 0, file.size());
    }

    private ArchiveFile(FileChannel file, long begin, long end) {
        this.file = file;
        this.position = begin;
        this.end = end;
    }

    /**
     * Returns a part, which is read on its own.
     *
     * @param begin place in the file
     * @param length bytes; the part is shorter if the file is
     */
    ArchiveFile part(long begin, long length) {
        return new ArchiveFile(file, begin, begin + Math.min(length, end - begin));
    }

    /** Returns the place in the file of the byte that is read next. */
    long position() {
        return position;
    }

    /** Returns how many bytes are left. */
    long left() {
        return end - position;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int wanted = (int) Math.min(length, left());
        if (wanted == 0) {
            return length == 0 ? 0 : -1;
        }
        if (!buffer.hasRemaining() && wanted < BUFFER) {
            buffer.clear().limit((int) Math.min(BUFFER, left()));
            fill(buffer, position);
            buffer.flip();
        }
        int read;
        if (buffer.hasRemaining()) {
            read = Math.min(wanted, buffer.remaining());
            buffer.get(into, from, read);
        } else {
            read = readAt(position, into, from, wanted);
        }
        position += read;
        return read == 0 ? -1 : read;
    }

    /** Goes forward without reading, at most to the end. */
    @Override
    public long skip(long length) {
        long skipped = Math.max(0, Math.min(length, left()));
        if (skipped <= buffer.remaining()) {
            buffer.position(buffer.position() + (int) skipped);
        } else {
            buffer.limit(buffer.position());
        }
        position += skipped;
        return skipped;
    }

    /**
     * Reads bytes from anywhere; what is read next stays the same.
     *
     * @param at place in the file
     * @return how many bytes there are; fewer than asked for only at the end
     */
    int readAt(long at, byte[] into, int from, int length) throws IOException {
        int possible = (int) Math.max(0, Math.min(length, end - at));
        ByteBuffer bytes = ByteBuffer.wrap(into, from, possible);
        fill(bytes, at);
        return bytes.position() - from;
    }

    private void fill(ByteBuffer bytes, long at) throws IOException {
        int begin = bytes.position();
        while (bytes.hasRemaining()) {
            if (file.read(bytes, at + bytes.position() - begin) < 0) {
                return;
            }
        }
    }
}
