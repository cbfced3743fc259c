package dev.multistage.grader.image;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Names and numbers as tar headers hold them. */
final class TarText {

    private TarText() {}

    /** Returns the text of a field that ends at the first NUL or after {@code length} bytes. */
    static String untilNul(byte[] bytes, int offset, int length) {
        int end = offset;
        int limit = (int) Math.min(bytes.length, (long) offset + length);
        while (end < limit && bytes[end] != 0) {
            end++;
        }
        return decode(bytes, offset, end - offset);
    }

    /**
     * Decodes a name. Linux allows any bytes in a name; those that are not UTF-8 become {@code
     * \xNN} so that two different names never become one.
     */
    static String decode(byte[] bytes, int offset, int length) {
        boolean ascii = true;
        for (int i = offset; i < offset + length && ascii; i++) {
            ascii = bytes[i] >= 0;
        }
        if (ascii) {
            return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, offset, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            StringBuilder text = new StringBuilder(length + 16);
            for (int i = offset; i < offset + length; i++) {
                if (bytes[i] >= 0) {
                    text.append((char) bytes[i]);
                } else {
                    text.append(String.format("\\x%02x", bytes[i]));
                }
            }
            return text.toString();
        }
    }

    /**
     * Reads a number: octal digits, or the GNU binary form marked by the top bit.
     *
     * @throws ArchiveException if it is neither or does not fit 64 bits
     */
    static long number(byte[] bytes, int offset, int length) throws ArchiveException {
        return (bytes[offset] & 0x80) != 0
                ? binary(bytes, offset, length)
                : octal(bytes, offset, length);
    }

    private static long binary(byte[] bytes, int offset, int length) throws ArchiveException {
        // Bit 6 of the first byte is the sign; the rest is two's complement, big-endian.
        boolean negative = (bytes[offset] & 0x40) != 0;
        long value = negative ? -1 : 0;
        for (int i = 0; i < length; i++) {
            int digit = bytes[offset + i] & 0xff;
            if (i == 0) {
                digit = negative ? digit | 0x80 : digit & 0x7f;
            }
            if (value < Long.MIN_VALUE >> 8 || value > Long.MAX_VALUE >> 8) {
                throw new ArchiveException("A number in the archive does not fit 64 bits");
            }
            value = value << 8 | digit;
        }
        return value;
    }

    private static long octal(byte[] bytes, int offset, int length) throws ArchiveException {
        int i = offset;
        int end = offset + length;
        while (i < end && (bytes[i] == ' ' || bytes[i] == 0)) {
            i++;
        }
        long value = 0;
        while (i < end && bytes[i] != ' ' && bytes[i] != 0) {
            int digit = bytes[i++] - '0';
            if (digit < 0 || digit > 7) {
                throw new ArchiveException("A header of the archive is damaged: no octal number");
            }
            value = value << 3 | digit;
        }
        return value;
    }
}
