package dev.multistage.grader.image;

import static dev.multistage.grader.image.LeftoverCategory.DEBUG_SYMBOLS;
import static dev.multistage.grader.image.LeftoverCategory.DEVELOPMENT_FILE;
import static dev.multistage.grader.image.LeftoverCategory.DEV_DEPENDENCY;
import static dev.multistage.grader.image.LeftoverCategory.DOCUMENTATION;
import static dev.multistage.grader.image.LeftoverCategory.DUPLICATE;
import static dev.multistage.grader.image.LeftoverCategory.PACKAGE_CACHE;
import static dev.multistage.grader.image.LeftoverCategory.PACKAGE_INDEX;
import static dev.multistage.grader.image.LeftoverCategory.PACKAGE_MANAGER;
import static dev.multistage.grader.image.LeftoverCategory.PROJECT_FILE;
import static dev.multistage.grader.image.LeftoverCategory.SOURCE;
import static dev.multistage.grader.image.LeftoverCategory.TEST;
import static dev.multistage.grader.image.LeftoverCategory.TOOLCHAIN;
import static dev.multistage.grader.image.LeftoverCategory.VERSION_CONTROL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.dockerfile.Dockerfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class LeftoversTest {

    @Test
    void findsAToolchainByItsContentWhereverItIsHidden() {
        byte[] compiler = ElfBuilder.fixedAddress().go("go1.26", "path\tcmd/compile\n").build();
        Leftovers leftovers =
                leftovers(
                        new TarBuilder()
                                .file("srv/.x/pkg/tool/linux_amd64/a", compiler)
                                .file("srv/.x/src/fmt/print.go", "package fmt\n")
                                .file("srv/y/app", program())
                                .file("usr/bin/notcc", ElfBuilder.program("/ld", "libmpc.so.3"))
                                .file("usr/bin/x", ElfBuilder.program("/ld", "libbfd-2.44.so")));
        assertFound(
                leftovers,
                TOOLCHAIN,
                "Go toolchain",
                "/srv/.x/pkg/tool/linux_amd64/a",
                "/srv/.x/src/fmt/print.go");
        assertFound(leftovers, TOOLCHAIN, "GCC", "/usr/bin/notcc");
        assertFound(leftovers, TOOLCHAIN, "binutils", "/usr/bin/x");
        assertEquals(3, leftovers.own().size());
    }

    @Test
    void findsCompilersAndBuildToolsByName() {
        Leftovers leftovers =
                leftovers(
                        new TarBuilder()
                                .file("usr/bin/x86_64-linux-gnu-gcc-14", program())
                                .file("usr/bin/make", program())
                                .file("opt/jdk/bin/javac", program())
                                .file("opt/jdk/bin/java", program())
                                .file("usr/lib/git-core/git-http-fetch", program())
                                .file("root/.cargo/bin/cargo", program())
                                .file("usr/include/stdio.h", big("#pragma once\n"))
                                .file("usr/lib/libz.a", big("!<arch>\n/  "))
                                .file("app/make", "#!/bin/sh\n"));
        assertFound(leftovers, TOOLCHAIN, "GCC", "/usr/bin/x86_64-linux-gnu-gcc-14");
        assertFound(leftovers, TOOLCHAIN, "other build tools", "/usr/bin/make");
        assertFound(leftovers, TOOLCHAIN, "JDK", "/opt/jdk/bin/javac");
        assertFound(leftovers, TOOLCHAIN, "Git", "/usr/lib/git-core/git-http-fetch");
        assertFound(leftovers, TOOLCHAIN, "Rust toolchain", "/root/.cargo/bin/cargo");
        assertFound(leftovers, DEVELOPMENT_FILE, "headers", "/usr/include/stdio.h");
        assertFound(leftovers, DEVELOPMENT_FILE, "static libraries", "/usr/lib/libz.a");
        assertEquals(7, leftovers.own().size());
    }

    @Test
    void findsCachesByLayoutAndContent() throws IOException {
        String hash = "0123456789".repeat(6).substring(0, 56);
        Leftovers leftovers =
                leftovers(
                        new TarBuilder()
                                .file("root/.cache/pip/selfcheck/a.json", big("{}"))
                                .file("x/http-v2/a/b/c/d/e/" + hash + ".body", "x")
                                .file("x/_cacache/content-v2/sha512/00/11/x", big("x"))
                                .file("root/.cache/go-build/00/00ab-d", big("go"))
                                .file("elsewhere/00ab-d", big("!<arch>\n__.PKGDEF  "))
                                .file("go/pkg/mod/example.com/x/x.go", big("package x\n"))
                                .file("tmp/six.bin", wheel())
                                .file("var/cache/apt/pkgcache.bin", big("x"))
                                .file("debs/x", big("!<arch>\ndebian-binary   "))
                                .file("var/lib/apt/lists/deb_Packages", big("x"))
                                .file("opt/data/deb_dists_trixie_main_Packages.lz4", big("x"))
                                .file("var/cache/apk/APKINDEX.1.tar.gz", big("x"))
                                .file("root/.m2/repository/a/a.jar", big("x"))
                                .file("usr/local/cargo/registry/cache/x.crate", big("x")));
        assertFound(
                leftovers,
                PACKAGE_CACHE,
                "pip cache",
                "/root/.cache/pip/selfcheck/a.json",
                "/x/http-v2/a/b/c/d/e/" + hash + ".body");
        assertFound(leftovers, PACKAGE_CACHE, "npm cache", "/x/_cacache/content-v2/sha512/00/11/x");
        assertFound(
                leftovers,
                PACKAGE_CACHE,
                "Go build cache",
                "/elsewhere/00ab-d",
                "/root/.cache/go-build/00/00ab-d");
        assertFound(leftovers, PACKAGE_CACHE, "Go module cache", "/go/pkg/mod/example.com/x/x.go");
        assertFound(leftovers, PACKAGE_CACHE, "Python wheels", "/tmp/six.bin");
        assertFound(
                leftovers, PACKAGE_CACHE, "apt packages", "/debs/x", "/var/cache/apt/pkgcache.bin");
        assertFound(
                leftovers,
                PACKAGE_INDEX,
                "apt package lists",
                "/opt/data/deb_dists_trixie_main_Packages.lz4",
                "/var/lib/apt/lists/deb_Packages");
        assertFound(
                leftovers, PACKAGE_INDEX, "apk package index", "/var/cache/apk/APKINDEX.1.tar.gz");
        assertFound(leftovers, PACKAGE_CACHE, "Maven repository", "/root/.m2/repository/a/a.jar");
        assertFound(
                leftovers,
                PACKAGE_CACHE,
                "Cargo registry",
                "/usr/local/cargo/registry/cache/x.crate");
    }

    @Test
    void findsWhatBelongsToTheProjectAndNotToTheProgram() {
        Leftovers leftovers =
                leftovers(
                        new TarBuilder()
                                .file("usr/src/app/main.go", "package main\n")
                                .file("app/src/index.ts", "let a\n")
                                .file("app/dist/index.d.ts", "let a\n")
                                .file("app/dist/index.js", "let a\n")
                                .file("app/server.py", "a = 1\n")
                                .file("app/tests/test_server.py", "a = 1\n")
                                .file("app/store_test.go", "package main\n")
                                .file("app/.git/HEAD", "ref\n")
                                .file("app/Dockerfile", "FROM x\n")
                                .file("app/node_modules/x/test/a.ts", "let a\n")
                                .file("usr/lib/python3.13/test/test_os.py", "a\n")
                                .file("usr/share/doc/x/changelog.gz", big("x"))
                                .file("usr/share/doc/x/copyright", "x"));
        assertFound(leftovers, SOURCE, "Go sources", "/usr/src/app/main.go");
        assertFound(leftovers, SOURCE, "TypeScript sources", "/app/src/index.ts");
        assertFound(leftovers, TEST, "tests", "/app/store_test.go", "/app/tests/test_server.py");
        assertFound(leftovers, VERSION_CONTROL, "Git repository", "/app/.git/HEAD");
        assertFound(leftovers, PROJECT_FILE, "project files", "/app/Dockerfile");
        assertFound(leftovers, DOCUMENTATION, "manuals", "/usr/share/doc/x/changelog.gz");
        assertEquals(6, leftovers.own().size());
    }

    @Test
    void findsDevelopmentPackagesByTheLockFile() throws IOException {
        String lock =
                """
                {"lockfileVersion":3,"packages":{"":{},
                 "node_modules/express":{},
                 "node_modules/express/node_modules/debug":{},
                 "node_modules/debug":{"dev":true},
                 "node_modules/@types/node":{"dev":true},
                 "node_modules/fsevents":{"devOptional":true,"optional":true},
                 "node_modules/typescript":{"dev":true}}}
                """;
        DevDependencies dev =
                DevDependencies.ofPackageLock(lock.getBytes(StandardCharsets.UTF_8))
                        .withPython(List.of("PyTest", "types_requests"));
        Image image =
                ArchiveBuilder.image(
                        new TarBuilder()
                                .file("app/node_modules/express/index.js", "x")
                                .file("app/node_modules/express/node_modules/debug/a.js", "x")
                                .file("app/node_modules/debug/a.js", "x")
                                .file("app/node_modules/@types/node/index.d.ts", "x")
                                .file("app/node_modules/fsevents/a.node", "x")
                                .file("app/node_modules/typescript/node_modules/own/a.js", "x")
                                .file(
                                        "p/node_modules/.pnpm/typescript@5/node_modules/typescript/a.js",
                                        "x")
                                .file("usr/local/lib/node_modules/typescript/a.js", "x")
                                .file("v/lib/python3.13/site-packages/pytest/a.py", "x")
                                .file(
                                        "v/lib/python3.13/site-packages/pytest-8.0.dist-info/RECORD",
                                        "x")
                                .file("v/lib/python3.13/site-packages/flask/a.py", "x")
                                .file("packages/pytest/b.py", "x")
                                .file("packages/flask/b.py", "x")
                                .file("target/pytest/c.py", "x")
                                .file("target/pytest-8.0.dist-info/RECORD", "x")
                                .file("target/flask-3.1.dist-info/RECORD", "x"));
        Leftovers leftovers =
                Leftovers.of(Accounting.of(image), origins(image, "FROM scratch\nRUN x\n"), dev);
        assertFound(leftovers, DEV_DEPENDENCY, "debug", "/app/node_modules/debug/a.js");
        assertFound(
                leftovers,
                DEV_DEPENDENCY,
                "@types/node",
                "/app/node_modules/@types/node/index.d.ts");
        assertFound(leftovers, DEV_DEPENDENCY, "fsevents", "/app/node_modules/fsevents/a.node");
        assertFound(
                leftovers,
                DEV_DEPENDENCY,
                "typescript",
                "/app/node_modules/typescript/node_modules/own/a.js",
                "/p/node_modules/.pnpm/typescript@5/node_modules/typescript/a.js");
        assertFound(
                leftovers,
                DEV_DEPENDENCY,
                "pytest",
                "/packages/pytest/b.py",
                "/target/pytest-8.0.dist-info/RECORD",
                "/v/lib/python3.13/site-packages/pytest-8.0.dist-info/RECORD",
                "/v/lib/python3.13/site-packages/pytest/a.py");
        assertEquals(5, leftovers.own().size());
    }

    @Test
    void countsSymbolsAndSecondCopiesOnce() {
        byte[] big = TarBuilder.bytes(70_000, 1);
        byte[] symbols = new byte[200_000];
        System.arraycopy(
                ElfBuilder.fixedAddress().section(1, 0, 150_000, 0).build(),
                0,
                symbols,
                0,
                ElfBuilder.LENGTH);
        Leftovers leftovers =
                leftovers(
                        new TarBuilder()
                                .file("app/prog", symbols)
                                .file("a/one", big)
                                .file("b/two", big)
                                .file("x/_cacache/three", big));
        assertEquals(150_000, only(leftovers, DEBUG_SYMBOLS, "debug symbols").bytes());
        assertEquals(70_000, only(leftovers, DUPLICATE, "second copies").bytes());
        assertEquals(70_000, only(leftovers, PACKAGE_CACHE, "npm cache").bytes());
    }

    @Test
    void chargesTheBaseOnlyWithItsToolchain() {
        TarBuilder base =
                new TarBuilder()
                        .file("usr/bin/gcc", program())
                        .file("usr/local/lib/node_modules/npm/cli.js", big("x"))
                        .file("usr/share/doc/x/README", big("x"));
        Image image = ArchiveBuilder.image(base, new TarBuilder().file("app/.git/HEAD", "x\n"));
        Leftovers leftovers =
                Leftovers.of(
                        Accounting.of(image),
                        origins(image, "FROM fat\nCOPY . /app\n"),
                        DevDependencies.NONE);
        assertEquals(4, leftovers.all().size());
        assertEquals(
                List.of("GCC", "Git repository"),
                leftovers.own().stream().map(Leftover::name).toList());
        Leftover gcc = only(leftovers, TOOLCHAIN, "GCC");
        assertTrue(gcc.ofBase());
        assertTrue(gcc.firstMove().startsWith("Start the final stage from a smaller image"));
        assertTrue(leftovers.all().stream().anyMatch(found -> found.category() == PACKAGE_MANAGER));
    }

    @Test
    void ignoresTheFewBytesThatCleaningUpLeaves() {
        assertEquals(
                List.of(),
                leftovers(
                                new TarBuilder()
                                        .file("root/.npm/_logs/debug-0.log", "ok")
                                        .file("var/lib/apt/lists/lock", "")
                                        .file("var/cache/apt/archives/lock", ""))
                        .all());
    }

    @Test
    void findsNothingInAnImageOfOneProgram() {
        assertEquals(
                List.of(),
                leftovers(
                                new TarBuilder()
                                        .file("app", program())
                                        .file("etc/passwd", "app:x:1:1::/:\n")
                                        .file("etc/ssl/certs/ca-certificates.crt", "x"))
                        .all());
    }

    /** Something of 70,000 bytes that begins so: kinds of less than 64 KiB do not count. */
    private static byte[] big(String start) {
        return (start + " ".repeat(70_000 - start.length())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] program() {
        return ElfBuilder.program("/lib/ld.so", "libc.so");
    }

    private static Leftovers leftovers(TarBuilder layer) {
        Image image = ArchiveBuilder.image(layer);
        return Leftovers.of(
                Accounting.of(image),
                origins(image, "FROM scratch\nRUN x\n"),
                DevDependencies.NONE);
    }

    /** One layer for each instruction after FROM, the first of them the base if there are more. */
    private static Origins origins(Image image, String text) {
        Dockerfile dockerfile = Dockerfile.parse(text);
        List<HistoryEntry> history = new java.util.ArrayList<>();
        if (image.layers().size() > 1) {
            history.add(new HistoryEntry("base", false, "", ""));
        }
        dockerfile
                .finalStage()
                .instructions()
                .forEach(i -> history.add(new HistoryEntry(i.joined(), false, "", "")));
        return Origins.of(
                new Image(image.id(), image.config().withHistory(history), image.layers()),
                dockerfile,
                dockerfile.finalStage());
    }

    private static void assertFound(
            Leftovers leftovers, LeftoverCategory category, String name, String... paths) {
        Leftover found = only(leftovers, category, name);
        assertEquals(
                List.of(paths),
                found.files().stream().map(file -> file.entry().path()).sorted().toList());
        assertTrue(found.firstMove().endsWith("."), found.firstMove());
    }

    private static Leftover only(Leftovers leftovers, LeftoverCategory category, String name) {
        List<Leftover> found =
                leftovers.all().stream()
                        .filter(leftover -> leftover.category() == category)
                        .filter(leftover -> leftover.name().equals(name))
                        .toList();
        assertEquals(1, found.size(), category + " " + name + " in " + leftovers.all());
        return found.get(0);
    }

    private static byte[] wheel() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("six.py"));
            zip.write(TarBuilder.bytes(70_000, 1));
            zip.putNextEntry(new ZipEntry("six-1.dist-info/WHEEL"));
        }
        return out.toByteArray();
    }
}
