package dev.multistage.grader.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.image.ContentKind;
import dev.multistage.grader.image.ContentKind.ElfType;
import java.util.List;
import org.junit.jupiter.api.Test;

class LibrariesFoundTest {

    private static final String MUSL_LOADER = "/lib/ld-musl-x86_64.so.1";
    private static final String GLIBC_LOADER = "/lib64/ld-linux-x86-64.so.2";

    private static ContentKind elf(ElfType type, String interpreter, String... needed) {
        return elf(type, interpreter, ContentKind.Glibc.NONE, needed);
    }

    private static ContentKind elf(
            ElfType type, String interpreter, ContentKind.Glibc glibc, String... needed) {
        return new ContentKind.Elf(
                type,
                "amd64",
                interpreter,
                List.of(needed),
                List.of(),
                glibc,
                true,
                0,
                0,
                ContentKind.GoBuild.NONE,
                false,
                false);
    }

    private static Evidence alpine() {
        return Evidence.of("FROM scratch\nCOPY / /\n")
                .file(MUSL_LOADER, 600_000, elf(ElfType.SHARED_OBJECT, ""))
                .file(
                        "/usr/local/bin/python3.13",
                        6_000,
                        elf(ElfType.EXECUTABLE, MUSL_LOADER, "libc.so"));
    }

    private static Evidence debian() {
        return Evidence.of("FROM scratch\nCOPY / /\n")
                .file(GLIBC_LOADER, 200_000, elf(ElfType.SHARED_OBJECT, ""))
                .file(
                        "/usr/lib/x86_64-linux-gnu/libc.so.6",
                        1_800_000,
                        elf(ElfType.SHARED_OBJECT, "", new ContentKind.Glibc("", "2.36")));
    }

    private static Outcome examine(Evidence image) {
        return new LibrariesFound().examine(image.image());
    }

    @Test
    void passesWhenEverythingIsThere() {
        assertEquals(Outcome.Status.PASSED, examine(alpine()).status());
        assertEquals(
                Outcome.Status.PASSED,
                examine(
                                debian().file(
                                                "/app",
                                                1,
                                                elf(ElfType.EXECUTABLE, GLIBC_LOADER, "libc.so.6")))
                        .status());
    }

    @Test
    void passesWhenAProgramAsksForNothing() {
        assertEquals(
                Outcome.Status.PASSED,
                examine(alpine().file("/app", 1, elf(ElfType.EXECUTABLE, ""))).status());
    }

    @Test
    void passesWhenALibraryFindsItsNeighbour() {
        // as wheels have them: only the module that loads both names their folder
        Evidence image =
                alpine().file(
                                "/packages/numpy.libs/libstdc++-1.so.6",
                                1,
                                elf(ElfType.SHARED_OBJECT, "", "libgcc_s-1.so.1"))
                        .file(
                                "/packages/numpy.libs/libgcc_s-1.so.1",
                                1,
                                elf(ElfType.SHARED_OBJECT, "", "libc.so"));
        assertEquals(Outcome.Status.PASSED, examine(image).status());
    }

    @Test
    void failsWhenALibraryLiesOnlyBesideTheProgram() {
        Evidence image =
                debian().file(
                                "/app/run",
                                1,
                                elf(ElfType.EXECUTABLE, GLIBC_LOADER, "libc.so.6", "libx.so"))
                        .file("/app/libx.so", 1, elf(ElfType.SHARED_OBJECT, "", "libc.so.6"));
        assertEquals("library-missing", examine(image).code());
    }

    @Test
    void failsWhenAProgramLacksItsLoader() {
        Outcome outcome =
                examine(
                        alpine().file(
                                        "/usr/bin/tool",
                                        1,
                                        elf(ElfType.EXECUTABLE, GLIBC_LOADER, "libc.so.6")));
        assertEquals("libc-mismatch", outcome.code());
        assertEquals(
                "/usr/bin/tool asks for the loader /lib64/ld-linux-x86-64.so.2, which is not there;"
                        + " this image has musl",
                outcome.observed());
        assertTrue(outcome.next().contains("CGO_ENABLED=0"), outcome.next());
    }

    @Test
    void failsWhenAModuleIsNamedForTheOtherLibc() {
        // a module need not name any library to be of no use: its name is enough
        Outcome outcome =
                examine(
                        alpine().file(
                                        "/packages/fast.cpython-313-x86_64-linux-gnu.so",
                                        1,
                                        elf(ElfType.SHARED_OBJECT, "")));
        assertEquals("libc-mismatch", outcome.code());
        assertTrue(outcome.observed().contains("only with glibc"), outcome.observed());
        assertTrue(outcome.next().contains("wheels"), outcome.next());
    }

