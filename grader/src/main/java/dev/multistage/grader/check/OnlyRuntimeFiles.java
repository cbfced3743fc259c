package dev.multistage.grader.check;

import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.image.AccountedFile;
import dev.multistage.grader.image.LiveFile;
import dev.multistage.grader.image.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Demands that the Dockerfile puts nothing into the image but the program that is started and the
 * files that the exercise declares ({@code runtimeFiles}). Files that a later line hides count as
 * well: their layer is shipped. What package managers and account tools write by the way does not.
 */
@Describes(
        name = "only-runtime-files",
        reference = "T04",
        summary = "Nothing is in the image, above its base, but what runs.",
        failures = {
            @Failure(
                    code = "more-than-runtime",
                    title = "The image holds more than what runs",
                    why =
                            "Whoever can pull the image can read every file in its layers, also those that a"
                                    + " later line removes.")
        })
public record OnlyRuntimeFiles() implements ImageCheck {

    private static final int MOST_PLACES = 5;

    /** What tools in a RUN write besides what they are asked for. */
    private static final Pattern BY_THE_WAY =
            Pattern.compile(
                    "/etc/.*|/var/cache/.*|/var/lib/apt/.*|/tmp/.*|/(home/[^/]+|root)/\\.[^/]+");

    @Override
    public String requirement() {
        return "nothing but what runs";
    }

    @Override
    public Outcome examine(ImageEvidence evidence) {
        List<AccountedFile> others = others(evidence);
        if (others.isEmpty()) {
            return Outcome.passed("nothing else");
        }
        long bytes = others.stream().mapToLong(AccountedFile::bytes).sum();
        long hidden = others.stream().filter(AccountedFile::isWaste).count();
        String example = others.get(0).entry().path();
        return Outcome.failed("more-than-runtime")
                .observed(
                        others.size()
                                + (others.size() == 1 ? " other file, " : " other files, ")
                                + Sizes.megabytes(bytes)
                                + ", for example "
                                + example
                                + hiddenInWords(hidden, others.size()))
                .expected("only the program and " + String.join(", ", shown(evidence)))
                .at(others.stream().limit(MOST_PLACES).map(file -> place(file, evidence)).toList())
                .next(
                        hidden == others.size()
                                ? "Do not copy what you remove afterwards: copy by name what stays."
                                : "Begin with nothing and copy what runs, file by file or folder by"
                                        + " folder.");
    }

    /** Returns the files that nothing explains, the largest first. */
    private static List<AccountedFile> others(ImageEvidence evidence) {
        List<Glob> wanted = evidence.app().runtimeFiles().stream().map(Glob::of).toList();
        String program = EntryProgram.file(evidence.image()).map(f -> f.entry().path()).orElse("");
        Set<String> ofBase = new HashSet<>();
        List<AccountedFile> others = new ArrayList<>();
        for (AccountedFile file : evidence.accounting().files()) {
            String path = file.entry().path();
            String content = path + "\0" + file.entry().sha256();
            if (evidence.origins().isBase(file.layerIndex())) {
                ofBase.add(content);
                continue;
            }
            boolean explained =
                    file.bytes() == 0
                            || path.equals(program)
                            || ofBase.contains(content)
                            || wanted.stream().anyMatch(glob -> glob.matches(path))
                            || (ofRun(file, evidence)
                                    && (file.isRoutine() || BY_THE_WAY.matcher(path).matches()));
            if (!explained) {
                others.add(file);
            }
        }
        others.sort(Comparator.comparingLong(AccountedFile::bytes).reversed());
        return others;
    }

    /** What a RUN took from another stage is no by-product of a tool. */
    private static boolean ofRun(AccountedFile file, ImageEvidence evidence) {
        return evidence.origins().layer(file.layerIndex()) instanceof Origin.Line line
                && line.instruction().keyword() == Keyword.RUN
                && line.instruction().mounts().stream()
                        .noneMatch(mount -> mount.from().isPresent());
    }

    private static Place place(AccountedFile file, ImageEvidence evidence) {
        String path = file.entry().path();
        Optional<LiveFile> live = evidence.image().file(path);
        if (live.isPresent() && !file.isWaste()) {
            return evidence.at(path, file.bytes());
        }
        Optional<Instruction> line = evidence.origins().chargedTo(file.layerIndex());
        return line.map(
                        l ->
                                Place.path(
                                        path,
                                        file.bytes(),
                                        evidence.file(),
                                        l.startLine(),
                                        l.text()))
                .orElseGet(() -> Place.path(path, file.bytes()));
    }

    private static String hiddenInWords(long hidden, int all) {
        if (hidden == 0) {
            return "";
        }
        return hidden == all
                ? "; a later line hides them, but their layer is shipped"
                : "; " + hidden + " of them hidden by a later line, in a layer that is shipped";
    }

    /** Returns the first globs, as many as fit into a sentence. */
    private static List<String> shown(ImageEvidence evidence) {
        List<String> globs = evidence.app().runtimeFiles();
        return globs.subList(0, Math.min(MOST_PLACES, globs.size()));
    }
}
