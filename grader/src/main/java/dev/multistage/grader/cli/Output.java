package dev.multistage.grader.cli;

import dev.multistage.grader.docker.EngineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/** Where a report goes: standard output, or the file that a person named. */
final class Output {

    private final Session session;
    private final Path file;

    /**
     * @param file the file; null for standard output, as picocli leaves an option that was not
     *     given
     */
    Output(Session session, Path file) {
        this.session = session;
        this.file = file;
    }

    /** Says so before the work is done and not afterwards. */
    Output refuseUnwritable() {
        if (file == null) {
            return this;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new UsageException("cannot write " + file + ": it is a folder");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UsageException(
                    "cannot write "
                            + file
                            + ": there is no folder "
                            + folder
                            + "\nMake it: mkdir -p "
                            + folder);
        }
        if (!Files.exists(file)) {
            tryToCreate(folder);
        } else if (!Files.isWritable(file)) {
            throw new UsageException("cannot write " + file + ": permission denied");
        }
        return this;
    }

    /**
     * Permissions alone do not tell: root may do everything, and still nothing in {@code /proc}.
     */
    private void tryToCreate(Path folder) {
        Path trial = beside(folder);
        try {
            Files.createFile(trial);
            Files.delete(trial);
        } catch (IOException refused) {
            throw new UsageException("cannot write " + file + ": " + reason(refused));
        }
    }

    /** Writes text for a person. */
    void write(String text) {
        if (file == null) {
            session.out().print(text);
            session.out().flush();
            return;
        }
        document(text);
    }

    /** Writes a document for a program, as it is. */
    void document(String report) {
        if (file == null) {
            session.document(report);
            return;
        }
        try {
            save(report.getBytes(StandardCharsets.UTF_8));
        } catch (IOException refused) {
            throw new EngineException(
                    "cannot write " + file + ": " + reason(refused),
                    "Make room, or name another file.");
        }
    }

    /** Whoever reads the file sees the old report or the new one, never half of one. */
    private void save(byte[] content) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            // a pipe or a device, for example /dev/stdout
            Files.write(target, content, StandardOpenOption.WRITE);
            return;
        }
        Path fresh = beside(target.getParent());
        try {
            Files.write(fresh, content, StandardOpenOption.CREATE_NEW);
        } catch (IOException refused) {
            Files.deleteIfExists(fresh);
            if (!Files.exists(target)) {
                throw refused;
            }
            // a folder that takes no new file may still hold one that can be written
            Files.write(target, content);
            return;
        }
        try {
            keepPermissions(target, fresh);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException mounted) {
            // a file that is a mount of its own cannot be replaced
            Files.write(target, content);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(from, PosixFileAttributeView.class);
        if (view != null && Files.exists(from)) {
            Files.setPosixFilePermissions(to, view.readAttributes().permissions());
        }
    }

    private Path beside(Path folder) {
        return folder.resolve("." + file.getFileName() + "." + ProcessHandle.current().pid());
    }

    private static String reason(IOException refused) {
        if (refused instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = refused instanceof FileSystemException system ? system.getReason() : null;
        return reason != null ? reason : String.valueOf(refused.getMessage());
    }
}
