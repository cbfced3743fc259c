package dev.multistage.grader.image;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Counts and digests everything that is read through it. */
final class DigestStream extends FilterInputStream {

    private final MessageDigest sha256 = Digests.sha256();
    private final Spending spending;

    DigestStream(InputStream in, Spending spending) {
        super(in);
        this.spending = spending;
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
            sha256.update(buffer, offset, read);
        }
        return read;
    }

    /** Reads what is left and returns the digest of all. */
    Sha256 finish() throws IOException {
        byte[] rest = new byte[1 << 16];
        while (read(rest, 0, rest.length) >= 0) {
            // read for the digest only: archives are padded
        }
        return Sha256.of(sha256.digest());
    }
}
