package dev.multistage.grader.context;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Headers of a tar archive in the POSIX ustar format; what does not fit there goes into a PAX
 * header before it. Owner and group are fixed, so that equal files give equal archives.
 */
final class TarHeader {

    static final int BLOCK = 512;

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_PREFIX = 155;

    /** The largest size that eleven octal digits hold. */
    private static final long LARGEST = 077777777777L;

    private TarHeader() {}

    /** Whether an entry needs no PAX header. */
    static boolean isPlain(TreeEntry entry) {
        return split(name(entry)) >= 0
                && bytes(entry.linkTarget()).length <= LONGEST_NAME
                && entry.size() <= LARGEST;
    }

    /** Returns the header of an entry, with a PAX header before it where one is needed. */
    static byte[] of(TreeEntry entry) {
        byte[] name = name(entry);
        if (isPlain(entry)) {
            return block(name, split(name), entry, type(entry), entry.size());
        }
        byte[] records = paxRecords(entry, name);
        byte[] pax = new byte[BLOCK + padded(records.length)];
        TreeEntry holder = TreeEntry.file("pax", records, TreeEntry.FILE_MODE);
        byte[] holderName = bytes("PaxHeaders/entry");
        System.arraycopy(block(holderName, 0, holder, 'x', records.length), 0, pax, 0, BLOCK);
        System.arraycopy(records, 0, pax, BLOCK, records.length);
        byte[] shortName = Arrays.copyOf(name, Math.min(name.length, LONGEST_NAME));
        byte[] header = block(shortName, 0, entry, type(entry), Math.min(entry.size(), LARGEST));
        byte[] both = Arrays.copyOf(pax, pax.length + BLOCK);
        System.arraycopy(header, 0, both, pax.length, BLOCK);
        return both;
    }

    static int padded(int length) {
        return (length + BLOCK - 1) / BLOCK * BLOCK;
    }

    private static byte[] name(TreeEntry entry) {
        boolean directory = entry.kind() == TreeEntry.Kind.DIRECTORY;
        return bytes(directory ? entry.path() + "/" : entry.path());
    }

    private static char type(TreeEntry entry) {
        return switch (entry.kind()) {
            case FILE -> '0';
            case SYMLINK -> '2';
            case DIRECTORY -> '5';
            case UNREADABLE -> throw new IllegalArgumentException(entry.path());
        };
    }

    /** Returns the length of the prefix that makes a name fit: 0 for none, -1 if nothing does. */
    private static int split(byte[] name) {
        if (name.length <= LONGEST_NAME) {
            return 0;
        }
        for (int i = Math.min(LONGEST_PREFIX, name.length - 2); i > 0; i--) {
            if (name[i] == '/' && name.length - i - 1 <= LONGEST_NAME) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] block(byte[] name, int prefix, TreeEntry entry, char type, long size) {
        byte[] block = new byte[BLOCK];
        int nameStart = prefix == 0 ? 0 : prefix + 1;
        System.arraycopy(name, nameStart, block, 0, name.length - nameStart);
        octal(block, 100, 8, entry.mode());
        octal(block, 108, 8, 0);
        octal(block, 116, 8, 0);
        octal(block, 124, 12, size);
        octal(block, 136, 12, entry.modified());
        Arrays.fill(block, 148, 156, (byte) ' ');
        block[156] = (byte) type;
        byte[] link = bytes(entry.linkTarget());
        System.arraycopy(link, 0, block, 157, Math.min(link.length, LONGEST_NAME));
        byte[] magic = bytes("ustar\00000");
        System.arraycopy(magic, 0, block, 257, magic.length);
        System.arraycopy(name, 0, block, 345, prefix);
        int sum = 0;
        for (byte value : block) {
            sum += value & 0xff;
        }
        octal(block, 148, 7, sum);
        return block;
    }

    private static void octal(byte[] block, int start, int width, long value) {
        byte[] digits = bytes(String.format("%0" + (width - 1) + "o", value));
        System.arraycopy(digits, 0, block, start, digits.length);
        block[start + width - 1] = 0;
    }

    private static byte[] paxRecords(TreeEntry entry, byte[] name) {
        StringBuilder records = new StringBuilder();
        if (split(name) < 0) {
            record(records, "path", new String(name, StandardCharsets.UTF_8));
        }
        if (bytes(entry.linkTarget()).length > LONGEST_NAME) {
            record(records, "linkpath", entry.linkTarget());
        }
        if (entry.size() > LARGEST) {
            record(records, "size", Long.toString(entry.size()));
        }
        return bytes(records.toString());
    }

    /** A record says its own length in bytes, the digits of that included. */
    private static void record(StringBuilder records, String key, String value) {
        int rest = bytes(" " + key + "=" + value + "\n").length;
        int length = rest + Integer.toString(rest).length();
        if (Integer.toString(length).length() > Integer.toString(rest).length()) {
            length = rest + Integer.toString(length).length();
        }
        records.append(length).append(' ').append(key).append('=').append(value).append('\n');
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
