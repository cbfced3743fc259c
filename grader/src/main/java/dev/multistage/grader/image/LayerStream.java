package dev.multistage.grader.image;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A layer, or an archive of some, as it is read: counts everything that passes, and shows it to an
 * observer.
 */
final class LayerStream extends FilterInputStream {

    /** Sees every byte once. */
    interface Observer {

        /** Looks away. */
        Observer NONE = (bytes, offset, count) -> {};

        void see(byte[] bytes, int offset, int count) throws IOException;
    }

    private final Spending spending;
    private final Observer observer;

    LayerStream(InputStream unpacked, Spending spending, Observer observer) {
        super(unpacked);
        this.spending = spending;
        this.observer = observer;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        if (read > 0) {
            spending.bytes(read);
            observer.see(buffer, offset, read);
        }
        return read;
    }

    /** Reads what is left: archives are padded, and all of that belongs to the layer. */
    void drain() throws IOException {
        byte[] rest = new byte[1 << 16];
        while (read(rest, 0, rest.length) >= 0) {
            // read to be seen only
        }
    }
}
