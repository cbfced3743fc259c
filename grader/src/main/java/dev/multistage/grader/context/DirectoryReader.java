package dev.multistage.grader.context;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;

/** Collects the entries of a directory while it is walked. */
final class DirectoryReader extends SimpleFileVisitor<Path> {

    /** What Docker gives every file when the file system has no modes. */
    private static final int WITHOUT_MODES = 0755;

    private final Path root;
    private final Map<String, TreeEntry> entries;
    private final boolean hasModes;

    DirectoryReader(Path root, Map<String, TreeEntry> entries) {
        this.root = root;
        this.entries = entries;
        this.hasModes = root.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
            throws IOException {
        if (!directory.equals(root)) {
            add(TreeEntry.directory(path(directory), mode(directory)));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        String path = path(file);
        if (attributes.isSymbolicLink()) {
            String target = Files.readSymbolicLink(file).toString().replace('\\', '/');
            add(TreeEntry.symlink(path, target));
        } else if (attributes.isRegularFile() && !Files.isReadable(file)) {
            add(TreeEntry.unreadable(path));
        } else if (attributes.isRegularFile()) {
            add(
                    TreeEntry.file(
                            path, attributes.size(), mode(file), () -> Files.newInputStream(file)));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (file.equals(root)) {
            throw failure;
        }
        add(TreeEntry.unreadable(path(file)));
        return FileVisitResult.CONTINUE;
    }

    private void add(TreeEntry entry) {
        entries.put(entry.path(), entry);
    }

    private String path(Path file) {
        return root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/");
    }

    private int mode(Path file) throws IOException {
        return hasModes
                ? (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS)
                : WITHOUT_MODES;
    }
}
