package dev.multistage.grader.progress;

import dev.multistage.grader.digest.Digest;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes a learner's progress to another checkout. */
public final class Transfer {

    private final ProgressStore store;

    /** Works on this progress. */
    public Transfer(ProgressStore store) {
        this.store = store;
    }

    /**
     * What was taken along.
     *
     * @param taken attempts that were written
     * @param known attempts that were there already
     */
    public record Taken(int taken, int known) {}

    /**
     * Writes the progress to one file.
     *
     * @param replace whether a file that is there may be replaced
     * @throws ArchiveException if there is one and it may not, or if there is no progress to write
     * @throws IOException if it cannot be written
     */
    public Taken exportTo(Path file, boolean replace) throws ArchiveException, IOException {
        if (Files.isDirectory(file)) {
            throw new ArchiveException(file + " is a folder; name a file.");
        }
        if (Files.exists(file) && !replace) {
            throw new ArchiveException(file + " is there already; --force replaces it.");
        }
        return store.exportTo(file);
    }

    /**
     * Adds the progress of an exported file to this one. Attempts that are here already are not
     * added again, and none is replaced: those that are new get the next numbers.
     *
     * @throws ArchiveException if the file is no exported progress, or if this progress was written
     *     by a newer version
     * @throws IOException if something cannot be read or written; the same again goes on
     */
    public Taken importFrom(Path file) throws ArchiveException, IOException {
        try (StateArchive archive = StateArchive.open(file)) {
            return store.merge(archive);
        }
    }

    /** Returns digests of what these attempts are, whatever their numbers. */
    static Set<String> digests(Attempts attempts, List<Integer> numbers) {
        Set<String> digests = new HashSet<>();
        for (int number : numbers) {
            attempts.get(number).ifPresent(attempt -> digests.add(digest(attempt)));
        }
        return digests;
    }

    static String digest(Attempt attempt) {
        return Digest.of(AttemptJson.write(attempt.numbered(0))).hex();
    }

    static IOException newer() {
        return new FileSystemException(
                ".grade/progress.json", null, "a newer version of the course wrote it (git pull)");
    }
}
