package dev.multistage.grader.progress;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Writes files so that a process that is killed, or a machine that loses power, leaves the old file
 * or the new one: into a temporary file beside it, to the disk, and then over the old name.
 */
class StateFiles {

    private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.tmp-[0-9]+-[0-9]+");
    private static final AtomicLong COUNTER = new AtomicLong();

    /** Called before each step that changes something on the disk; tests end the process here. */
    void step(String what) throws IOException {
        // nothing to do but in tests
    }

    /** Replaces a file, or makes it. Its folder is made if it is missing. */
    final void replace(Path file, byte[] content) throws IOException {
        createFolder(file.getParent());
        replace(file, content, temporaryIn(file.getParent(), file), null);
    }

    /**
     * The same with a temporary file elsewhere, on the same disk if possible, so that a killed
     * process leaves nothing beside the file.
     *
     * @param permissions the new file's; null for what new files have
     */
    final void replace(
            Path file, byte[] content, Path temporary, Set<PosixFilePermission> permissions)
            throws IOException {
        try {
            step("create");
            try (FileChannel channel =
                    FileChannel.open(
                            temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                // in two halves, so that a file that is half written is a case that tests reach
                buffer.limit(content.length / 2);
                step("write");
                writeAll(channel, buffer);
                buffer.limit(content.length);
                step("write more");
                writeAll(channel, buffer);
                step("flush");
                channel.force(true);
            }
            if (permissions != null) {
                step("permissions");
                Files.setPosixFilePermissions(temporary, permissions);
            }
            move(temporary, file);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException stays) {
                e.addSuppressed(stays);
            }
            throw e;
        }
    }

    /** Returns a name for a temporary file or folder, which {@link #temporary} recognises. */
    static Path temporaryIn(Path folder, Path purpose) {
        return folder.resolve(
                "."
                        + purpose.getFileName()
                        + ".tmp-"
                        + ProcessHandle.current().pid()
                        + "-"
                        + COUNTER.incrementAndGet());
    }

    /** Removes what killed processes have left in a folder; it must be locked. */
    final void sweep(Path folder) throws IOException {
        for (String name : names(folder)) {
            if (temporary(name)) {
                deleteTree(folder.resolve(name));
            }
        }
    }

    private void deleteTree(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            for (String name : names(path)) {
                deleteTree(path.resolve(name));
            }
        }
        delete(path);
    }

    /** Gives a file another name in one step; a file that has that name is replaced. */
    final void move(Path from, Path to) throws IOException {
        step("rename");
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherDisk) {
            moveFromOtherDisk(from, to);
        }
        step("flush folder");
        flushFolder(to.getParent());
    }

    /** Copies beside the old file first: Java's own move deletes it before there is a new one. */
    private void moveFromOtherDisk(Path from, Path to) throws IOException {
        Path beside = temporaryIn(to.toAbsolutePath().getParent(), to);
        try {
            step("copy");
            Files.move(from, beside);
            step("rename copy");
            Files.move(beside, to, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Removes a file, if it is there. */
    final void delete(Path file) throws IOException {
        step("delete");
        Files.deleteIfExists(file);
    }

    /** Makes a folder and those above it. */
    final void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            step("create folder");
            Files.createDirectories(folder);
        }
    }

    /** Returns the names in a folder in no order; none if there is no folder. */
    static List<String> names(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (NoSuchFileException | NotDirectoryException none) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    /** Returns whether this is the name of a temporary file of this class. */
    static boolean temporary(String name) {
        return TEMPORARY.matcher(name).matches();
    }

    private static void writeAll(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static void flushFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notOnThisSystem) {
            // Windows opens no folders; the file itself is on the disk
        }
    }
}
