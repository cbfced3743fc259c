package dev.multistage.grader.image;

import static dev.multistage.grader.image.LeftoverCategory.DEVELOPMENT_FILE;
import static dev.multistage.grader.image.LeftoverCategory.PACKAGE_MANAGER;
import static dev.multistage.grader.image.LeftoverCategory.TOOLCHAIN;
import static dev.multistage.grader.image.LeftoverRule.elf;
import static dev.multistage.grader.image.LeftoverRule.ending;
import static dev.multistage.grader.image.LeftoverRule.kind;
import static dev.multistage.grader.image.LeftoverRule.named;
import static dev.multistage.grader.image.LeftoverRule.needs;
import static dev.multistage.grader.image.LeftoverRule.program;
import static dev.multistage.grader.image.LeftoverRule.under;
import static dev.multistage.grader.image.LeftoverRule.within;

import dev.multistage.grader.image.ContentKind.Simple;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Compilers, what comes with them, and package managers.
 *
 * <p>Where it can be, a tool is recognised by what it is linked with or what its builder recorded,
 * so that another name or place does not hide it: GCC's compilers are the programs that need
 * libmpc, binutils need libbfd, Go's own tools carry a package path of {@code cmd/…}.
 */
final class ToolchainRules {

    private static final String COPY_PRODUCT =
            "Compile in a stage of its own and copy only what it produced: COPY --from=build.";
    private static final String INSTALL_IN_BUILDER =
            "Install compilers and -dev packages in the build stage only, and copy what they"
                    + " produced.";
    private static final String NOT_NEEDED_TO_RUN =
            "The program does not install anything when it runs: start from an image without the"
                    + " package manager, or live with its size.";

    private static final Pattern GO_TOOL =
            Pattern.compile(
                    "cmd/(addr2line|api|asm|buildid|cgo|compile|covdata|cover|dist|distpack|doc|fix"
                            + "|go|gofmt|link|nm|objdump|pack|pprof|preprofile|test2json|trace|vet)");

    private ToolchainRules() {}

    static List<LeftoverRule> rules() {
        return List.of(
                tool("Go toolchain", COPY_PRODUCT, elf(ToolchainRules::isGoTool)),
                tool("GCC", INSTALL_IN_BUILDER, needs("libmpc.so", "libcc1.so")),
                tool("GCC", INSTALL_IN_BUILDER, within("/lib/gcc/", "/libexec/gcc/")),
                tool(
                        "GCC",
                        INSTALL_IN_BUILDER,
                        elf(elf -> elf.type() == ContentKind.ElfType.EXECUTABLE)
                                .and(ToolchainRules::isGccDriver)),
                tool("binutils", INSTALL_IN_BUILDER, needs("libbfd", "libopcodes")),
                tool(
                        "binutils",
                        INSTALL_IN_BUILDER,
                        program("ld", "ld.bfd", "ld.gold", "gold", "as", "ld.lld", "lld", "mold")),
                tool("Clang", INSTALL_IN_BUILDER, needs("libclang", "liblldb")),
                tool(
                        "Clang",
                        INSTALL_IN_BUILDER,
                        elf(any -> true).and(entry -> entry.name().startsWith("libclang"))),
                tool("Rust toolchain", COPY_PRODUCT, needs("librustc_driver")),
                tool("Rust toolchain", COPY_PRODUCT, within("/.rustup/", "/rustup/toolchains/")),
                tool(
                        "Rust toolchain",
                        COPY_PRODUCT,
                        program("rustc", "cargo", "rustup", "rustdoc")
                                .or(entry -> entry.name().startsWith("librustc_driver"))),
                tool(
                        "JDK",
                        "Run on a JRE image, or make one with jlink in the build stage: only the"
                                + " compiler needs the JDK.",
                        program("javac", "jlink", "jshell", "javadoc")
                                .or(ending(".jmod", "/lib/ct.sym", "/lib/src.zip"))),
                tool(
                        "Maven",
                        COPY_PRODUCT,
                        within("/apache-maven", "/share/maven/", "/maven/lib/maven-")),
                tool("Gradle", COPY_PRODUCT, within("/opt/gradle", "/gradle/lib/gradle-")),
                tool(
                        "other build tools",
                        INSTALL_IN_BUILDER,
                        program(
                                "make", "gmake", "cmake", "ctest", "cpack", "ninja", "meson", "tcc",
                                "zig", "bazel", "protoc", "gdb", "ccache")),
                tool("CMake", INSTALL_IN_BUILDER, within("/share/cmake-", "/share/cmake/")),
                tool(
                        "Git",
                        "Use Git in the build stage only; the running program has no use for it.",
                        within("/git-core/").or(program("git", "git-lfs", "scalar"))),
                developmentFile("headers", under("/usr/include/", "/usr/local/include/")),
                developmentFile(
                        "static libraries",
                        kind(Simple.STATIC_LIBRARY)
                                .or(
                                        elf(elf -> elf.type() == ContentKind.ElfType.RELOCATABLE)
                                                .and(ending(".o")))),
                developmentFile("package descriptions", ending(".pc").and(within("/pkgconfig/"))),
                manager("npm", within("/lib/node_modules/npm/")),
                manager("corepack", within("/lib/node_modules/corepack/")),
                manager("yarn", within("/yarn-v", "/lib/node_modules/yarn/")),
                manager("pnpm", within("/lib/node_modules/pnpm/").or(program("pnpm"))),
                manager(
                        "pip",
                        within(
                                "/site-packages/pip/",
                                "/site-packages/pip-",
                                "/dist-packages/pip/",
                                "/ensurepip/")),
                manager(
                        "setuptools",
                        within(
                                "/site-packages/setuptools/",
                                "/site-packages/setuptools-",
                                "/site-packages/pkg_resources/",
                                "/site-packages/_distutils_hack/",
                                "/site-packages/wheel/",
                                "/site-packages/wheel-")),
                manager("uv", program("uv", "uvx")),
                manager(
                        "poetry",
                        within(
                                "/site-packages/poetry/",
                                "/pypoetry/venv/",
                                "/site-packages/pipenv/")),
                manager("Composer", named("composer", "composer.phar").and(within("/bin/"))));
    }

    /** Whether this is one of the programs in Go's own cmd directory, under whatever name. */
    static boolean isGoTool(ContentKind.Elf elf) {
        return GO_TOOL.matcher(elf.go().path()).matches();
    }

    /** For example gcc-14, x86_64-linux-gnu-g++-14, cc, c++. */
    private static boolean isGccDriver(FileEntry entry) {
        String name = entry.name().replaceFirst("-\\d+(\\.\\d+)*$", "");
        String last = name.substring(name.lastIndexOf('-') + 1);
        return switch (last) {
            case "gcc", "g++", "cc", "c++", "cpp", "gfortran", "gccgo", "clang", "clang++" -> true;
            default -> last.equals("dump") && name.endsWith("lto-dump");
        };
    }

    private static LeftoverRule tool(String name, String firstMove, Predicate<FileEntry> matches) {
        return new LeftoverRule(TOOLCHAIN, name, firstMove, matches);
    }

    private static LeftoverRule developmentFile(String name, Predicate<FileEntry> matches) {
        return new LeftoverRule(DEVELOPMENT_FILE, name, INSTALL_IN_BUILDER, matches);
    }

    private static LeftoverRule manager(String name, Predicate<FileEntry> matches) {
        return new LeftoverRule(PACKAGE_MANAGER, name, NOT_NEEDED_TO_RUN, matches);
    }
}
