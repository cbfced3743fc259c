package dev.multistage.grader.image;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** How a layer or an archive is packed, told by its first bytes. */
enum Compression {
    NONE,
    GZIP,
    ZSTD;

    private static final int BUFFER = 1 << 16;

    static Compression of(byte[] head, int length) {
        if (length >= 2 && head[0] == 0x1f && head[1] == (byte) 0x8b) {
            return GZIP;
        }
        boolean zstd =
                length >= 4
                        && head[0] == 0x28
                        && head[1] == (byte) 0xb5
                        && head[2] == 0x2f
                        && head[3] == (byte) 0xfd;
        return zstd ? ZSTD : NONE;
    }

    InputStream unpack(InputStream packed) throws IOException {
        return switch (this) {
            case NONE -> packed;
            case GZIP -> new GZIPInputStream(packed, BUFFER);
            case ZSTD -> new ZstdInputStream(packed);
        };
    }
}
