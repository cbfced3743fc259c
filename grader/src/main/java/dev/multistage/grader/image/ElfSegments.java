package dev.multistage.grader.image;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The program headers of an ELF file: which part of it is loaded where. */
final class ElfSegments {

    static final int LOAD = 1;
    static final int DYNAMIC = 2;
    static final int INTERPRETER = 3;

    private static final int WRITABLE_DATA = 2;
    private static final int WRITE_OR_EXECUTE = 3;

    /**
     * One of them.
     *
     * @param offset where it begins in the file
     * @param address where it is loaded
     * @param fileSize how many bytes of it are in the file
     */
    record Segment(int type, int flags, long offset, long address, long fileSize) {}

    private final List<Segment> all = new ArrayList<>();
    private final boolean complete;

    /**
     * @param start the first 64 bytes of the file, in its byte order
     * @param wide whether it is a file of 64 bits
     */
    ElfSegments(FileParts parts, ByteBuffer start, boolean wide) {
        long offset = wide ? start.getLong(32) : Integer.toUnsignedLong(start.getInt(28));
        int entry = start.getShort(wide ? 54 : 42) & 0xffff;
        int count = start.getShort(wide ? 56 : 44) & 0xffff;
        boolean none = count == 0 || entry < (wide ? 56 : 32);
        Optional<ByteBuffer> table =
                none ? Optional.empty() : parts.bytes(offset, (long) entry * count);
        complete = none || table.isPresent();
        table.ifPresent(bytes -> read(bytes.order(start.order()), entry, count, wide));
    }

    private void read(ByteBuffer table, int entry, int count, boolean wide) {
        for (int i = 0; i < count; i++) {
            all.add(wide ? wide(table, i * entry) : narrow(table, i * entry));
        }
    }

    private static Segment wide(ByteBuffer table, int at) {
        return new Segment(
                table.getInt(at),
                table.getInt(at + 4),
                table.getLong(at + 8),
                table.getLong(at + 16),
                table.getLong(at + 32));
    }

    private static Segment narrow(ByteBuffer table, int at) {
        return new Segment(
                table.getInt(at),
                table.getInt(at + 24),
                Integer.toUnsignedLong(table.getInt(at + 4)),
                Integer.toUnsignedLong(table.getInt(at + 8)),
                Integer.toUnsignedLong(table.getInt(at + 16)));
    }

    /** Returns whether the table was where the header says. */
    boolean complete() {
        return complete;
    }

    Optional<Segment> first(int type) {
        return all.stream().filter(segment -> segment.type == type).findFirst();
    }

    /** Returns the first segment of data that a program may change. */
    Optional<Segment> firstData() {
        return all.stream()
                .filter(segment -> segment.type == LOAD)
                .filter(segment -> (segment.flags & WRITE_OR_EXECUTE) == WRITABLE_DATA)
                .findFirst();
    }

    /** Returns where in the file the byte is that is loaded to an address, or -1. */
    long fileOffset(long address) {
        for (Segment segment : all) {
            long into = address - segment.address;
            if (segment.type == LOAD && address >= segment.address && into < segment.fileSize) {
                return segment.offset + into;
            }
        }
        return -1;
    }
}
