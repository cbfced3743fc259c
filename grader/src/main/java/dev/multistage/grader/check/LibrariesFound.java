package dev.multistage.grader.check;

import dev.multistage.grader.image.ContentKind;
import dev.multistage.grader.image.Image;
import dev.multistage.grader.image.Linkage;
import dev.multistage.grader.image.LiveFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Demands that every program and library that no base image brought finds its loader and its
 * libraries, and that Python's compiled modules have a name that this image's Python looks for.
 *
 * <p>The names are those of PEP 3149 and of CPython's {@code EXT_SUFFIX}: a module {@code
 * x.cpython-313-x86_64-linux-gnu.so} does not exist for a Python that was built for musl.
 */
@Describes(
        name = "libraries-found",
        reference = "T16",
        summary = "Every program and library in the image finds its loader and its libraries.",
        failures = {
            @Failure(
                    code = "libc-mismatch",
                    title = "Something in the image was made for another C library",
                    why =
                            "A compiled file names the C library that it was linked with. Where that one"
                                    + " is missing the kernel says \"no such file or directory\" of a"
                                    + " program that is plainly there, and Python says \"No module"
                                    + " named\" of a module that was installed."),
            @Failure(
                    code = "library-missing",
                    title = "A library is missing",
                    why =
                            "The loader looks for every library that a program names before it starts"
                                    + " the program. What was installed in the build stage is not in"
                                    + " the final one.")
        })
public record LibrariesFound() implements ImageCheck {

    private static final int MOST_PLACES = 5;
    private static final Pattern C_LIBRARY =
            Pattern.compile(
                    "(libc|libm|libpthread|libdl|librt|libresolv)\\.so\\.\\d+|ld-linux.*|libc\\.musl-.*"
                            + "|ld-musl-.*");
    private static final Pattern PYTHON = Pattern.compile("/(usr/(local/)?)?bin/python3(\\.\\d+)?");

    /**
     * Modules of Python's own library that are built where their library is found and left out
     * where not: Debian's slim images have _tkinter and no Tk. Whoever imports one sees it.
     */
    private static final Pattern OPTIONAL =
            Pattern.compile(".*/python3(\\.\\d+)?t?/lib-dynload/[^/]+\\.so");

    /**
     * Add-ons of Node that a package brings for every platform and C library (prebuildify): at run
     * time one of them is chosen.
     */
    private static final Pattern PREBUILT = Pattern.compile("(.*/prebuilds/)[^/]+/[^/]+\\.node");

    private static final String MUSL = "-linux-musl.so";
    private static final String GLIBC = "-linux-gnu.so";

    @Override
    public String requirement() {
        return "every program and library finds what it asks for";
    }

    @Override
    public Outcome examine(ImageEvidence evidence) {
        Image image = evidence.image();
        SortedMap<String, Linkage> incomplete =
                Linkage.incomplete(image, file -> !evidence.origins().isBase(file.layerIndex()));
        List<String> optional = optional(image, incomplete);
        incomplete.keySet().removeAll(optional);
        SortedMap<String, String> foreign = new TreeMap<>();
        foreignModules(evidence, foreign);
        incomplete.forEach(
                (path, linkage) -> {
                    if (otherLibc(linkage)) {
                        foreign.putIfAbsent(path, asks(linkage));
                    }
                });
        if (!foreign.isEmpty()) {
            return mismatch(evidence, foreign);
        }
        if (incomplete.isEmpty()) {
            return Outcome.passed(
                    own(evidence)
                            + " compiled files, all complete"
                            + (optional.isEmpty()
                                    ? ""
                                    : " but for optional modules: "
                                            + optional.get(0)
                                            + more(optional.size())));
        }
        Map.Entry<String, Linkage> first = first(incomplete);
        return Outcome.failed("library-missing")
                .observed(
                        first.getKey()
                                + " asks for "
                                + String.join(", ", first.getValue().missing())
                                + more(incomplete.size()))
                .expected("every library that is named, at a place where the loader looks")
                .at(places(evidence, incomplete.keySet().stream().toList()))
                .next(
                        "Install the package with this library in the final stage, or copy the"
                                + " library from the stage that has it.");
    }

    /** Returns which of the incomplete files nobody needs to be complete. */
    private static List<String> optional(Image image, SortedMap<String, Linkage> incomplete) {
        Set<String> served = new HashSet<>();
        for (LiveFile file : image.files().values()) {
            Matcher prebuilt = PREBUILT.matcher(file.entry().path());
            if (prebuilt.matches()
                    && file.entry().kind() instanceof ContentKind.Elf
                    && !incomplete.containsKey(file.entry().path())) {
                served.add(prebuilt.group(1));
            }
        }
        List<String> optional = new ArrayList<>();
        incomplete.forEach(
                (path, linkage) -> {
                    Matcher prebuilt = PREBUILT.matcher(path);
                    boolean another = prebuilt.matches() && served.contains(prebuilt.group(1));
                    if (another || (OPTIONAL.matcher(path).matches() && !otherLibc(linkage))) {
                        optional.add(path);
                    }
                });
        return optional;
    }

