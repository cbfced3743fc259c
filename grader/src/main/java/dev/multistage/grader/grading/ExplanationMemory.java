package dev.multistage.grader.grading;

import dev.multistage.grader.digest.Digest;
import dev.multistage.grader.explain.Explanation;
import dev.multistage.grader.explain.ExplanationFormat;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Remembers explanations between runs, by everything that they follow from; the program itself is
 * part of that. What cannot be read is explained anew, what cannot be written is not remembered.
 */
final class ExplanationMemory {

    private static final int MOST = 100;
    private static final String SUFFIX = ".explanation";

    private final Path folder;
    private final Optional<String> program;

    /**
     * @param folder where they lie, which is made if need be
     * @param program the file of the program; without one nothing is remembered, as classes in a
     *     folder may change one by one
     */
    ExplanationMemory(Path folder, Optional<Path> program) {
        this.folder = folder;
        this.program = program.flatMap(ExplanationMemory::mark);
    }

    /** Returns the memory of this program in a cache. */
    static ExplanationMemory in(Path cache) {
        return new ExplanationMemory(cache.resolve("explanations"), ownFile());
    }

    private static Optional<Path> ownFile() {
        try {
            CodeSource source = ExplanationMemory.class.getProtectionDomain().getCodeSource();
            return Optional.of(Path.of(source.getLocation().toURI())).filter(Files::isRegularFile);
        } catch (URISyntaxException | IllegalArgumentException | NullPointerException elsewhere) {
            return Optional.empty();
        }
    }

    private static Optional<String> mark(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(file + " " + found.lastModifiedTime() + " " + found.size());
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    /** Everything that an explanation follows from. */
    static final class Key {

        private final MessageDigest digest = Digest.sha256();

        /** Adds a part; where it ends makes a difference. */
        Key with(byte[] part) {
            digest.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(part);
            return this;
        }

        /** Adds a part. */
        Key with(String part) {
            return with(part.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** An explanation that may be remembered. */
    final class Place {

        private final Path file;

        private Place(Path file) {
            this.file = file;
        }

        /** Returns the explanation, if it is there. */
        Optional<Explanation> find() {
            try {
                Explanation known = ExplanationFormat.read(Files.readAllBytes(file));
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
                return Optional.of(known);
            } catch (IOException | RuntimeException missingOrDamaged) {
                return Optional.empty();
            }
        }

        /** Remembers the explanation. */
        void store(Explanation explanation) {
            try {
                Files.createDirectories(folder);
                Path aside = Files.createTempFile(folder, "explanation", ".tmp");
                try {
                    Files.write(aside, ExplanationFormat.write(explanation));
                    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
                } finally {
                    Files.deleteIfExists(aside);
                }
                removeOldest();
            } catch (IOException full) {
                // it is worked out again
            }
        }
    }

    /** Returns where an explanation is remembered; empty if this program remembers none. */
    Optional<Place> place(Key key) {
        return program.map(
                mark -> {
                    Digest whole = Digest.of(key.with(mark).digest);
                    return new Place(folder.resolve(whole.hex() + SUFFIX));
                });
    }

    private void removeOldest() throws IOException {
        record Used(Path file, FileTime last) {}
        List<Used> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                all.add(new Used(file, Files.getLastModifiedTime(file)));
            }
        }
        all.sort(Comparator.comparing(Used::last));
        for (int i = 0; i < all.size() - MOST; i++) {
            Files.deleteIfExists(all.get(i).file());
        }
    }
}
