package dev.multistage.grader.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinkageTest {

    private static final String GLIBC = "/lib64/ld-linux-x86-64.so.2";
    private static final String MUSL = "/lib/ld-musl-x86_64.so.1";

    @Test
    void findsLoaderAndLibrariesOfDebian() {
        Linkage linkage = linkage(debian("2.41"), program("2.34", "libc.so.6", "libz.so.1"));
        assertTrue(linkage.complete(), linkage.toString());
        assertEquals("2.34", linkage.glibcNeeded());
        assertEquals("2.41", linkage.glibcFound());
    }

    @Test
    void missesTheLoaderOfAGlibcProgramOnAlpine() {
        Linkage linkage = linkage(alpine(), program("2.34", "libc.so.6"));
        assertFalse(linkage.loaderFound());
        assertEquals(GLIBC, linkage.loader());
        assertEquals(List.of("libc.so.6"), linkage.missing());
    }

    @Test
    void findsTheLibraryOfMuslInItsLoader() {
        byte[] program = ElfBuilder.program(MUSL, "libc.so");
        assertTrue(linkage(alpine(), program).complete());
        assertTrue(linkage(alpine(), ElfBuilder.library("libx.so", "libc.so")).complete());
        assertEquals(List.of("libc.so"), linkage(debian("2.41"), program).missing());
    }

    @Test
    void missesWhatALibraryAsksFor() {
        TarBuilder image =
                debian("2.41")
                        .file(
                                "usr/local/lib/libpq.so.5",
                                ElfBuilder.library("libpq.so.5", "libldap.so.2"));
        Linkage linkage = linkage(image, program("2.2.5", "libc.so.6", "libpq.so.5"));
        assertEquals(List.of("libldap.so.2"), linkage.missing());
    }

    @Test
    void seesThatTheLibraryOfTheImageIsTooOld() {
        Linkage linkage = linkage(debian("2.36"), program("2.38", "libc.so.6"));
        assertTrue(linkage.glibcTooOld());
        assertFalse(linkage.complete());
        assertFalse(linkage(debian("2.36"), program("2.9", "libc.so.6")).glibcTooOld());
    }

    @Test
    void looksNextToTheProgramWhereItSaysSo() {
        byte[] program =
                ElfBuilder.shared()
                        .interpreter(MUSL)
                        .searchPath("$ORIGIN/../lib:/x")
                        .dynamic(0, "", "libown.so")
                        .build();
        TarBuilder image = alpine().file("opt/lib/libown.so", ElfBuilder.library("libown.so"));
        image.file("opt/bin/app", program);
        Image built = ArchiveBuilder.image(image);
        Linkage linkage = Linkage.of(built, built.file("/opt/bin/app").orElseThrow().entry());
        assertTrue(linkage.complete(), linkage.toString());
    }

    @Test
    void doesNotTakeALibraryOfAnotherMachine() {
        TarBuilder image = debian("2.41").file("usr/lib/libarm.so", ElfBuilder.staticPie());
        assertEquals(
                List.of("libarm.so"),
                linkage(image, program("2.2.5", "libc.so.6", "libarm.so")).missing());
    }

    @Test
    void namesTheFilesOfAnImageThatLackSomething() {
        TarBuilder image =
                alpine().file("app/good", ElfBuilder.program(MUSL, "libc.so"))
                        .file("app/addon.node", ElfBuilder.library("", "libc.so.6"))
                        .file("app/static", ElfBuilder.staticPie())
                        .file("app/script", "#!/bin/sh");
        assertEquals(
                Set.of("/app/addon.node"),
                Linkage.incomplete(ArchiveBuilder.image(image), file -> true).keySet());
    }

    private static Linkage linkage(TarBuilder layer, byte[] program) {
        Image image = ArchiveBuilder.image(layer.file("app", program));
        return Linkage.of(image, image.file("/app").orElseThrow().entry());
    }

    private static byte[] program(String glibc, String... libraries) {
        return ElfBuilder.shared()
                .interpreter(GLIBC)
                .glibc(false, glibc)
                .dynamic(0x08000000, "", libraries)
                .build();
    }

    private static TarBuilder debian(String glibc) {
        byte[] libc =
                ElfBuilder.shared().glibc(true, "2.2.5", glibc).dynamic(0, "libc.so.6").build();
        return new TarBuilder()
                .symlink("lib64", "usr/lib64")
                .symlink("lib", "usr/lib")
                .symlink("usr/lib64/ld-linux-x86-64.so.2", "/lib/x86_64-linux-gnu/ld.so")
                .file("usr/lib/x86_64-linux-gnu/ld.so", ElfBuilder.library("ld.so"))
                .file("usr/lib/x86_64-linux-gnu/libc.so.6", libc)
                .symlink("usr/lib/x86_64-linux-gnu/libz.so.1", "libz.so.1.3")
                .file(
                        "usr/lib/x86_64-linux-gnu/libz.so.1.3",
                        ElfBuilder.library("libz.so.1", "libc.so.6"));
    }

    private static TarBuilder alpine() {
        return new TarBuilder().file("lib/ld-musl-x86_64.so.1", ElfBuilder.library("libc.so"));
    }
}
