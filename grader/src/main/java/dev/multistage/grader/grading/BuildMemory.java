package dev.multistage.grader.grading;

import dev.multistage.grader.digest.Digest;
import dev.multistage.grader.exercise.Submission;
import dev.multistage.grader.explain.BuildRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Remembers the last build of each Dockerfile of a workspace, and the last one that was another
 * attempt. Files are written aside and moved into place; what cannot be read or written is
 * forgotten, which costs an explanation and nothing else.
 */
final class BuildMemory {

    private static final int MOST_FILES = 400;
    private static final String LAST = ".build";
    private static final String ATTEMPT = ".attempt";

    private final Path directory;
    private final String name;

    private BuildMemory(Path cache, String key) {
        this.directory = cache.resolve("builds");
        this.name = Digest.of(key).half();
    }

    /**
     * Returns what is remembered of one Dockerfile of a submission; each workspace has its nonce.
     */
    static BuildMemory of(Submission submission, String file, Options options) {
        return new BuildMemory(
                options.cache(),
                String.join(
                        "\n",
                        options.nonce(),
                        submission.exercise().id().toString(),
                        submission.source(),
                        file));
    }

    /** Returns the last build. */
    Optional<BuildRecord> last() {
        return read(LAST);
    }

    /** Returns the build before it that was of another Dockerfile. */
    Optional<BuildRecord> attemptBefore() {
        return read(ATTEMPT);
    }

    private Optional<BuildRecord> read(String suffix) {
        try {
            return BuildRecord.decode(Files.readAllBytes(directory.resolve(name + suffix)));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Remembers a build. */
    void remember(BuildRecord record) {
        try {
            Files.createDirectories(directory);
            Optional<BuildRecord> last = last();
            if (last.isPresent() && !last.get().dockerfile().equals(record.dockerfile())) {
                write(ATTEMPT, last.get());
            }
            write(LAST, record);
            removeOldest();
        } catch (IOException notWritten) {
            // a full or read-only disk: the next build is not explained
        }
    }

    private void write(String suffix, BuildRecord record) throws IOException {
        Path aside = Files.createTempFile(directory, "build", ".tmp");
        try {
            Files.write(aside, record.encode());
            Files.move(aside, directory.resolve(name + suffix), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private void removeOldest() throws IOException {
        record Kept(Path file, FileTime written) {}
        List<Kept> kept = new ArrayList<>();
        try (var files = Files.newDirectoryStream(directory, "*{" + LAST + "," + ATTEMPT + "}")) {
            for (Path file : files) {
                kept.add(new Kept(file, Files.getLastModifiedTime(file)));
            }
        } catch (NoSuchFileException goneMeanwhile) {
            return;
        }
        kept.sort(Comparator.comparing(Kept::written));
        for (Kept old : kept.subList(0, Math.max(0, kept.size() - MOST_FILES))) {
            Files.deleteIfExists(old.file);
        }
    }
}
