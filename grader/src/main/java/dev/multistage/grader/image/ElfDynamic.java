package dev.multistage.grader.image;

import dev.multistage.grader.image.ContentKind.Glibc;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The dynamic table of an ELF file: what its loader reads.
 *
 * @see <a
 *     href="https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html">
 *     Symbol versions in the Linux Standard Base</a>
 */
final class ElfDynamic {

    private static final int NEEDED = 1;
    private static final int STRINGS = 5;
    private static final int SONAME = 14;
    private static final int RPATH = 15;
    private static final int RUNPATH = 29;
    private static final int FLAGS_1 = 0x6ffffffb;
    private static final int VERSIONS_DEFINED = 0x6ffffffc;
    private static final int VERSIONS_NEEDED = 0x6ffffffe;
    private static final int PIE = 0x08000000;
    private static final int MOST_ENTRIES = 4096;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_PATH = 4096;
    private static final String GLIBC = "GLIBC_";

    private final FileParts parts;
    private final ElfSegments segments;
    private final ByteOrder order;
    private final List<Long> needed = new ArrayList<>();
    private boolean complete = true;
    private boolean named;
    private boolean positionIndependent;
    private long strings = -1;
    private long searchPath = -1;
    private long versionsNeeded = -1;
    private long versionsDefined = -1;

    ElfDynamic(FileParts parts, ElfSegments segments, ByteOrder order, boolean wide) {
        this.parts = parts;
        this.segments = segments;
        this.order = order;
        Optional<ElfSegments.Segment> segment = segments.first(ElfSegments.DYNAMIC);
        Optional<ByteBuffer> table =
                segment.flatMap(found -> parts.bytes(found.offset(), found.fileSize()));
        complete = segment.isEmpty() || table.isPresent();
        table.ifPresent(bytes -> read(bytes.order(order), wide));
    }

    private void read(ByteBuffer table, boolean wide) {
        int entry = wide ? 16 : 8;
        for (int i = 0; i < MOST_ENTRIES && table.remaining() >= entry; i++) {
            long tag = wide ? table.getLong() : table.getInt();
            long value = wide ? table.getLong() : Integer.toUnsignedLong(table.getInt());
            if (tag == 0) {
                return;
            }
            switch ((int) tag) {
                case NEEDED -> needed.add(value);
                case STRINGS -> strings = segments.fileOffset(value);
                case SONAME -> named = true;
                case RPATH, RUNPATH -> searchPath = value;
                case FLAGS_1 -> positionIndependent = (value & PIE) != 0;
                case VERSIONS_NEEDED -> versionsNeeded = segments.fileOffset(value);
                case VERSIONS_DEFINED -> versionsDefined = segments.fileOffset(value);
                default -> {}
            }
        }
    }

    /** Returns whether everything that was asked for so far was found. */
    boolean complete() {
        return complete;
    }

    /** Returns whether the file has a name as a library. */
    boolean named() {
        return named;
    }

    /** Returns whether the linker marked it as a program that can be loaded anywhere. */
    boolean positionIndependent() {
        return positionIndependent;
    }

    List<String> libraries() {
        List<String> names = new ArrayList<>();
        for (long offset : needed) {
            text(offset, LONGEST_NAME).ifPresent(names::add);
        }
        return names;
    }

    List<String> searchPath() {
        return searchPath < 0
                ? List.of()
                : text(searchPath, LONGEST_PATH)
                        .map(path -> List.of(path.split(":")))
                        .orElse(List.of());
    }

    private Optional<String> text(long offset, int longest) {
        Optional<String> text =
                strings < 0 ? Optional.empty() : parts.text(strings + offset, longest);
        complete &= text.isPresent();
        return text;
    }

    Glibc glibc() {
        return new Glibc(
                newest(versionsNeeded, 16, 8, 12, 16, 8, 12),
                newest(versionsDefined, 20, 12, 16, 8, 0, 4));
    }

    /**
     * Walks a list of lists of version names and returns the newest of the GNU C library. The two
     * kinds of list have the same shape; only the places of their fields differ.
     *
     * @param size bytes of an outer entry
     * @param inner where it says how far its first inner entry is
     * @param next where it says how far the next outer entry is
     * @param innerSize bytes of an inner entry
     * @param name where it says where its name is
     * @param innerNext where it says how far the next inner entry is
     */
    private String newest(
            long list, int size, int inner, int next, int innerSize, int name, int innerNext) {
        String newest = "";
        long outerAt = list;
        int left = MOST_ENTRIES;
        while (outerAt >= 0 && left-- > 0) {
            Optional<ByteBuffer> outer = parts.bytes(outerAt, size);
            if (outer.isEmpty()) {
                return newest;
            }
            long at = outerAt + field(outer.get(), inner);
            long ahead = 1;
            while (ahead > 0 && left-- > 0) {
                Optional<ByteBuffer> entry = parts.bytes(at, innerSize);
                if (entry.isEmpty()) {
                    return newest;
                }
                newest = newer(newest, text(field(entry.get(), name), LONGEST_NAME).orElse(""));
                ahead = field(entry.get(), innerNext);
                at += ahead;
            }
            long forward = field(outer.get(), next);
            outerAt = forward > 0 ? outerAt + forward : -1;
        }
        return newest;
    }

    private long field(ByteBuffer bytes, int at) {
        return Integer.toUnsignedLong(bytes.order(order).getInt(at));
    }

    private static String newer(String version, String name) {
        if (!name.startsWith(GLIBC) || !Character.isDigit(name.charAt(GLIBC.length()))) {
            return version;
        }
        String other = name.substring(GLIBC.length());
        return Versions.compare(other, version) > 0 ? other : version;
    }
}
