package dev.multistage.grader.check;

import dev.multistage.grader.image.ContentKind.Elf;
import dev.multistage.grader.image.ContentKind.Script;
import dev.multistage.grader.image.FileEntry;
import dev.multistage.grader.image.FileType;
import dev.multistage.grader.image.Image;
import dev.multistage.grader.image.LiveFile;
import dev.multistage.grader.image.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Demands that nothing in the image interprets shell commands. A shell is found by its name, by a
 * link of that name, and by its content, so that a busybox called {@code probe} is found as well.
 */
@Describes(
        name = "no-shell",
        reference = "T05",
        summary = "No shell is in the image, under whatever name.",
        failures = {
            @Failure(
                    code = "shell-left",
                    title = "There is a shell in the image",
                    why =
                            "The first thing that most attacks start is a shell; without one they end"
                                    + " there.")
        })
public record NoShell() implements ImageCheck {

    private static final Set<String> NAMES =
            Set.of(
                    "sh", "bash", "dash", "ash", "rbash", "zsh", "ksh", "mksh", "yash", "fish",
                    "csh", "tcsh", "busybox", "toybox");

    /** The Go packages of shells that are written in Go. */
    private static final String GO_SHELLS = "mvdan.cc/sh/";

    private static final int MOST_NAMED = 3;
    private static final int MOST_PLACES = 5;

    @Override
    public String requirement() {
        return "no shell in the image";
    }

    @Override
    public Outcome examine(ImageEvidence evidence) {
        Map<Sha256, List<LiveFile>> shells = new LinkedHashMap<>();
        for (LiveFile file : evidence.image().files().values()) {
            program(file, evidence.image())
                    .filter(program -> isShell(file.entry(), program.entry()))
                    .ifPresent(
                            program ->
                                    shells.computeIfAbsent(
                                                    program.entry().sha256(),
                                                    any -> new ArrayList<>())
                                            .add(file));
        }
        if (shells.isEmpty()) {
            return Outcome.passed("none");
        }
        boolean ofBase =
                shells.values().stream()
                        .flatMap(List::stream)
                        .allMatch(file -> evidence.origins().isBase(file.layerIndex()));
        return Outcome.failed("shell-left")
                .observed(inWords(shells.values().stream().toList()))
                .expected("none")
                .at(places(evidence, shells.values().stream().toList()))
                .next(
                        ofBase
                                ? "Start the last stage from a base without a shell, such as"
                                        + " distroless or scratch, and do every RUN in an earlier"
                                        + " stage."
                                : "Leave it out. What it is there for, a health check or a start"
                                        + " script, the program's own language can do.");
    }

    /** Returns the file that is run under this name: the file itself, or where the link leads. */
    private static Optional<LiveFile> program(LiveFile file, Image image) {
        return switch (file.entry().type()) {
            case FILE, HARDLINK -> Optional.of(file);
            case SYMLINK ->
                    NAMES.contains(file.entry().name())
                            ? image.file(file.entry().path())
                            : Optional.empty();
            case DIRECTORY, DEVICE, WHITEOUT, OPAQUE -> Optional.empty();
        };
    }

    private static boolean isShell(FileEntry named, FileEntry program) {
        if (program.kind() instanceof Elf elf
                && (elf.shell() || elf.go().path().startsWith(GO_SHELLS))) {
            return true;
        }
        boolean runs = program.kind() instanceof Elf || program.kind() instanceof Script;
        return runs
                && program.isExecutable()
                && program.type() != FileType.DIRECTORY
                && NAMES.contains(named.name());
    }

    /** Names each shell once: {@code /bin/busybox (also /bin/ash, /bin/sh)}. */
    private static String inWords(List<List<LiveFile>> shells) {
        List<String> words = new ArrayList<>();
        for (List<LiveFile> names : shells) {
            List<String> paths = names.stream().map(file -> file.entry().path()).toList();
            String others =
                    paths.size() == 1
                            ? ""
                            : " (also "
                                    + String.join(
                                            ", ",
                                            paths.subList(1, Math.min(paths.size(), MOST_NAMED)))
                                    + (paths.size() > MOST_NAMED
                                            ? " and " + (paths.size() - MOST_NAMED) + " more"
                                            : "")
                                    + ")";
            boolean renamed = names.stream().noneMatch(file -> NAMES.contains(file.entry().name()));
            words.add(paths.get(0) + others + (renamed ? " (a shell by its content)" : ""));
        }
        return String.join("; ", words.subList(0, Math.min(words.size(), MOST_NAMED)))
                + (words.size() > MOST_NAMED ? "; " + (words.size() - MOST_NAMED) + " more" : "");
    }

    private static List<Place> places(ImageEvidence evidence, List<List<LiveFile>> shells) {
        return shells.stream()
                .map(
                        names ->
                                names.stream()
                                        .filter(file -> file.entry().isFile())
                                        .findFirst()
                                        .orElse(names.get(0))
                                        .entry())
                .limit(MOST_PLACES)
                .map(entry -> evidence.at(entry.path(), entry.size()))
                .toList();
    }
}
