package dev.multistage.grader.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes small ELF files of 64 bits for tests: headers and tables, no code. */
final class ElfBuilder {

    private static final int STRINGS = 0x400;
    private static final int VERSION_NAMES = 0x500;
    private static final int SEARCH_PATH = 0x580;
    private static final int DYNAMIC = 0x600;
    private static final int VERSIONS = 0x700;
    private static final int INTERPRETER = 0x800;
    private static final int GO_DATA = 0x900;
    private static final int SECTIONS = 0xb00;
    static final int LENGTH = 0x1000;

    final ByteBuffer file = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private String searchPath = "";
    private long versionTag;
    private int segments;
    private int sections;

    private ElfBuilder(int type, int machine) {
        file.putInt(0, 0x464c457f).put(4, (byte) 2).put(5, (byte) 1).put(6, (byte) 1);
        file.putShort(16, (short) type).putShort(18, (short) machine).putLong(32, 64);
        file.putShort(54, (short) 56).putShort(58, (short) 64).putLong(40, SECTIONS);
        segment(1, 5, 0, LENGTH);
        section(0, 0, 0, 0);
    }

    /** A program that asks for a loader and libraries. */
    static byte[] program(String interpreter, String... libraries) {
        return new ElfBuilder(3, 62).interpreter(interpreter).dynamic(0, "", libraries).build();
    }

    /** A library of this name. */
    static byte[] library(String name, String... libraries) {
        return new ElfBuilder(3, 62).dynamic(0, name, libraries).build();
    }

    /** A position-independent program without loader. */
    static byte[] staticPie() {
        return new ElfBuilder(3, 183).dynamic(0x08000000, "").build();
    }

    /** A file of the machine's usual kind, to be filled. */
    static ElfBuilder shared() {
        return new ElfBuilder(3, 62);
    }

    static ElfBuilder fixedAddress() {
        return new ElfBuilder(2, 62);
    }

    ElfBuilder interpreter(String path) {
        text(INTERPRETER, path);
        return segment(3, 4, INTERPRETER, path.length() + 1);
    }

    ElfBuilder searchPath(String directories) {
        searchPath = directories;
        return this;
    }

    ElfBuilder dynamic(long flags1, String soname, String... libraries) {
        int strings = STRINGS + 1;
        int at = DYNAMIC;
        for (String library : libraries) {
            at = pair(at, 1, strings - STRINGS);
            strings = text(strings, library);
        }
        if (!soname.isEmpty()) {
            at = pair(at, 14, strings - STRINGS);
            text(strings, soname);
        }
        if (!searchPath.isEmpty()) {
            text(SEARCH_PATH, searchPath);
            at = pair(at, 29, SEARCH_PATH - STRINGS);
        }
        if (versionTag != 0) {
            at = pair(at, versionTag, VERSIONS);
        }
        at = pair(pair(at, 5, STRINGS), 0x6ffffffbL, flags1);
        return segment(2, 6, DYNAMIC, at + 16 - DYNAMIC);
    }

    /**
     * Asks for versions of the GNU C library, or offers them; to be called before {@link #dynamic}
     * adds the table that says so.
     */
    ElfBuilder glibc(boolean offers, String... versions) {
        int at = VERSIONS;
        int names = VERSION_NAMES;
        for (int i = 0; i < versions.length; i++) {
            boolean last = i == versions.length - 1;
            if (offers) {
                file.putInt(at + 12, 20).putInt(at + 16, last ? 0 : 32);
                file.putInt(at + 20, names - STRINGS);
                at += 32;
            } else {
                file.putInt(at + 8, 16).putInt(at + 12, last ? 0 : 32);
                file.putInt(at + 16 + 8, names - STRINGS);
                at += 32;
            }
            names = text(names, "GLIBC_" + versions[i]);
        }
        versionTag = offers ? 0x6ffffffcL : 0x6ffffffeL;
        return this;
    }

    /** A section of a size, without bytes of its own in this file. */
    ElfBuilder section(int type, long flags, long size, int link) {
        int at = SECTIONS + 64 * sections++;
        file.putInt(at + 4, type).putLong(at + 8, flags).putLong(at + 32, size);
        file.putInt(at + 40, link).putShort(60, (short) sections);
        return this;
    }

    ElfBuilder go(String version, String module) {
        byte[] magic = "\u00ff Go buildinf:\u0008\u0002".getBytes(StandardCharsets.ISO_8859_1);
        file.position(GO_DATA + 16).put(magic).position(GO_DATA + 16 + 32);
        String marked = "0".repeat(16) + module + "1".repeat(16);
        for (String text : new String[] {version, marked}) {
            int length = text.length();
            for (; length > 127; length >>= 7) {
                file.put((byte) (length | 0x80));
            }
            file.put((byte) length).put(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return segment(1, 6, GO_DATA, 0x200);
    }

    byte[] build() {
        return file.array();
    }

    private ElfBuilder segment(int type, int flags, long offset, long length) {
        int at = 64 + 56 * segments++;
        file.putInt(at, type).putInt(at + 4, flags).putLong(at + 8, offset);
        file.putLong(at + 16, offset).putLong(at + 32, length).putShort(56, (short) segments);
        return this;
    }

    private int pair(int at, long tag, long value) {
        file.putLong(at, tag).putLong(at + 8, value);
        return at + 16;
    }

    private int text(int at, String text) {
        file.position(at).put(text.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
        return at + text.length() + 1;
    }
}
