package dev.multistage.grader.resident;

import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The folder through which launchers reach a resident:
 *
 * <ul>
 *   <li>{@code free}: is there while the resident can take a request. Whoever renames it to {@code
 *       taken} has the resident to itself; only one can.
 *   <li>{@code request}: written before the launcher comes in.
 *   <li>{@code in}: a named pipe that the launcher holds open as long as it lives. Its second line
 *       means "interrupt"; its end means that the launcher has gone.
 *   <li>{@code err}: a named pipe for progress. Its end means that the answer is there, or that the
 *       resident is dead.
 *   <li>{@code out}: a file with what belongs on standard output.
 *   <li>{@code answer}: an exit code, or {@link #RETIRED} or {@link #ALONE}. Missing after the end
 *       of {@code err} if the resident died.
 *   <li>{@code pid}: the resident's process id.
 * </ul>
 */
final class Door {

    /** The answer of a resident that does not fit any more: the launcher starts another one. */
    static final String RETIRED = "retired";

    /** The answer if only a process of its own can do it. */
    static final String ALONE = "alone";

    static final String FREE = "free";
    static final String TAKEN = "taken";

    private static final Set<PosixFilePermission> OURS_ONLY =
            EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);

    /** All that can lie in the folder; a full disk leaves drafts. */
    private static final List<String> FILES =
            List.of(
                    FREE,
                    FREE + ".new",
                    TAKEN,
                    "request",
                    "out",
                    "answer",
                    "answer.new",
                    "in",
                    "err",
                    "host",
                    "pid");

    private final Path folder;
    private Closeable kept;
    private InputStream inside;

    private Door(Path folder, InputStream inside, Closeable kept) {
        this.folder = folder;
        this.inside = inside;
        this.kept = kept;
    }

    /**
     * Returns the door of a folder that a launcher made, which is inside already: this process's
     * standard input and error are the pipes.
     *
     * @throws IOException if anybody else could use the folder
     */
    static Door madeByLauncher(Path folder) throws IOException {
        return taken(
                folder,
                new FileInputStream(FileDescriptor.in),
                () -> new FileOutputStream(FileDescriptor.err).close());
    }

    /**
     * @param inside the pipe from the launcher that is inside
     * @param kept keeps the pipe of progress from ending before the resident writes to it
     */
    static Door taken(Path folder, InputStream inside, Closeable kept) throws IOException {
        if (Files.isSymbolicLink(folder)
                || !Files.getPosixFilePermissions(folder).equals(OURS_ONLY)) {
            throw new IOException(folder + " is open to others");
        }
        return new Door(folder, inside, kept);
    }

    /** Waits for a launcher. The wait cannot be interrupted. */
    Visit await() throws IOException {
        InputStream in = inside != null ? inside : new FileInputStream(file("in").toFile());
        inside = null;
        try {
            OutputStream err = new FileOutputStream(file("err").toFile());
            // from here on writing fails once the launcher is gone, instead of filling the pipe
            kept.close();
            return new Visit(this, in, err);
        } catch (IOException gone) {
            in.close();
            throw gone;
        }
    }

    Request request() throws IOException {
        return Request.read(Files.readAllBytes(file("request")), charset());
    }

    OutputStream out() throws IOException {
        return Files.newOutputStream(file("out"));
    }

    void answer(String answer) throws IOException {
        put("answer", answer + "\n");
    }

    /** Is there for the next launcher. Only after the last one has gone. */
    void open() throws IOException {
        RandomAccessFile both = new RandomAccessFile(file("err").toFile(), "rw");
        kept = both;
        for (String of : List.of("request", "out", "answer", TAKEN)) {
            Files.deleteIfExists(file(of));
        }
        put(FREE, "");
    }

    /** Stops being there for launchers; returns false if one is coming in just now. */
    boolean close() {
        try {
            Files.move(file(FREE), file(TAKEN), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (NoSuchFileException taken) {
            return !Files.exists(folder);
        } catch (IOException unusable) {
            return true;
        }
    }

    /** Removes the folder, unless another resident has it by now. */
    void remove() {
        try {
            String owner = Files.readString(file("pid"), StandardCharsets.US_ASCII).strip();
            if (!owner.equals(Long.toString(ProcessHandle.current().pid()))) {
                return;
            }
            for (String of : FILES) {
                Files.deleteIfExists(file(of));
            }
            Files.deleteIfExists(folder);
        } catch (IOException leftToTheNextLauncher) {
            // it finds nobody there and clears up
        }
    }

    private void put(String name, String content) throws IOException {
        Path draft = Files.writeString(file(name + ".new"), content, StandardCharsets.US_ASCII);
        Files.move(draft, file(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static Charset charset() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }
}
