package dev.multistage.grader.image;

import dev.multistage.grader.image.ContentKind.Elf;
import dev.multistage.grader.image.ContentKind.ElfType;
import dev.multistage.grader.image.ContentKind.GoBuild;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what matters from an ELF file as it streams by: it first says which parts it wants, then
 * reads them. Tables of strings that lie beyond the first {@link ContentRecogniser#HEAD} bytes are
 * not followed; the result is then not {@link Elf#complete()}.
 *
 * @see <a href="https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html">System V ABI</a>
 */
final class ElfReader {

    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final int PT_INTERP = 3;
    private static final int DT_NEEDED = 1;
    private static final int DT_STRTAB = 5;
    private static final int DT_SONAME = 14;
    private static final int DT_FLAGS_1 = 0x6ffffffb;
    private static final int DF_1_PIE = 0x08000000;
    private static final int SHT_PROGBITS = 1;
    private static final int SHT_SYMTAB = 2;
    private static final int SHF_ALLOC = 2;
    private static final int MOST_TABLE_ENTRIES = 4096;

    /** Shorter ones, {@code .comment} and {@code .gnu_debuglink}, are no debug information. */
    private static final int SHORTEST_DEBUG_SECTION = 256;

    private record Segment(int type, int flags, long offset, long address, long fileSize) {}

    private final FileParts parts;
    private final boolean wide;
    private final ByteOrder order;
    private final ByteBuffer start;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Long> needed = new ArrayList<>();
    private boolean complete = true;
    private boolean named;
    private boolean positionIndependent;
    private long stringsAddress = -1;
    private long debugBytes;
    private long symbolBytes;

    private ElfReader(FileParts parts, ByteBuffer start) {
        this.parts = parts;
        this.wide = start.get(4) == 2;
        this.order = start.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        this.start = start.order(order);
    }

    /** Begins with a file whose first bytes are there, or empty if this is no ELF file. */
    static Optional<ElfReader> begin(FileParts parts) {
        Optional<ByteBuffer> start = parts.bytes(0, 64).filter(ElfReader::isElf);
        return start.map(bytes -> new ElfReader(parts, bytes).withParts());
    }

    private static boolean isElf(ByteBuffer start) {
        return start.getInt(0) == 0x7f454c46 && start.get(4) >= 1 && start.get(4) <= 2;
    }

    private ElfReader withParts() {
        readSegments();
        for (Segment segment : segments) {
            switch (segment.type) {
                case PT_DYNAMIC, PT_INTERP -> parts.want(segment.offset, segment.fileSize);
                default -> {}
            }
        }
        goData().ifPresent(data -> parts.want(data.offset, goDataLength(data)));
        parts.want(sectionOffset(), sectionTableLength());
        return this;
    }

    private void readSegments() {
        long offset = wide ? start.getLong(32) : unsigned(start.getInt(28));
        int entry = start.getShort(wide ? 54 : 42) & 0xffff;
        int count = start.getShort(wide ? 56 : 44) & 0xffff;
        if (count == 0 || entry < (wide ? 56 : 32)) {
            return;
        }
        Optional<ByteBuffer> table = parts.bytes(offset, (long) entry * count);
        complete &= table.isPresent();
        table.ifPresent(
                bytes -> {
                    bytes.order(order);
                    for (int i = 0; i < count; i++) {
                        segments.add(segment(bytes, i * entry));
                    }
                });
    }

    private Segment segment(ByteBuffer table, int at) {
        int type = table.getInt(at);
        return wide
                ? new Segment(
                        type,
                        table.getInt(at + 4),
                        table.getLong(at + 8),
                        table.getLong(at + 16),
                        table.getLong(at + 32))
                : new Segment(
                        type,
                        table.getInt(at + 24),
                        unsigned(table.getInt(at + 4)),
                        unsigned(table.getInt(at + 8)),
                        unsigned(table.getInt(at + 16)));
    }

    /** Reads everything; called when the file has gone by. */
    Elf finish() {
        String interpreter =
                segments.stream()
                        .filter(segment -> segment.type == PT_INTERP)
                        .findFirst()
                        .flatMap(segment -> parts.text(segment.offset, 4096))
                        .orElse("");
        readDynamic();
        ElfType type = type(!interpreter.isEmpty());
        if (type != ElfType.RELOCATABLE) {
            readSections();
        }
        return new Elf(
                type,
                machine(),
                interpreter,
                libraries(),
                complete,
                debugBytes,
                symbolBytes,
                goBuild(),
                isPacked());
    }

    private ElfType type(boolean hasInterpreter) {
        return switch (start.getShort(16)) {
            case 1 -> ElfType.RELOCATABLE;
            case 2 -> ElfType.EXECUTABLE;
            case 4 -> ElfType.CORE;
            // The C library has an interpreter too, but also a name as a library.
            default ->
                    positionIndependent || (hasInterpreter && !named)
                            ? ElfType.EXECUTABLE
                            : ElfType.SHARED_OBJECT;
        };
    }

    private String machine() {
        int machine = start.getShort(18) & 0xffff;
        return switch (machine) {
            case 3 -> "386";
            case 21 -> "ppc64le";
            case 22 -> "s390x";
            case 40 -> "arm";
            case 62 -> "amd64";
            case 183 -> "arm64";
            case 243 -> "riscv64";
            default -> "machine " + machine;
        };
    }

    private void readDynamic() {
        Optional<Segment> dynamic =
                segments.stream().filter(segment -> segment.type == PT_DYNAMIC).findFirst();
        if (dynamic.isEmpty()) {
            return;
        }
        Optional<ByteBuffer> table = parts.bytes(dynamic.get().offset, dynamic.get().fileSize);
        complete &= table.isPresent();
        int entry = wide ? 16 : 8;
        ByteBuffer bytes = table.orElse(ByteBuffer.allocate(0)).order(order);
        for (int i = 0; i < MOST_TABLE_ENTRIES && bytes.remaining() >= entry; i++) {
            long tag = wide ? bytes.getLong() : bytes.getInt();
            long value = wide ? bytes.getLong() : unsigned(bytes.getInt());
            if (tag == 0) {
                return;
            }
            switch ((int) tag) {
                case DT_NEEDED -> needed.add(value);
                case DT_STRTAB -> stringsAddress = value;
                case DT_SONAME -> named = true;
                case DT_FLAGS_1 -> positionIndependent = (value & DF_1_PIE) != 0;
                default -> {}
            }
        }
    }

    private List<String> libraries() {
        long strings = fileOffset(stringsAddress);
        List<String> names = new ArrayList<>();
        for (long offset : needed) {
            Optional<String> name =
                    strings < 0 ? Optional.empty() : parts.text(strings + offset, 256);
            complete &= name.isPresent();
            name.ifPresent(names::add);
        }
        return names;
    }

    private long fileOffset(long address) {
        return segments.stream()
                .filter(segment -> segment.type == PT_LOAD)
                .filter(segment -> address >= segment.address)
                .filter(segment -> address - segment.address < segment.fileSize)
                .mapToLong(segment -> segment.offset + (address - segment.address))
                .findFirst()
                .orElse(-1);
    }

    private long sectionOffset() {
        return wide ? start.getLong(40) : unsigned(start.getInt(32));
    }

    private int sectionEntry() {
        return start.getShort(wide ? 58 : 46) & 0xffff;
    }

    private int sectionTableLength() {
        return sectionEntry() * Math.min(start.getShort(wide ? 60 : 48) & 0xffff, 4096);
    }

    private void readSections() {
        int entry = sectionEntry();
        int length = sectionTableLength();
        if (length == 0 || entry < (wide ? 64 : 40)) {
            return;
        }
        Optional<ByteBuffer> table = parts.bytes(sectionOffset(), length);
        complete &= table.isPresent();
        ByteBuffer bytes = table.orElse(ByteBuffer.allocate(0)).order(order);
        for (int at = 0; at + entry <= bytes.limit(); at += entry) {
            int type = bytes.getInt(at + 4);
            long flags = wide ? bytes.getLong(at + 8) : bytes.getInt(at + 8);
            long size = sectionSize(bytes, at);
            if (type == SHT_PROGBITS && (flags & SHF_ALLOC) == 0 && size > SHORTEST_DEBUG_SECTION) {
                debugBytes += size;
            } else if (type == SHT_SYMTAB) {
                int strings = bytes.getInt(at + (wide ? 40 : 24));
                boolean known = strings > 0 && (long) (strings + 1) * entry <= bytes.limit();
                symbolBytes += size + (known ? sectionSize(bytes, strings * entry) : 0);
            }
        }
    }

    /** Returns the size of a section, at most that of the file, so that no sum overflows. */
    private long sectionSize(ByteBuffer table, int at) {
        long size = wide ? table.getLong(at + 32) : unsigned(table.getInt(at + 20));
        return Math.max(0, Math.min(size, parts.size()));
    }

    /** Returns the first writable segment: Go keeps its build information at the start of it. */
    private Optional<Segment> goData() {
        return segments.stream()
                .filter(segment -> segment.type == PT_LOAD && (segment.flags & 3) == 2)
                .findFirst();
    }

    private static long goDataLength(Segment data) {
        return Math.min(data.fileSize, 1 << 16);
    }

    private GoBuild goBuild() {
        return goData().flatMap(data -> parts.bytes(data.offset, goDataLength(data)))
                .flatMap(GoBuildReader::find)
                .orElse(GoBuild.NONE);
    }

    private boolean isPacked() {
        byte[] first = new byte[(int) Math.min(parts.size(), 1024)];
        parts.bytes(0, first.length).ifPresent(bytes -> bytes.get(first));
        return ContentRecogniser.indexOf(first, first.length, "UPX!") >= 0;
    }

    private static long unsigned(int value) {
        return value & 0xffffffffL;
    }
}
