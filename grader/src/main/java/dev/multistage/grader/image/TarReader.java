package dev.multistage.grader.image;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a tar archive as a stream: ustar, PAX and GNU forms, as Go's {@code archive/tar} reads
 * them, which is what every container engine uses. Written for hostile input: every length is
 * checked before it is believed, and names are the only thing that is held.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html">POSIX pax</a>
 */
final class TarReader extends InputStream {

    private static final int BLOCK = 512;

    /** Longest name or extended header that is read; Linux paths end at 4 KiB, xattrs at 64 KiB. */
    private static final int LONGEST_HEADER = 1 << 20;

    private final InputStream in;
    private final byte[] block = new byte[BLOCK];
    private final byte[] skipped = new byte[1 << 13];

    private PaxRecords globalRecords = PaxRecords.NONE;
    private TarHeader header;
    private long remaining;
    private long padding;

    TarReader(InputStream in) {
        this.in = in;
    }

    /**
     * Moves to the next entry and returns whether there is one.
     *
     * @throws ArchiveException if what follows is not a valid header
     */
    boolean next() throws IOException {
        skipContent();
        PaxRecords pax = PaxRecords.NONE;
        String longName = "";
        String longLink = "";
        while (readBlock()) {
            char type = (char) (block[156] & 0xff);
            switch (type) {
                case 'x', 'X' -> pax = PaxRecords.parse(extension());
                case 'g' -> globalRecords = globalRecords.overlaidBy(PaxRecords.parse(extension()));
                case 'L' -> longName = TarText.untilNul(extension(), 0, Integer.MAX_VALUE);
                case 'K' -> longLink = TarText.untilNul(extension(), 0, Integer.MAX_VALUE);
                default -> {
                    open(type, globalRecords.overlaidBy(pax), longName, longLink);
                    return true;
                }
            }
        }
        if (pax != PaxRecords.NONE || !longName.isEmpty() || !longLink.isEmpty()) {
            throw new ArchiveException("The archive ends after an extended header");
        }
        header = null;
        return false;
    }

    /** Returns the entry that the last {@link #next()} found. */
    TarHeader header() {
        return header;
    }

    private void open(char flag, PaxRecords pax, String longName, String longLink)
            throws IOException {
        String name = pax.text("path", longName.isEmpty() ? ustarName() : longName);
        String link =
                pax.text(
                        "linkpath",
                        longLink.isEmpty() ? TarText.untilNul(block, 157, 100) : longLink);
        char type = flag;
        if (flag == 0 || flag == '7' || flag == '0') {
            // Version 7 archives mark a directory by the slash at its end.
            type = flag == 0 && name.endsWith("/") ? '5' : '0';
        }
        long stored = pax.number("size", TarText.number(block, 124, 12));
        if (stored < 0) {
            throw new ArchiveException("The entry '" + name + "' has a negative size");
        }
        if (type >= '1' && type <= '6') {
            stored = 0;
        }
        remaining = stored;
        padding = -stored & (BLOCK - 1);
        long size = stored;
        if (type == 'S') {
            size = oldSparse();
            type = '0';
        } else if (pax.isSparse()) {
            name = pax.text("GNU.sparse.name", name);
            size = pax.number("GNU.sparse.realsize", pax.number("GNU.sparse.size", stored));
        }
        if (size < 0) {
            throw new ArchiveException("The entry '" + name + "' has a negative size");
        }
        header =
                new TarHeader(
                        name,
                        type,
                        type == '0' ? size : 0,
                        stored,
                        (int) TarText.number(block, 100, 8) & 07777,
                        pax.number("uid", TarText.number(block, 108, 8)),
                        pax.number("gid", TarText.number(block, 116, 8)),
                        link,
                        pax.hasCapabilities());
    }

    private String ustarName() throws ArchiveException {
        String name = TarText.untilNul(block, 0, 100);
        // GNU archives keep other things where ustar has the prefix.
        boolean posix = block[257] == 'u' && block[262] == 0;
        String prefix = posix ? TarText.untilNul(block, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    /** Reads past the sparse map of the old GNU form and returns the size of the whole file. */
    private long oldSparse() throws IOException {
        long size = TarText.number(block, 483, 12);
        boolean extended = block[482] != 0;
        byte[] map = new byte[BLOCK];
        while (extended) {
            if (in.readNBytes(map, 0, BLOCK) < BLOCK) {
                throw truncated();
            }
            extended = map[504] != 0;
        }
        return size;
    }

    private byte[] extension() throws IOException {
        long length = TarText.number(block, 124, 12);
        if (length < 0 || length > LONGEST_HEADER) {
            throw new ArchiveException("An extended header claims " + length + " bytes");
        }
        byte[] content = in.readNBytes((int) length);
        if (content.length < length) {
            throw truncated();
        }
        remaining = 0;
        padding = -length & (BLOCK - 1);
        skipContent();
        return content;
    }

    /** Reads the next header and returns false at the end of the archive. */
    private boolean readBlock() throws IOException {
        int read = in.readNBytes(block, 0, BLOCK);
        if (read == 0) {
            return false;
        }
        if (read < BLOCK) {
            throw truncated();
        }
        if (isZero()) {
            return false;
        }
        if (!checksumMatches(block, 0)) {
            throw new ArchiveException("A header of the archive is damaged");
        }
        return true;
    }

    private boolean isZero() {
        for (byte value : block) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether 512 bytes from here are a tar header: their checksum says so. */
    static boolean checksumMatches(byte[] bytes, int from) {
        if (bytes.length < from + BLOCK) {
            return false;
        }
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < BLOCK; i++) {
            int value = i >= 148 && i < 156 ? ' ' : bytes[from + i];
            unsigned += value & 0xff;
            signed += value;
        }
        try {
            long stored = TarText.number(bytes, from + 148, 8);
            return stored == unsigned || stored == signed;
        } catch (ArchiveException notANumber) {
            return false;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Reads content of the current entry. */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (remaining == 0) {
            return -1;
        }
        int read = in.read(buffer, offset, (int) Math.min(length, remaining));
        if (read < 0) {
            throw truncated();
        }
        remaining -= read;
        return read;
    }

    private void skipContent() throws IOException {
        long left = remaining + padding;
        if (in instanceof ArchiveFile file) {
            left -= file.skip(left);
            if (left > 0) {
                throw truncated();
            }
        }
        while (left > 0) {
            int read = in.read(skipped, 0, (int) Math.min(skipped.length, left));
            if (read < 0) {
                throw truncated();
            }
            left -= read;
        }
        remaining = 0;
        padding = 0;
    }

    static ArchiveException truncated() {
        return new ArchiveException("The archive is truncated: it ends in the middle of an entry");
    }
}
