package dev.multistage.grader.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

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
            throw new UsageException("cannot write " + file + ": there is no folder " + folder);
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new UsageException("cannot write " + file + ": permission denied");
        }
        return this;
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
            Files.writeString(file, report, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UsageException("cannot write " + file + ": " + e.getMessage());
        }
    }
}
