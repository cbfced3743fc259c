package dev.multistage.grader.image;

import static dev.multistage.grader.image.FoundLeftovers.assertFound;
import static dev.multistage.grader.image.FoundLeftovers.big;
import static dev.multistage.grader.image.FoundLeftovers.leftovers;
import static dev.multistage.grader.image.FoundLeftovers.only;
import static dev.multistage.grader.image.FoundLeftovers.origins;
import static dev.multistage.grader.image.FoundLeftovers.program;
import static dev.multistage.grader.image.LeftoverCategory.DEVELOPMENT_FILE;
import static dev.multistage.grader.image.LeftoverCategory.PACKAGE_MANAGER;
import static dev.multistage.grader.image.LeftoverCategory.TOOLCHAIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Compilers and build tools in an image, its own and those of its base. */
class LeftoverToolchainsTest {

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
}
