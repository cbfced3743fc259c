package dev.multistage.grader.check;

import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Keyword;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Demands that packages are installed again when the manifest changes, and only then. It builds
 * again after edits and looks at which steps came from the cache, not at how long it took.
 *
 * @param source a source file of the app, relative to the context
 * @param bystander a file that nothing is built from, such as a README
 * @param manifest the file that says what is installed, such as a lock file
 * @param install the package manager: {@code npm} or {@code pip}
 */
@Describes(
        name = "build-cache",
        reference = "T19",
        summary =
                "After an edit of a source the packages come from the cache; after an edit of the"
                        + " manifest they are installed again.",
        failures = {
            @Failure(
                    code = "dependencies-reinstalled",
                    title = "An edited source installs all packages again",
                    why =
                            "The packages are the same, and you wait for them after every edit: it is most"
                                    + " of the time of a build."),
            @Failure(
                    code = "cache-spoiled",
                    title = "A file that nothing is built from starts the install",
                    why =
                            "A step runs again when anything that was copied before it has changed, needed"
                                    + " or not."),
            @Failure(
                    code = "stale-dependencies",
                    title = "A changed manifest does not start the install",
                    why =
                            "The image then holds the packages of an earlier day, and nobody notices until"
                                    + " one of them is missing.")
        })
public record BuildCache(String source, String bystander, String manifest, String install)
        implements RebuildCheck {

    public BuildCache {
        for (String file : new String[] {source, bystander, manifest}) {
            if (file == null || file.isBlank()) {
                throw new IllegalArgumentException(
                        "\"source\", \"bystander\" and \"manifest\" each name a file below app/");
            }
        }
        if (install == null || !InstallSteps.known().contains(install)) {
            throw new IllegalArgumentException(
                    "\"install\" is one of "
                            + String.join(", ", new TreeSet<>(InstallSteps.known()))
                            + ", not \""
                            + install
                            + "\"");
        }
    }

    @Override
    public String requirement() {
        return "packages are installed again only when the manifest changes";
    }

    @Override
    public Outcome examine(RebuildEvidence evidence) throws InterruptedException {
        Set<Integer> installs = InstallSteps.lines(evidence.dockerfile().dockerfile(), install);
        Rebuild edited = evidence.afterEditing(source, installs);
        if (installs.isEmpty()) {
            // a script that the Dockerfile writes first may install as well: its output tells
            installs = printedAnInstall(edited);
            if (installs.isEmpty()) {
                return edited.problem().isEmpty()
                        ? Outcome.passed("no step installs packages")
                        : breaks("dependencies-reinstalled", source, edited);
            }
        }
        Optional<Outcome> spoiled =
                spoiled("dependencies-reinstalled", source, edited, installs, evidence);
        if (spoiled.isEmpty()) {
            Rebuild beside = evidence.afterEditing(bystander, installs);
            spoiled = spoiled("cache-spoiled", bystander, beside, installs, evidence);
        }
        if (spoiled.isPresent()) {
            return spoiled.get();
        }
        Rebuild renewed = evidence.afterEditing(manifest, installs);
        for (int line : installs) {
            if (renewed.ran(line)) {
                continue;
            }
            if (!renewed.problem().isEmpty()) {
                return breaks("stale-dependencies", manifest, renewed);
            }
            return stale(line, evidence);
        }
        return Outcome.passed(
                "cached after edits of "
                        + source
                        + " and "
                        + bystander
                        + ", run again after one of "
                        + manifest);
    }

    private static Set<Integer> printedAnInstall(Rebuild rebuild) {
        Set<Integer> lines = new TreeSet<>();
        for (Rebuild.Step step : rebuild.steps()) {
            if (step.ran() && InstallSteps.printed(step.output())) {
                lines.add(step.line());
            }
        }
        return lines;
    }

    private static Optional<Outcome> spoiled(
            String code,
            String path,
            Rebuild rebuild,
            Set<Integer> installs,
            RebuildEvidence evidence) {
        Optional<Integer> ran = installs.stream().filter(rebuild::ran).findFirst();
        if (ran.isEmpty()) {
            boolean unknown =
                    !rebuild.problem().isEmpty() && !installs.stream().allMatch(rebuild::cached);
            return unknown ? Optional.of(breaks(code, path, rebuild)) : Optional.empty();
        }
        List<Place> places = new ArrayList<>();
        Optional<Instruction> spoiler =
                rebuild.at(ran.get()).orElseThrow().changedBefore().stream()
                        .flatMap(line -> instruction(line, evidence).stream())
                        .filter(before -> copies(before) && before.startLine() != ran.get())
                        .findFirst();
        spoiler.ifPresent(copy -> places.add(evidence.dockerfile().at(copy)));
        instruction(ran.get(), evidence)
                .ifPresent(run -> places.add(evidence.dockerfile().at(run)));
        return Optional.of(
                Outcome.failed(code)
                        .observed(
                                "after an edit of "
                                        + path
                                        + " line "
                                        + ran.get()
                                        + " installed again"
                                        + spoiler.map(
                                                        copy ->
                                                                ", because line "
                                                                        + copy.startLine()
                                                                        + " copies that file before it")
                                                .orElse(", because it reads that file itself"))
                        .expected("line " + ran.get() + " from the cache")
                        .at(places)
                        .next(
                                "Bring only what decides the install into the stage before it, and the"
                                        + " rest below it."));
    }

    private Outcome stale(int line, RebuildEvidence evidence) {
        return Outcome.failed("stale-dependencies")
                .observed(
                        "after a change of "
                                + manifest
                                + " line "
                                + line
                                + " came from the cache, with the packages of before")
                .expected("line " + line + " runs again")
                .at(
                        instruction(line, evidence).stream()
                                .map(run -> evidence.dockerfile().at(run))
                                .toList())
                .next("Copy " + manifest + " before the install, and let the install read it.");
    }

    /** A build that an edit breaks installs nothing, and proves nothing. */
    private static Outcome breaks(String code, String path, Rebuild rebuild) {
        return Outcome.failed(code)
                .observed(
                        "after blank space was added to "
                                + path
                                + " the build failed: "
                                + rebuild.problem())
                .expected("a build that works after every harmless edit")
                .next("Let no step depend on the exact bytes of " + path + ".");
    }

    private static Optional<Instruction> instruction(int line, RebuildEvidence evidence) {
        return evidence.dockerfile().dockerfile().instructions().stream()
                .filter(instruction -> instruction.startLine() == line)
                .findFirst();
    }

    private static boolean copies(Instruction instruction) {
        return instruction.keyword() == Keyword.COPY || instruction.keyword() == Keyword.ADD;
    }
}
