package dev.multistage.grader.image;

import dev.multistage.grader.image.ContentKind.Elf;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Directories that are a toolchain as a whole, wherever they are: those from which the tools that
 * were recognised come. So a Go toolchain that was moved takes its sources and libraries along.
 */
final class ToolchainRoots {

    /** Directories that hold much else: a tool in their bin says nothing about the rest. */
    private static final Set<String> SHARED = Set.of("", "/usr", "/usr/local", "/opt", "/root");

    private final Map<String, String> nameOfRoot = new LinkedHashMap<>();

    ToolchainRoots(Collection<LiveFile> files) {
        for (LiveFile file : files) {
            FileEntry entry = file.entry();
            String path = entry.path();
            if (entry.kind() instanceof Elf elf) {
                if (ToolchainRules.isGoTool(elf)) {
                    add("Go toolchain", beginning(path, "/pkg/tool/", "/bin/"));
                } else if (entry.name().startsWith("librustc_driver")) {
                    add("Rust toolchain", beginning(path, "/lib/"));
                }
            }
        }
    }

    private void add(String name, Optional<String> root) {
        root.filter(directory -> !SHARED.contains(directory))
                .ifPresent(directory -> nameOfRoot.put(directory, name));
    }

    private static Optional<String> beginning(String path, String... ends) {
        List<String> found = new ArrayList<>();
        for (String end : ends) {
            int at = path.lastIndexOf(end);
            if (at >= 0) {
                found.add(path.substring(0, at));
            }
        }
        return found.stream().findFirst();
    }

    /** Returns the toolchain that a path is part of. */
    Optional<String> toolchain(String path) {
        if (nameOfRoot.isEmpty()) {
            return Optional.empty();
        }
        for (Map.Entry<String, String> root : nameOfRoot.entrySet()) {
            if (path.startsWith(root.getKey() + "/")) {
                return Optional.of(root.getValue());
            }
        }
        return Optional.empty();
    }
}