    private static Outcome mismatch(ImageEvidence evidence, SortedMap<String, String> foreign) {
        List<String> programs =
                foreign.keySet().stream()
                        .filter(path -> isProgram(evidence.image(), path))
                        .toList();
        List<String> libraries =
                foreign.keySet().stream().filter(path -> !programs.contains(path)).toList();
        List<String> observed = new ArrayList<>();
        List<String> next = new ArrayList<>();
        if (!programs.isEmpty()) {
            String path = programs.get(0);
            observed.add(path + " " + foreign.get(path) + more(programs.size()));
            next.add(
                    "Build "
                            + path
                            + " on a base with the same C library as the final stage's, or so that"
                            + " it needs none: CGO_ENABLED=0 in Go.");
        }
        if (!libraries.isEmpty()) {
            String path = libraries.get(0);
            observed.add(path + " " + foreign.get(path) + more(libraries.size()));
            next.add(
                    "Install the packages in a stage with the same base as the final one: pip then"
                            + " picks the wheels for its C library.");
        }
        List<String> paths = new ArrayList<>(programs);
        paths.addAll(libraries);
        return Outcome.failed("libc-mismatch")
                .observed(
                        String.join("; ", observed) + "; this image has " + libc(evidence.image()))
                .expected("files made for the C library of the final stage's base")
                .at(places(evidence, paths))
                .next(String.join(" ", next));
    }

    private static boolean isProgram(Image image, String path) {
        return image.file(path)
                .filter(file -> file.entry().kind() instanceof ContentKind.Elf)
                .map(file -> !((ContentKind.Elf) file.entry().kind()).interpreter().isEmpty())
                .orElse(false);
    }

    private static <T> Map.Entry<String, T> first(SortedMap<String, T> files) {
        return files.entrySet().iterator().next();
    }

    private static String more(int files) {
        return files == 1 ? "" : " (and " + (files - 1) + " more)";
    }

    private static boolean otherLibc(Linkage linkage) {
        return !linkage.loaderFound()
                || linkage.glibcTooOld()
                || linkage.missing().stream().anyMatch(name -> C_LIBRARY.matcher(name).matches());
    }

    private static String asks(Linkage linkage) {
        if (!linkage.loaderFound()) {
            return "asks for the loader " + linkage.loader() + ", which is not there";
        }
        if (linkage.glibcTooOld()) {
            return "was linked with glibc "
                    + linkage.glibcNeeded()
                    + ", which is newer than "
                    + linkage.glibcFound();
        }
        return "asks for "
                + linkage.missing().stream()
                        .filter(name -> C_LIBRARY.matcher(name).matches())
                        .findFirst()
                        .orElseThrow()
                + ", which is not there";
    }

    /** Finds compiled Python modules that this image's Python will never look for. */
    private static void foreignModules(ImageEvidence evidence, SortedMap<String, String> foreign) {
        String loader = pythonsLoader(evidence.image());
        if (loader.isEmpty()) {
            return;
        }
        boolean musl = loader.contains("musl");
        String suffix = musl ? GLIBC : MUSL;
        for (LiveFile file : evidence.image().files().values()) {
            String path = file.entry().path();
            if (path.endsWith(suffix)
                    && path.contains(".cpython-")
                    && !evidence.origins().isBase(file.layerIndex())) {
                foreign.put(
                        path,
                        "is a module that Python looks for only with "
                                + (musl ? "glibc" : "musl")
                                + ", as its name says");
            }
        }
    }

    private static String pythonsLoader(Image image) {
        return image.files().tailMap("/").keySet().stream()
                .filter(path -> PYTHON.matcher(path).matches())
                .flatMap(path -> image.file(path).stream())
                .filter(file -> file.entry().kind() instanceof ContentKind.Elf)
                .map(file -> ((ContentKind.Elf) file.entry().kind()).interpreter())
                .filter(loader -> !loader.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String libc(Image image) {
        boolean musl = image.files().keySet().stream().anyMatch(p -> p.matches("/lib/ld-musl-.*"));
        boolean glibc =
                image.files().keySet().stream()
                        .anyMatch(p -> p.matches("(/usr)?/lib(64)?/(.*/)?libc\\.so\\.6"));
        if (musl && glibc) {
            return "both musl and glibc";
        }
        return musl ? "musl" : glibc ? "glibc" : "no C library at all";
    }

    private static long own(ImageEvidence evidence) {
        return evidence.image().files().values().stream()
                .filter(file -> file.entry().kind() instanceof ContentKind.Elf)
                .filter(file -> !evidence.origins().isBase(file.layerIndex()))
                .count();
    }

    private static List<Place> places(ImageEvidence evidence, List<String> paths) {
        List<Place> places = new ArrayList<>();
        for (String path : paths.subList(0, Math.min(MOST_PLACES, paths.size()))) {
            long bytes = evidence.image().file(path).map(file -> file.entry().size()).orElse(-1L);
            places.add(evidence.at(path, bytes));
        }
        return places;
    }
}
