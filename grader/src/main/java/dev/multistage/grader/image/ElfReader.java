package dev.multistage.grader.image;

import dev.multistage.grader.image.ContentKind.Elf;
import dev.multistage.grader.image.ContentKind.ElfType;
import dev.multistage.grader.image.ContentKind.GoBuild;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Reads what matters from an ELF file as it streams by: it first says which parts it wants, then
 * reads them. Tables of strings that lie beyond the first {@link ContentRecogniser#HEAD} bytes are
 * not followed; the result is then not {@link Elf#complete()}.
 *
 * @see <a href="https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html">System V ABI</a>
 */
final class ElfReader {

    private static final int PROGBITS = 1;
    private static final int SYMBOLS = 2;
    private static final int LOADED = 2;
    private static final int MOST_SECTIONS = 4096;
    private static final int GO_DATA = 1 << 16;

    /** Shorter ones, {@code .comment} and {@code .gnu_debuglink}, are no debug information. */
    private static final int SHORTEST_DEBUG_SECTION = 256;

    private final FileParts parts;
    private final boolean wide;
    private final ByteOrder order;
    private final ByteBuffer start;
    private final ElfSegments segments;
    private boolean sectionsFound = true;
    private long debugBytes;
    private long symbolBytes;

    private ElfReader(FileParts parts, ByteBuffer start) {
        this.parts = parts;
        this.wide = start.get(4) == 2;
        this.order = start.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        this.start = start.order(order);
        this.segments = new ElfSegments(parts, start, wide);
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
        for (int type : new int[] {ElfSegments.DYNAMIC, ElfSegments.INTERPRETER}) {
            segments.first(type).ifPresent(part -> parts.want(part.offset(), part.fileSize()));
        }
        segments.firstData().ifPresent(data -> parts.want(data.offset(), goDataLength(data)));
        parts.want(sectionOffset(), sectionTableLength());
        return this;
    }

    /** Reads everything; called when the file has gone by. */
    Elf finish() {
        String interpreter =
                segments.first(ElfSegments.INTERPRETER)
                        .flatMap(segment -> parts.text(segment.offset(), 4096))
                        .orElse("");
        ElfDynamic dynamic = new ElfDynamic(parts, segments, order, wide);
        ElfType type = type(dynamic, !interpreter.isEmpty());
        if (type != ElfType.RELOCATABLE) {
            readSections();
        }
        return new Elf(
                type,
                machine(),
                interpreter,
                dynamic.libraries(),
                dynamic.searchPath(),
                dynamic.glibc(),
                segments.complete() && dynamic.complete() && sectionsFound,
                debugBytes,
                symbolBytes,
                goBuild(),
                isPacked(),
                type == ElfType.EXECUTABLE && ShellMarks.in(parts));
    }

    private ElfType type(ElfDynamic dynamic, boolean hasInterpreter) {
        return switch (start.getShort(16)) {
            case 1 -> ElfType.RELOCATABLE;
            case 2 -> ElfType.EXECUTABLE;
            case 4 -> ElfType.CORE;
            // The C library has an interpreter too, but also a name as a library.
            default ->
                    dynamic.positionIndependent() || (hasInterpreter && !dynamic.named())
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

    private long sectionOffset() {
        return wide ? start.getLong(40) : Integer.toUnsignedLong(start.getInt(32));
    }

    private int sectionEntry() {
        return start.getShort(wide ? 58 : 46) & 0xffff;
    }

    private int sectionTableLength() {
        return sectionEntry() * Math.min(start.getShort(wide ? 60 : 48) & 0xffff, MOST_SECTIONS);
    }

    private void readSections() {
        int entry = sectionEntry();
        int length = sectionTableLength();
        if (length == 0 || entry < (wide ? 64 : 40)) {
            return;
        }
        Optional<ByteBuffer> table = parts.bytes(sectionOffset(), length);
        sectionsFound = table.isPresent();
        ByteBuffer bytes = table.orElse(ByteBuffer.allocate(0)).order(order);
        for (int at = 0; at + entry <= bytes.limit(); at += entry) {
            readSection(bytes, at, entry);
        }
    }

    private void readSection(ByteBuffer table, int at, int entry) {
        int type = table.getInt(at + 4);
        long flags = wide ? table.getLong(at + 8) : table.getInt(at + 8);
        long size = sectionSize(table, at);
        if (type == PROGBITS && (flags & LOADED) == 0 && size > SHORTEST_DEBUG_SECTION) {
            debugBytes += size;
        } else if (type == SYMBOLS) {
            int names = table.getInt(at + (wide ? 40 : 24));
            boolean known = names > 0 && (names + 1L) * entry <= table.limit();
            symbolBytes += size + (known ? sectionSize(table, names * entry) : 0);
        }
    }

    /** Returns the size of a section, at most that of the file, so that no sum overflows. */
    private long sectionSize(ByteBuffer table, int at) {
        long size = wide ? table.getLong(at + 32) : Integer.toUnsignedLong(table.getInt(at + 20));
        return Math.max(0, Math.min(size, parts.size()));
    }

    private static long goDataLength(ElfSegments.Segment data) {
        return Math.min(data.fileSize(), GO_DATA);
    }

    /** Go keeps its build information at the start of the data. */
    private GoBuild goBuild() {
        return segments.firstData()
                .flatMap(data -> parts.bytes(data.offset(), goDataLength(data)))
                .flatMap(GoBuildReader::find)
                .orElse(GoBuild.NONE);
    }

    private boolean isPacked() {
        byte[] first = new byte[(int) Math.min(parts.size(), 1024)];
        parts.bytes(0, first.length).ifPresent(bytes -> bytes.get(first));
        return ContentRecogniser.indexOf(first, first.length, "UPX!") >= 0;
    }
}
