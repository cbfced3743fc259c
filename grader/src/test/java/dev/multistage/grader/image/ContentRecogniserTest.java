package dev.multistage.grader.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.image.ContentKind.Archive;
import dev.multistage.grader.image.ContentKind.Elf;
import dev.multistage.grader.image.ContentKind.ElfType;
import dev.multistage.grader.image.ContentKind.Glibc;
import dev.multistage.grader.image.ContentKind.GoBuild;
import dev.multistage.grader.image.ContentKind.Packing;
import dev.multistage.grader.image.ContentKind.Script;
import dev.multistage.grader.image.ContentKind.Simple;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ContentRecogniserTest {

    @Test
    void tellsKindsByTheirFirstBytes() {
        assertEquals(Simple.NOTHING, kind(""));
        assertEquals(Simple.TEXT, kind("hällo\n\twörld"));
        assertEquals(Simple.TEXT, kind("x".repeat(4095) + "ä"));
        assertEquals(Simple.OTHER, kind("bi\0nary"));
        assertEquals(Simple.OTHER, kindOf(new byte[] {(byte) 0xc3, 0x28, 1}));
        assertEquals(new Archive(Packing.GZIP), kindOf(ArchiveBuilder.gzip(new byte[9])));
        assertEquals(new Archive(Packing.ZSTD), latin("\u0028\u00b5\u002f\u00fd\0"));
        assertEquals(new Archive(Packing.XZ), latin("\u00fd7zXZ\0\0"));
        assertEquals(new Archive(Packing.BZIP2), latin("BZh9"));
        assertEquals(new Archive(Packing.RPM), latin("\u00ed\u00ab\u00ee\u00db\3"));
        assertEquals(new Archive(Packing.DEB), latin("!<arch>\ndebian-binary   "));
        assertEquals(Simple.STATIC_LIBRARY, latin("!<arch>\n/       "));
        assertEquals(Simple.GO_OBJECT, latin("!<arch>\n__.PKGDEF  "));
        assertEquals(Simple.GIT_DATA, latin("PACK\0\0\0\2"));
        assertEquals(Simple.JAVA_CLASS, latin("\u00ca\u00fe\u00ba\u00be\0\0\0\u003d\0"));
        assertEquals(Simple.PYTHON_BYTECODE, latin("\u00f3\r\r\n" + "\0".repeat(12)));
        assertEquals(Simple.WASM, latin("\0asm\1\0\0\0"));
        assertEquals(new Archive(Packing.TAR), kindOf(new TarBuilder().file("a", 700, 1).build()));
        assertEquals(
                Simple.PRIVATE_KEY, kind("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk"));
    }

    @Test
    void readsTheInterpreterOfScripts() {
        assertEquals(new Script("/bin/sh", "-e"), kind("#! /bin/sh -e\ntrue\n"));
        assertEquals("node", ((Script) kind("#!/usr/bin/env node\n")).program());
        assertEquals("node", ((Script) kind("#!/usr/bin/env -S A=b node --x\n")).program());
        assertEquals("python3", ((Script) kind("#!/opt/venv/bin/python3")).program());
        assertEquals(Simple.TEXT, kind("# comment"));
    }

    @Test
    void tellsZipFilesByWhatTheyHold() throws IOException {
        assertEquals(new Archive(Packing.ZIP), kindOf(zip("a.txt")));
        assertEquals(new Archive(Packing.JAR), kindOf(zip("META-INF/MANIFEST.MF", "a.class")));
        assertEquals(new Archive(Packing.WHEEL), kindOf(zip("six.py", "six-1.dist-info/WHEEL")));
    }

    @Test
    void readsWhatAProgramAsksFor() {
        Elf program = elf(ElfBuilder.program("/lib/ld-musl-x86_64.so.1", "libc.so", "libz.so.1"));
        assertEquals(ElfType.EXECUTABLE, program.type());
        assertEquals("amd64", program.machine());
        assertEquals("/lib/ld-musl-x86_64.so.1", program.interpreter());
        assertEquals(List.of("libc.so", "libz.so.1"), program.neededLibraries());
        assertTrue(program.complete());
        assertFalse(program.isStatic());
    }

    @Test
    void tellsLibrariesFromPrograms() {
        assertEquals(ElfType.SHARED_OBJECT, elf(ElfBuilder.library("libx.so.1")).type());
        byte[] libc =
                ElfBuilder.fixedAddress().interpreter("/lib/ld.so").dynamic(0, "libc.so.6").build();
        libc[16] = 3;
        assertEquals(ElfType.SHARED_OBJECT, elf(libc).type(), "the C library has a loader too");
        Elf pie = elf(ElfBuilder.staticPie());
        assertTrue(pie.isStatic());
        assertEquals("arm64", pie.machine());
        assertTrue(elf(ElfBuilder.fixedAddress().build()).isStatic());
    }

    @Test
    void readsVersionsOfTheGnuLibrary() {
        Elf program =
                elf(
                        ElfBuilder.shared()
                                .interpreter("/lib64/ld-linux-x86-64.so.2")
                                .glibc(false, "2.9", "2.34", "PRIVATE", "2.2.5")
                                .dynamic(0, "", "libc.so.6")
                                .build());
        assertEquals(new Glibc("2.34", ""), program.glibc());
        assertTrue(program.complete());
        Elf library =
                elf(
                        ElfBuilder.shared()
                                .glibc(true, "2.2.5", "2.41")
                                .dynamic(0, "libc.so.6")
                                .build());
        assertEquals(new Glibc("", "2.41"), library.glibc());
        assertTrue(library.complete());
    }

    @Test
    void countsWhatStripWouldRemove() {
        Elf elf =
                elf(
                        ElfBuilder.fixedAddress()
                                .section(1, 2, 3000, 0) // loaded: code or data
                                .section(1, 0, 2000, 0) // .debug_info
                                .section(1, 0x30, 40, 0) // .comment
                                .section(2, 0, 700, 5) // .symtab
                                .section(3, 0, 300, 0) // .strtab
                                .build());
        assertEquals(2000, elf.debugBytes());
        assertEquals(1000, elf.symbolBytes());
    }

    @Test
    void readsWhatGoRecordsAboutItsBuild() {
        byte[] program =
                ElfBuilder.fixedAddress()
                        .go("go1.26.1", "path\tcmd/compile\nmod\tcmd\n" + "build\tx\n".repeat(20))
                        .build();
        assertEquals(new GoBuild("go1.26.1", "cmd/compile"), elf(program).go());
        assertFalse(elf(ElfBuilder.fixedAddress().build()).go().isGo());
    }

    @Test
    void seesThatAProgramIsPacked() {
        byte[] packed = ElfBuilder.fixedAddress().build();
        System.arraycopy("UPX!".getBytes(StandardCharsets.US_ASCII), 0, packed, 0xec, 4);
        assertTrue(elf(packed).packed());
    }

    @Test
    void recognisesAShellByItsBuiltInCommandsAndVariables() {
        assertTrue(elf(holding("getopts\0unalias\0umask\0PS4=+ \0OPTIND=1\0")).shell());
        // GNU make knows the commands, too
        assertFalse(elf(holding("getopts\0unalias\0umask\0")).shell());
        assertFalse(elf(ElfBuilder.fixedAddress().build()).shell());
    }

    private static byte[] holding(String text) {
        byte[] program = Arrays.copyOf(ElfBuilder.fixedAddress().build(), 200_000);
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, program, 150_000, bytes.length);
        return program;
    }

    @Test
    void readsTablesThatLieFarBehindTheHead() {
        byte[] big = Arrays.copyOf(ElfBuilder.program("/lib/ld.so", "libc.so"), 18 << 20);
        // Move the dynamic table and the sections to the end, as Go and patchelf do.
        int end = big.length - 4096;
        System.arraycopy(big, 0x600, big, end, 0x200);
        java.nio.ByteBuffer header =
                java.nio.ByteBuffer.wrap(big).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        header.putLong(64 + 2 * 56 + 8, end).putLong(40, end + 1024);
        header.putInt(end + 1024 + 64 + 4, 1).putLong(end + 1024 + 64 + 32, 5000);
        header.putShort(60, (short) 2);
        Elf elf = elf(big);
        assertEquals(List.of("libc.so"), elf.neededLibraries());
        assertEquals(5000, elf.debugBytes());
        assertTrue(elf.complete());
    }

    @Test
    void neverFailsOnDamagedPrograms() {
        byte[] whole = ElfBuilder.program("/lib/ld.so", "libc.so");
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = Arrays.copyOf(whole, 64 + random.nextInt(whole.length - 64));
            for (int hits = random.nextInt(6); hits >= 0; hits--) {
                damaged[4 + random.nextInt(Math.min(damaged.length, 400) - 4)] =
                        (byte) random.nextInt(256);
            }
            kindOf(damaged);
        }
    }

    private static Elf elf(byte[] content) {
        return (Elf) kindOf(content);
    }

    private static ContentKind kind(String content) {
        return kindOf(content.getBytes(StandardCharsets.UTF_8));
    }

    private static ContentKind latin(String content) {
        return kindOf(content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ContentKind kindOf(byte[] content) {
        Image image = ArchiveBuilder.image(new TarBuilder().file("f", content));
        return image.file("/f").orElseThrow().entry().kind();
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }
}
