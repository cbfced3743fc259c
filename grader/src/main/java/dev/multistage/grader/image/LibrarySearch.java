package dev.multistage.grader.image;

import dev.multistage.grader.image.ContentKind.Elf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds libraries in an image as a loader does, and remembers what it has looked up. */
final class LibrarySearch {

    private static final int MOST_FILES = 1000;
    private static final String MUSL_LOADER = "/lib/ld-musl-";

    /** Of each distribution those that its loader knows by heart. */
    private static final List<String> DIRECTORIES =
            List.of(
                    "/lib",
                    "/usr/lib",
                    "/lib64",
                    "/usr/lib64",
                    "/usr/local/lib",
                    "/usr/local/lib64");

    private static final List<String> TRIPLETS =
            List.of(
                    "x86_64-linux-gnu",
                    "aarch64-linux-gnu",
                    "i386-linux-gnu",
                    "arm-linux-gnueabihf",
                    "powerpc64le-linux-gnu",
                    "s390x-linux-gnu",
                    "riscv64-linux-gnu");

    private record Asker(String path, Elf elf) {}

    private final Image image;
    private final List<String> common;
    private final Map<String, Optional<LiveFile>> found = new HashMap<>();

    LibrarySearch(Image image) {
        this.image = image;
        this.common = common(image);
    }

    private static List<String> common(Image image) {
        String variable = image.config().env().getOrDefault("LD_LIBRARY_PATH", "");
        List<String> directories = new ArrayList<>(List.of(variable.split(":")));
        for (String triplet : TRIPLETS) {
            directories.add("/lib/" + triplet);
            directories.add("/usr/lib/" + triplet);
        }
        directories.addAll(DIRECTORIES);
        directories.removeIf(directory -> !directory.startsWith("/"));
        return directories;
    }

    Linkage linkage(FileEntry file) {
        if (!(file.kind() instanceof Elf program)) {
            return new Linkage("", true, List.of(), "", "");
        }
        Deque<Asker> ahead = new ArrayDeque<>(List.of(new Asker(file.path(), program)));
        Set<String> seen = new LinkedHashSet<>();
        Set<String> missing = new LinkedHashSet<>();
        String needed = "";
        String provided = "";
        for (int files = 0; !ahead.isEmpty() && files < MOST_FILES; files++) {
            Asker asker = ahead.poll();
            needed = newer(needed, asker.elf.glibc().needed());
            provided = newer(provided, asker.elf.glibc().provided());
            for (String library : asker.elf.neededLibraries()) {
                if (seen.add(library)) {
                    Optional<Asker> next = find(library, asker);
                    next.ifPresentOrElse(ahead::add, () -> missing.add(library));
                }
            }
        }
        String loader = program.interpreter();
        boolean loaderFound = loader.isEmpty() || file(loader).isPresent();
        return new Linkage(loader, loaderFound, List.copyOf(missing), needed, provided);
    }

    private static String newer(String one, String other) {
        return Versions.compare(other, one) > 0 ? other : one;
    }

    private Optional<Asker> find(String library, Asker asker) {
        if (library.equals("libc.so")) {
            return muslLoader();
        }
        if (library.contains("/")) {
            return library(library, asker.elf);
        }
        String own = asker.path.substring(0, asker.path.lastIndexOf('/'));
        for (String directory : asker.elf.searchPath()) {
            String meant = directory.replace("${ORIGIN}", own).replace("$ORIGIN", own);
            Optional<Asker> there = library(meant + "/" + library, asker.elf);
            if (there.isPresent()) {
                return there;
            }
        }
        for (String directory : common) {
            Optional<Asker> there = library(directory + "/" + library, asker.elf);
            if (there.isPresent()) {
                return there;
            }
        }
        // Wheels keep libraries in one folder and name it only in the module that loads them all:
        // a library then finds its neighbours through whoever loaded it.
        return asker.elf.type() == ContentKind.ElfType.SHARED_OBJECT
                ? library(own + "/" + library, asker.elf)
                : Optional.empty();
    }

    /** The loader of musl is its C library as well. */
    private Optional<Asker> muslLoader() {
        return image.files().tailMap(MUSL_LOADER).values().stream()
                .findFirst()
                .filter(file -> file.entry().path().startsWith(MUSL_LOADER))
                .flatMap(file -> file(file.entry().path()))
                .flatMap(LibrarySearch::asker);
    }

    private Optional<Asker> library(String path, Elf asking) {
        return file(path)
                .flatMap(LibrarySearch::asker)
                .filter(library -> library.elf.machine().equals(asking.machine()));
    }

    private static Optional<Asker> asker(LiveFile file) {
        return file.entry().kind() instanceof Elf elf
                ? Optional.of(new Asker(file.entry().path(), elf))
                : Optional.empty();
    }

    private Optional<LiveFile> file(String path) {
        return found.computeIfAbsent(path, image::file);
    }
}
