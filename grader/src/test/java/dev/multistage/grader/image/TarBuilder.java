package dev.multistage.grader.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes tar archives for tests, wrong ones included; shares no code with the reader. */
public final class TarBuilder {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public TarBuilder file(String name, byte[] content) {
        return entry('0', name, "", 0644, content);
    }

    public TarBuilder file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A file of this many bytes; files with the same seed have the same beginning. */
    public TarBuilder file(String name, int size, int seed) {
        return file(name, bytes(size, seed));
    }

    public TarBuilder directory(String name) {
        return entry('5', name + "/", "", 0755, new byte[0]);
    }

    public TarBuilder symlink(String name, String target) {
        return entry('2', name, target, 0777, new byte[0]);
    }

    public TarBuilder hardLink(String name, String target) {
        return entry('1', name, target, 0644, new byte[0]);
    }

    public TarBuilder entry(char type, String name, String link, int mode, byte[] content) {
        return raw(header(type, name, link, mode, content.length)).content(content);
    }

    /** An extended header of one record in front of the next entry. */
    public TarBuilder pax(String key, String value) {
        return pax('x', key, value.getBytes(StandardCharsets.UTF_8));
    }

    public TarBuilder pax(char type, String key, byte[] value) {
        int rest = key.getBytes(StandardCharsets.UTF_8).length + value.length + 3;
        int length = rest + Integer.toString(rest).length();
        while (rest + Integer.toString(length).length() != length) {
            length = rest + Integer.toString(length).length();
        }
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.writeBytes((length + " " + key + "=").getBytes(StandardCharsets.UTF_8));
        record.writeBytes(value);
        record.write('\n');
        return entry(type, "PaxHeaders/x", "", 0644, record.toByteArray());
    }

    public TarBuilder raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public TarBuilder content(byte[] content) {
        out.writeBytes(content);
        out.writeBytes(new byte[-content.length & 511]);
        return this;
    }

    public byte[] build() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(out.toByteArray());
        whole.writeBytes(new byte[1024]);
        return whole.toByteArray();
    }

    public byte[] withoutEnd() {
        return out.toByteArray();
    }

    public static byte[] header(char type, String name, String link, int mode, long size) {
        byte[] header = new byte[512];
        put(header, 0, name.getBytes(StandardCharsets.UTF_8));
        put(header, 100, String.format("%07o", mode).getBytes(StandardCharsets.US_ASCII));
        put(header, 108, "0000000".getBytes(StandardCharsets.US_ASCII));
        put(header, 116, "0000000".getBytes(StandardCharsets.US_ASCII));
        if (size >= 0 && size < 1L << 33) {
            put(header, 124, String.format("%011o", size).getBytes(StandardCharsets.US_ASCII));
        } else {
            Arrays.fill(header, 124, 128, size < 0 ? (byte) 0xff : 0);
            header[124] |= (byte) 0x80;
            ByteBuffer.wrap(header, 128, 8).putLong(size);
        }
        put(header, 136, "00000000000".getBytes(StandardCharsets.US_ASCII));
        header[156] = (byte) type;
        put(header, 157, link.getBytes(StandardCharsets.UTF_8));
        put(header, 257, "ustar\00000".getBytes(StandardCharsets.US_ASCII));
        return sign(header);
    }

    /** Writes the checksum of a header into it. */
    public static byte[] sign(byte[] header) {
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte value : header) {
            sum += value & 0xff;
        }
        put(header, 148, String.format("%06o", sum).getBytes(StandardCharsets.US_ASCII));
        header[154] = 0;
        return header;
    }

    public static byte[] bytes(int size, int seed) {
        byte[] bytes = new byte[size];
        new java.util.Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static void put(byte[] header, int at, byte[] value) {
        System.arraycopy(value, 0, header, at, value.length);
    }
}