    @Test
    void failsWhenALibraryNeedsTheOtherLibc() {
        Outcome outcome =
                examine(
                        debian().file(
                                        "/packages/fast.abi3.so",
                                        1,
                                        elf(ElfType.SHARED_OBJECT, "", "libc.musl-x86_64.so.1")));
        assertEquals("libc-mismatch", outcome.code());
    }

    @Test
    void failsWhenTheGlibcIsOlderThanTheProgram() {
        Outcome outcome =
                examine(
                        debian().file(
                                        "/app",
                                        1,
                                        elf(
                                                ElfType.EXECUTABLE,
                                                GLIBC_LOADER,
                                                new ContentKind.Glibc("2.38", ""),
                                                "libc.so.6")));
        assertEquals("libc-mismatch", outcome.code());
        assertTrue(outcome.observed().contains("glibc 2.38"), outcome.observed());
    }

    @Test
    void failsWhenALibraryIsMissing() {
        Outcome outcome =
                examine(
                        debian().file(
                                        "/app",
                                        1,
                                        elf(
                                                ElfType.EXECUTABLE,
                                                GLIBC_LOADER,
                                                "libc.so.6",
                                                "libcairo.so.2")));
        assertEquals("library-missing", outcome.code());
        assertEquals("/app asks for libcairo.so.2", outcome.observed());
        assertEquals("/app", outcome.where().get(0).path());
    }

    @Test
    void passesWhenAModuleOfPythonsOwnLibraryLacksItsLibrary() {
        // as python:3.13-slim has it, copied whole onto a plain Debian
        String module =
                "/usr/local/lib/python3.13/lib-dynload/_tkinter.cpython-313-x86_64-linux-gnu.so";
        Evidence image =
                debian().file(
                                module,
                                1,
                                elf(ElfType.SHARED_OBJECT, "", "libtk8.6.so", "libc.so.6"));
        assertEquals(Outcome.Status.PASSED, examine(image).status());
        assertEquals(
                "3 compiled files, all complete but for optional modules: " + module,
                examine(image).observed());
    }

    @Test
    void passesWhenOneOfAnAddOnsPrebuiltFilesIsForThisLibc() {
        // as npm's bcrypt has them: node-gyp-build takes the one that fits
        String folder = "/app/node_modules/bcrypt/prebuilds/linux-x64/";
        Evidence image =
                debian().file(
                                folder + "bcrypt.glibc.node",
                                1,
                                elf(ElfType.SHARED_OBJECT, "", "libc.so.6"))
                        .file(
                                folder + "bcrypt.musl.node",
                                1,
                                elf(ElfType.SHARED_OBJECT, "", "libc.musl-x86_64.so.1"));
        assertEquals(Outcome.Status.PASSED, examine(image).status());
        assertTrue(
                examine(image).observed().endsWith("bcrypt.musl.node"), examine(image)::observed);
    }

    @Test
    void failsWhenNoPrebuiltFileIsForThisLibc() {
        Evidence image =
                debian().file(
                                "/app/node_modules/bcrypt/prebuilds/linux-x64/bcrypt.musl.node",
                                1,
                                elf(ElfType.SHARED_OBJECT, "", "libc.musl-x86_64.so.1"));
        assertEquals("libc-mismatch", examine(image).code());
    }

    @Test
    void failsWhenPythonsOwnLibraryIsForAnotherLibc() {
        String module = "/usr/local/lib/python3.13/lib-dynload/_tkinter.cpython-313.so";
        Evidence image =
                debian().file(
                                module,
                                1,
                                elf(
                                        ElfType.SHARED_OBJECT,
                                        "",
                                        "libtk8.6.so",
                                        "libc.musl-x86_64.so.1"));
        assertEquals("libc-mismatch", examine(image).code());
    }

    @Test
    void failsWhenAModuleThatWasInstalledLacksItsLibrary() {
        String module = "/usr/local/lib/python3.13/site-packages/cairo/_cairo.abi3.so";
        Evidence image = debian().file(module, 1, elf(ElfType.SHARED_OBJECT, "", "libcairo.so.2"));
        assertEquals("library-missing", examine(image).code());
    }
}
