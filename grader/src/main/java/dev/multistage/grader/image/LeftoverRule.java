package dev.multistage.grader.image;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How one kind of leftover is recognised.
 *
 * @param category what it is good for
 * @param name what it is
 * @param firstMove what to do about it
 * @param matches whether a file is one
 */
record LeftoverRule(
        LeftoverCategory category, String name, String firstMove, Predicate<FileEntry> matches) {

    /** Returns the first rule that a file matches. */
    static Optional<LeftoverRule> first(List<LeftoverRule> rules, FileEntry entry) {
        for (LeftoverRule rule : rules) {
            if (rule.matches.test(entry)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    static Predicate<FileEntry> under(String... directories) {
        return entry -> {
            for (String directory : directories) {
                if (entry.path().startsWith(directory)) {
                    return true;
                }
            }
            return false;
        };
    }

    static Predicate<FileEntry> within(String... parts) {
        return entry -> {
            for (String part : parts) {
                if (entry.path().contains(part)) {
                    return true;
                }
            }
            return false;
        };
    }

    static Predicate<FileEntry> named(String... names) {
        Set<String> wanted = Set.of(names);
        return entry -> wanted.contains(entry.name());
    }

    static Predicate<FileEntry> ending(String... ends) {
        return entry -> {
            for (String end : ends) {
                if (entry.path().endsWith(end)) {
                    return true;
                }
            }
            return false;
        };
    }

    static Predicate<FileEntry> kind(ContentKind kind) {
        return entry -> entry.kind().equals(kind);
    }

    /** A Linux program or library for which this holds. */
    static Predicate<FileEntry> elf(Predicate<ContentKind.Elf> which) {
        return entry -> entry.kind() instanceof ContentKind.Elf elf && which.test(elf);
    }

    /** A Linux program with one of these names. */
    static Predicate<FileEntry> program(String... names) {
        return elf(elf -> elf.type() != ContentKind.ElfType.RELOCATABLE).and(named(names));
    }

    /** A program or library that asks for a library whose name begins so. */
    static Predicate<FileEntry> needs(String... libraries) {
        return elf(elf -> elf.neededLibraries().stream().anyMatch(beginsWith(libraries)));
    }

    private static Predicate<String> beginsWith(String... beginnings) {
        return text -> {
            for (String beginning : beginnings) {
                if (text.startsWith(beginning)) {
                    return true;
                }
            }
            return false;
        };
    }
}
