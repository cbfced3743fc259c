package dev.multistage.grader.image;

import dev.multistage.grader.image.ContentKind.Elf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What an image could do without. Every byte is counted once: a file in the cache of a package
 * manager is not counted again as a duplicate.
 *
 * @param all everything found, the biggest first
 */
public record Leftovers(List<Leftover> all) {

    private static final String SMALLER_BASE =
            "Start the final stage from a smaller image, such as the -slim or -alpine tag of the"
                    + " base, and keep this one for the build stage.";
    private static final String REMOVE_DEV =
            "Install without development packages: npm ci --omit=dev, in a stage of its own if the"
                    + " build needs them.";
    private static final String REMOVE_PYTHON_DEV =
            "Keep development packages in a requirements file of their own, and do not install it in"
                    + " the final image.";

    private static final List<LeftoverRule> RULES =
            java.util.stream.Stream.of(
                            CacheRules.rules(), ToolchainRules.rules(), ProjectRules.rules())
                    .flatMap(List::stream)
                    .toList();

    public Leftovers {
        all = all.stream().sorted(Leftover.BIGGEST_FIRST).toList();
    }

    /**
     * Finds the leftovers of an image.
     *
     * @param accounting its accounts: only bytes that are live can be left over
     * @param origins tells the layers of the base image from the others
     * @param dev the packages that the project declares for development
     */
    public static Leftovers of(Accounting accounting, Origins origins, DevDependencies dev) {
        return of(accounting, origins::isBase, dev);
    }

    /**
     * Finds the leftovers of an image of which only the base's layers are known.
     *
     * @param ofBase whether a layer belongs to the base image
     */
    public static Leftovers of(Accounting accounting, IntPredicate ofBase, DevDependencies dev) {
        return new Search(ofBase, dev).search(accounting);
    }

    /**
     * Returns what the Dockerfile at hand is answerable for: what its own lines left, and
     * toolchains that come with the base of the final stage, because another base would not bring
     * them.
     */
    public List<Leftover> own() {
        return all.stream()
                .filter(
                        leftover ->
                                !leftover.ofBase()
                                        || leftover.category() == LeftoverCategory.TOOLCHAIN)
                .toList();
    }

    /** Returns those of a category among {@link #own()}. */
    public List<Leftover> own(LeftoverCategory category) {
        return own().stream().filter(leftover -> leftover.category() == category).toList();
    }

    /** Returns the bytes of some leftovers. */
    public static long bytes(List<Leftover> leftovers) {
        return leftovers.stream().mapToLong(Leftover::bytes).sum();
    }

    private record Group(LeftoverCategory category, String name, int layer, String firstMove) {}

    private static final class Search {

        private final IntPredicate isBase;
        private final DevDependencies dev;
        private final Map<Group, List<LiveFile>> groups = new LinkedHashMap<>();
        private final Map<Group, Long> bytes = new LinkedHashMap<>();

        Search(IntPredicate isBase, DevDependencies dev) {
            this.isBase = isBase;
            this.dev = dev;
        }

        Leftovers search(Accounting accounting) {
            List<LiveFile> live =
                    accounting.files().stream()
                            .filter(file -> !file.isWaste())
                            .map(file -> new LiveFile(file.entry(), file.layerIndex()))
                            .toList();
            ToolchainRoots roots = new ToolchainRoots(live);
            Set<String> found = new HashSet<>();
            for (LiveFile file : live) {
                if (file.entry().size() == 0) {
                    continue;
                }
                Optional<Group> group = group(file, roots);
                group.ifPresent(
                        which -> {
                            add(which, file, file.entry().size());
                            found.add(file.entry().path());
                        });
                if (group.isEmpty()) {
                    addSymbols(file);
                }
            }
            accounting.duplicates().forEach(duplicate -> addCopies(duplicate, found));
            return new Leftovers(
                    groups.keySet().stream()
                            .filter(group -> bytes.get(group) >= group.category.fewestBytes())
                            .map(this::leftover)
                            .toList());
        }

        private Optional<Group> group(LiveFile file, ToolchainRoots roots) {
            FileEntry entry = file.entry();
            Optional<String> toolchain = roots.toolchain(entry.path());
            if (toolchain.isPresent()) {
                return Optional.of(
                        new Group(
                                LeftoverCategory.TOOLCHAIN,
                                toolchain.get(),
                                file.layerIndex(),
                                "Compile in a stage of its own and copy only what it produced:"
                                        + " COPY --from=build."));
            }
            Optional<String> devPackage = dev.packageOf(entry.path());
            if (devPackage.isPresent()) {
                return Optional.of(
                        new Group(
                                LeftoverCategory.DEV_DEPENDENCY,
                                devPackage.get(),
                                file.layerIndex(),
                                entry.path().contains("node_modules/")
                                        ? REMOVE_DEV
                                        : REMOVE_PYTHON_DEV));
            }
            return LeftoverRule.first(RULES, entry)
                    .map(
                            rule ->
                                    new Group(
                                            rule.category(),
                                            rule.name(),
                                            file.layerIndex(),
                                            rule.firstMove()));
        }

        private void addSymbols(LiveFile file) {
            if (file.entry().kind() instanceof Elf elf
                    && elf.strippableBytes() > 0
                    && elf.type() != ContentKind.ElfType.RELOCATABLE) {
                add(
                        new Group(
                                LeftoverCategory.DEBUG_SYMBOLS,
                                "debug symbols",
                                file.layerIndex(),
                                elf.go().isGo()
                                        ? "Build with -ldflags=\"-s -w\", which leaves them out."
                                        : "Run strip on the program in the build stage."),
                        file,
                        Math.min(elf.strippableBytes(), file.entry().size()));
            }
        }

        private void addCopies(Duplicate duplicate, Set<String> found) {
            List<LiveFile> copies = new ArrayList<>(duplicate.copies());
            copies.removeIf(copy -> found.contains(copy.entry().path()));
            for (LiveFile copy : copies.subList(Math.min(1, copies.size()), copies.size())) {
                add(
                        new Group(
                                LeftoverCategory.DUPLICATE,
                                "second copies of the same content",
                                copy.layerIndex(),
                                "Keep one copy; make a link if both paths are needed."),
                        copy,
                        duplicate.size());
            }
        }

        private void add(Group group, LiveFile file, long size) {
            groups.computeIfAbsent(group, any -> new ArrayList<>()).add(file);
            bytes.merge(group, size, Long::sum);
        }

        private Leftover leftover(Group group) {
            List<LiveFile> files = new ArrayList<>(groups.get(group));
            files.sort(Comparator.comparingLong((LiveFile file) -> file.entry().size()).reversed());
            boolean ofBase = isBase.test(group.layer);
            return new Leftover(
                    group.category,
                    group.name,
                    bytes.get(group),
                    files,
                    group.layer,
                    ofBase,
                    ofBase ? SMALLER_BASE : group.firstMove);
        }
    }
}
