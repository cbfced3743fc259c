package dev.multistage.grader.context;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An immutable set of files, directories and symbolic links, from a directory, from memory or both.
 * Contents stay where they are until somebody reads them.
 */
public final class FileTree {

    /** A tree without anything in it. */
    public static final FileTree EMPTY = new FileTree(new TreeMap<>());

    private final TreeMap<String, TreeEntry> entries;

    private FileTree(TreeMap<String, TreeEntry> entries) {
        this.entries = entries;
    }

    /**
     * Reads the names, sizes and modes of a directory. Symbolic links are not followed; sockets,
     * pipes and devices are left out.
     *
     * @throws UncheckedIOException if the directory itself cannot be read; what cannot be read in
     *     it becomes an entry of kind {@link TreeEntry.Kind#UNREADABLE}
     */
    public static FileTree of(Path directory) {
        TreeMap<String, TreeEntry> entries = new TreeMap<>();
        try {
            Files.walkFileTree(directory, new DirectoryReader(directory, entries));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the directory " + directory, e);
        }
        return new FileTree(entries);
    }

    /** Returns a tree of files that are held in memory. */
    public static FileTree of(Map<String, byte[]> files) {
        TreeMap<String, TreeEntry> entries = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            put(entries, TreeEntry.file(file.getKey(), file.getValue(), TreeEntry.FILE_MODE));
        }
        return new FileTree(entries);
    }

    /** Returns this tree with a file of mode 0644 added or its content replaced, mode kept. */
    public FileTree with(String path, byte[] bytes) {
        int mode = entry(path).map(TreeEntry::mode).orElse(TreeEntry.FILE_MODE);
        return with(TreeEntry.file(path, bytes, mode));
    }

    /** Returns this tree with a text file added or replaced; see {@link #with(String, byte[])}. */
    public FileTree with(String path, String text) {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns this tree with an entry added or replaced, and with the directories above it. A file
     * that stands where a directory is needed gives way, and so do the files of a directory that is
     * replaced by a file.
     */
    public FileTree with(TreeEntry entry) {
        TreeMap<String, TreeEntry> changed = new TreeMap<>(entries);
        put(changed, entry);
        return new FileTree(changed);
    }

    private static void put(TreeMap<String, TreeEntry> into, TreeEntry entry) {
        if (entry.kind() != TreeEntry.Kind.DIRECTORY) {
            below(into, entry.path()).clear();
        }
        into.put(entry.path(), entry);
        for (String parent = CleanPath.parent(entry.path());
                !parent.isEmpty();
                parent = CleanPath.parent(parent)) {
            TreeEntry there = into.get(parent);
            if (there == null || there.kind() != TreeEntry.Kind.DIRECTORY) {
                into.put(parent, TreeEntry.directory(parent, TreeEntry.DIRECTORY_MODE));
            }
        }
    }

    /** Returns this tree without a file, or without a directory and all that is in it. */
    public FileTree without(String path) {
        String clean = CleanPath.inside(path);
        TreeMap<String, TreeEntry> changed = new TreeMap<>(entries);
        changed.remove(clean);
        below(changed, clean).clear();
        return new FileTree(changed);
    }

    private static Map<String, TreeEntry> below(
            TreeMap<String, TreeEntry> entries, String directory) {
        // '0' is the character behind '/'
        return entries.subMap(directory + "/", directory + "0");
    }

    /** Returns the entries, sorted by path; a directory stands before what is in it. */
    public Collection<TreeEntry> entries() {
        return Collections.unmodifiableCollection(entries.values());
    }

    /**
     * Opens the tree as a tar stream; nothing is held in memory. The tree must not be empty, and
     * its first path at most 100 bytes long.
     */
    public InputStream tar() {
        return new TarStream(List.copyOf(entries()));
    }

    /** Returns the entry at a path. */
    public Optional<TreeEntry> entry(String path) {
        return Optional.ofNullable(entries.get(CleanPath.inside(path)));
    }

    /**
     * Reads a file.
     *
     * @param most the bytes to accept; a larger file is an error
     * @throws ContextException if there is no such file, or it cannot be read or is too large
     */
    public byte[] read(String path, long most) {
        TreeEntry entry =
                entry(path)
                        .filter(found -> found.kind() == TreeEntry.Kind.FILE)
                        .orElseThrow(() -> new ContextException("there is no file " + path, path));
        if (entry.size() > most) {
            throw new ContextException(
                    path + " has " + entry.size() + " bytes, more than " + most, path);
        }
        try (InputStream content = entry.content().open()) {
            return content.readNBytes((int) Math.min(most, Integer.MAX_VALUE - 8));
        } catch (IOException e) {
            throw new ContextException(path + " cannot be read: " + e.getMessage(), path);
        }
    }
}
