package dev.multistage.grader.image;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A layer as it is read: counts and digests everything that passes. */
final class LayerStream extends FilterInputStream {

    private final Spending spending;
    private final LayerDigest digest;

    LayerStream(InputStream unpacked, Spending spending, LayerDigest digest) {
        super(unpacked);
        this.spending = spending;
        this.digest = digest;
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
            digest.update(buffer, offset, read);
        }
        return read;
    }

    /** Reads what is left, as archives are padded, and returns the digest of all. */
    Sha256 finish() throws IOException {
        byte[] rest = new byte[1 << 16];
        while (read(rest, 0, rest.length) >= 0) {
            // read for the digest only
        }
        return digest.finish();
    }
}
