package dev.multistage.grader.image;

import java.util.List;

/** What the bytes of a file are, recognised from the bytes and not from the name. */
public sealed interface ContentKind {

    /** Kinds that need no further words. */
    enum Simple implements ContentKind {
        /** No content at all: an empty file, or an entry that is not a file. */
        NOTHING,
        /** Valid UTF-8 without control characters, judged by the first 4 KiB. */
        TEXT,
        /** A compiled Python module ({@code .pyc}). */
        PYTHON_BYTECODE,
        /** A compiled Java class. */
        JAVA_CLASS,
        /** A WebAssembly module. */
        WASM,
        /** An {@code ar} library of object files ({@code .a}). */
        STATIC_LIBRARY,
        /** A package compiled by Go, as its build cache keeps them. */
        GO_OBJECT,
        /** Objects or index of a Git repository. */
        GIT_DATA,
        /** A private key in PEM or OpenSSH form. */
        PRIVATE_KEY,
        /** None of the known kinds. */
        OTHER
    }

    /** Formats of packed files. */
    enum Packing {
        GZIP,
        ZSTD,
        XZ,
        BZIP2,
        TAR,
        ZIP,
        /** A zip file that carries {@code .dist-info/WHEEL}. */
        WHEEL,
        /** A zip file that carries {@code META-INF/MANIFEST.MF}. */
        JAR,
        DEB,
        RPM
    }

    /** A packed file. */
    record Archive(Packing packing) implements ContentKind {}

    /**
     * A file whose first line names its interpreter.
     *
     * @param interpreter the path after {@code #!}, for example {@code /usr/bin/env}
     * @param argument what follows on that line, for example {@code node}; may be empty
     */
    record Script(String interpreter, String argument) implements ContentKind {

        /** Returns the program that runs it: {@code node} for {@code #!/usr/bin/env -S node}. */
        public String program() {
            String name = interpreter.substring(interpreter.lastIndexOf('/') + 1);
            if (!name.equals("env")) {
                return name;
            }
            for (String word : argument.split("\\s+")) {
                if (!word.startsWith("-") && !word.contains("=")) {
                    return word.substring(word.lastIndexOf('/') + 1);
                }
            }
            return name;
        }
    }

    /** What an ELF file is for, as its header says. */
    enum ElfType {
        /** Can be started: fixed address, or position-independent with an interpreter or flag. */
        EXECUTABLE,
        SHARED_OBJECT,
        /** A compiler's output before linking ({@code .o}). */
        RELOCATABLE,
        CORE
    }

    /**
     * A Linux program, library or object file.
     *
     * @param type what it is for
     * @param machine the processor, in Docker's words where it has one: {@code amd64}, {@code
     *     arm64}
     * @param interpreter the loader it asks for ({@code PT_INTERP}); empty if it asks for none
     * @param neededLibraries the libraries it asks for ({@code DT_NEEDED}), in order
     * @param searchPath where it looks for them first ({@code DT_RUNPATH}, {@code DT_RPATH});
     *     {@code $ORIGIN} is its own directory
     * @param glibc what it has to do with the GNU C library
     * @param complete whether all tables were found in the part of the file that was looked at;
     *     false for a damaged file and for tables beyond the cap
     * @param debugBytes bytes of sections that only a debugger reads
     * @param symbolBytes bytes of the symbol table that {@code strip} removes
     * @param go what Go recorded about the build; {@link GoBuild#NONE} for other programs
     * @param packed whether it is packed by UPX
     * @param shell whether it is a program that interprets POSIX shell commands, busybox included
     */
    record Elf(
            ElfType type,
            String machine,
            String interpreter,
            List<String> neededLibraries,
            List<String> searchPath,
            Glibc glibc,
            boolean complete,
            long debugBytes,
            long symbolBytes,
            GoBuild go,
            boolean packed,
            boolean shell)
            implements ContentKind {

        public Elf {
            neededLibraries = List.copyOf(neededLibraries);
            searchPath = List.copyOf(searchPath);
        }

        /** Returns whether it is a program that needs neither loader nor libraries. */
        public boolean isStatic() {
            return type == ElfType.EXECUTABLE && interpreter.isEmpty() && neededLibraries.isEmpty();
        }

        /** Returns the bytes that {@code strip} would save. */
        public long strippableBytes() {
            return debugBytes + symbolBytes;
        }
    }

    /**
     * Versions of the GNU C library, such as {@code 2.38}.
     *
     * @param needed the newest whose functions a file calls; empty if it calls none
     * @param provided the newest whose functions it has; empty unless it is that library
     */
    record Glibc(String needed, String provided) {

        /** Nothing to do with it. */
        public static final Glibc NONE = new Glibc("", "");
    }

    /**
     * Build information of a Go program.
     *
     * @param version the Go release, for example {@code go1.26.1}; empty if this is no Go program
     * @param path the package that was built, for example {@code cmd/compile}; empty if unknown
     */
    record GoBuild(String version, String path) {

        /** Not a Go program. */
        public static final GoBuild NONE = new GoBuild("", "");

        /** Returns whether Go built the program. */
        public boolean isGo() {
            return !version.isEmpty();
        }
    }
}
