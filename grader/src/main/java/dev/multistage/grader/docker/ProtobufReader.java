package dev.multistage.grader.docker;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Reads the fields of one protobuf message in order, as far as BuildKit's build trace needs it.
 * Wire format: https://protobuf.dev/programming-guides/encoding/
 */
final class ProtobufReader {

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int field;
    private long number;
    private int from;
    private int to;

    ProtobufReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ProtobufReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    /** Moves to the next field; returns false at the end of the message. */
    boolean next() {
        if (at >= end) {
            return false;
        }
        long key = varint();
        field = (int) (key >>> 3);
        switch ((int) key & 7) {
            case VARINT -> number = varint();
            case FIXED_64 -> skip(8);
            case FIXED_32 -> skip(4);
            case BYTES -> skip(varint());
            default -> throw broken();
        }
        return true;
    }

    int field() {
        return field;
    }

    long number() {
        return number;
    }

    boolean flag() {
        return number != 0;
    }

    String text() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    ProtobufReader message() {
        return new ProtobufReader(bytes, from, to);
    }

    /** Reads the field as a {@code google.protobuf.Timestamp}. */
    Instant instant() {
        long seconds = 0;
        long nanos = 0;
        ProtobufReader timestamp = message();
        while (timestamp.next()) {
            if (timestamp.field() == 1) {
                seconds = timestamp.number();
            } else if (timestamp.field() == 2) {
                nanos = timestamp.number();
            }
        }
        return Instant.ofEpochSecond(seconds, nanos);
    }

    private void skip(long length) {
        if (length < 0 || length > end - at) {
            throw broken();
        }
        from = at;
        to = at + (int) length;
        at = to;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= end) {
                throw broken();
            }
            byte part = bytes[at++];
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw broken();
    }

    private static IllegalArgumentException broken() {
        return new IllegalArgumentException("not a protobuf message");
    }
}
