package dev.multistage.grader.context;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/** An archive that is made while it is read: one block of one file at a time. */
final class TarStream extends InputStream {

    private static final int END_BLOCKS = 2;

    private final Iterator<TreeEntry> entries;
    private byte[] buffer;
    private int at;
    private TreeEntry entry;
    private InputStream content;
    private long remaining;
    private boolean ended;

    /**
     * BuildKit looks at the first header only to find out whether it is sent an archive or a lone
     * Dockerfile, and does not know PAX headers there.
     */
    TarStream(List<TreeEntry> entries) {
        if (!TarHeader.isPlain(entries.get(0))) {
            throw new ContextException(
                    "the path of the Dockerfile is too long: " + entries.get(0).path(),
                    entries.get(0).path());
        }
        this.entries = entries.iterator();
        this.buffer = new byte[0];
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            if (at < buffer.length) {
                int count = Math.min(length, buffer.length - at);
                System.arraycopy(buffer, at, into, offset, count);
                at += count;
                return count;
            }
            if (content != null) {
                if (remaining > 0) {
                    return readContent(into, offset, length);
                }
                finishContent();
            } else if (entries.hasNext()) {
                open(entries.next());
            } else if (!ended) {
                ended = true;
                fill(new byte[END_BLOCKS * TarHeader.BLOCK]);
            } else {
                return -1;
            }
        }
    }

    private void fill(byte[] bytes) {
        buffer = bytes;
        at = 0;
    }

    private void open(TreeEntry next) throws IOException {
        entry = next;
        fill(TarHeader.of(next));
        if (next.kind() == TreeEntry.Kind.FILE && next.size() > 0) {
            try {
                content = next.content().open();
            } catch (IOException e) {
                throw new IOException(next.path() + " cannot be read: " + e, e);
            }
            remaining = next.size();
        }
    }

    private int readContent(byte[] into, int offset, int length) throws IOException {
        int count = content.read(into, offset, (int) Math.min(length, remaining));
        if (count < 0) {
            throw changed();
        }
        remaining -= count;
        return count;
    }

    private void finishContent() throws IOException {
        if (content.read() >= 0) {
            throw changed();
        }
        content.close();
        content = null;
        int over = (int) (entry.size() % TarHeader.BLOCK);
        fill(new byte[over == 0 ? 0 : TarHeader.BLOCK - over]);
    }

    private IOException changed() {
        return new IOException(
                entry.path() + " changed its size while it was sent to the engine; try again");
    }

    @Override
    public void close() throws IOException {
        if (content != null) {
            content.close();
            content = null;
        }
    }
}
