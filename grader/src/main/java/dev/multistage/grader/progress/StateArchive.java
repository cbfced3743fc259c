package dev.multistage.grader.progress;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A learner's progress in one zip file: {@code export.json} says what it is, {@code progress.json}
 * is the summary, {@code attempts/exercise-3/000001.json} and so on are the attempts. Names in such
 * a file are only ever looked up, never used as places to write to.
 */
final class StateArchive implements AutoCloseable {

    static final String FORMAT = "multistage/export/v1";
    private static final String LABEL = "export.json";
    private static final String SUMMARY = "progress.json";
    private static final Pattern ATTEMPT =
            Pattern.compile("attempts/([a-z0-9][a-z0-9_-]{0,99})/0*([1-9][0-9]{0,8})\\.json");
    private static final int MOST_ENTRIES = 1_000_000;
    private static final int MOST_BYTES = 32_000_000;

    private final ZipFile zip;
    private final Map<String, Map<Integer, ZipEntry>> attempts = new TreeMap<>();
    private Optional<ProgressJson> summary = Optional.empty();

    private StateArchive(ZipFile zip) {
        this.zip = zip;
    }

    /** Writes a new file; it is there as a whole or not at all. */
    static void write(StateFiles files, Path file, byte[] summary, AttemptFolders folders)
            throws IOException {
        Path temporary = StateFiles.temporaryIn(file.toAbsolutePath().getParent(), file);
        try {
            try (FileChannel channel =
                            FileChannel.open(
                                    temporary,
                                    StandardOpenOption.CREATE_NEW,
                                    StandardOpenOption.WRITE);
                    OutputStream out = Channels.newOutputStream(channel)) {
                write(new Unclosed(out), summary, folders);
                channel.force(true);
            }
            files.move(temporary, file.toAbsolutePath());
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void write(OutputStream out, byte[] summary, AttemptFolders folders)
            throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            String label = "{\"format\": \"" + FORMAT + "\", \"at\": \"" + Instant.now() + "\"}\n";
            put(zip, LABEL, label.getBytes(StandardCharsets.UTF_8));
            put(zip, SUMMARY, summary);
            for (Map.Entry<String, Map<Integer, Path>> exercise : folders.files().entrySet()) {
                for (Map.Entry<Integer, Path> attempt : exercise.getValue().entrySet()) {
                    put(
                            zip,
                            String.format(
                                    Locale.ROOT,
                                    "attempts/%s/%06d.json",
                                    exercise.getKey(),
                                    attempt.getKey()),
                            Files.readAllBytes(attempt.getValue()));
                }
            }
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * Opens a file and looks at all of it, so that nothing is taken from one that is not sound.
     *
     * @throws ArchiveException if it is none of ours, damaged or from a newer version
     */
    static StateArchive open(Path file) throws ArchiveException, IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException | IllegalArgumentException e) {
            throw new ArchiveException(file + " is no zip file, so it is no exported progress.");
        }
        StateArchive archive = new StateArchive(zip);
        try {
            archive.look(file);
            return archive;
        } catch (ArchiveException | IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    private void look(Path file) throws ArchiveException, IOException {
        ZipEntry label = zip.getEntry(LABEL);
        if (label == null) {
            throw new ArchiveException(
                    file + " is no exported progress: there is no " + LABEL + " in it.");
        }
        String format = json(file, label).path("format").asText();
        if (!format.equals(FORMAT)) {
            throw new ArchiveException(
                    format.startsWith("multistage/export/")
                            ? file
                                    + " was written by a newer version of the course ("
                                    + format
                                    + "): bring this checkout up to date first (git pull)."
                            : file + " is no exported progress.");
        }
        if (zip.size() > MOST_ENTRIES) {
            throw new ArchiveException(file + " has more than a million files in it.");
        }
        for (ZipEntry entry : Collections.list(zip.entries())) {
            look(file, entry);
        }
    }

    private void look(Path file, ZipEntry entry) throws ArchiveException, IOException {
        String name = entry.getName();
        Matcher attempt = ATTEMPT.matcher(name);
        if (attempt.matches()) {
            int number = Integer.parseInt(attempt.group(2));
            try {
                AttemptJson.read(attempt.group(1), number, content(file, entry));
            } catch (StateException unusable) {
                throw new ArchiveException(
                        file + ": " + name + " cannot be taken in: " + unusable.getMessage() + ".");
            }
            attempts.computeIfAbsent(attempt.group(1), e -> new TreeMap<>()).put(number, entry);
        } else if (name.equals(SUMMARY)) {
            ProgressJson read = ProgressJson.read(content(file, entry));
            if (read.problem().isPresent()) {
                throw new ArchiveException(
                        file
                                + ": "
                                + name
                                + " cannot be taken in: "
                                + read.problem().get().getMessage()
                                + ".");
            }
            summary = Optional.of(read);
        } else if (!name.equals(LABEL)) {
            throw new ArchiveException(
                    file + " is no exported progress: there is \"" + name + "\" in it.");
        }
    }

    private JsonNode json(Path file, ZipEntry entry) throws ArchiveException, IOException {
        try {
            return AttemptJson.parse(content(file, entry));
        } catch (StateException damaged) {
            throw new ArchiveException(file + " is no exported progress: " + damaged.getMessage());
        }
    }

    private byte[] content(Path file, ZipEntry entry) throws ArchiveException, IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] content = in.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw new ArchiveException(file + ": " + entry.getName() + " has more than 32 MB.");
            }
            return content;
        } catch (ZipException damaged) {
            throw new ArchiveException(file + ": " + entry.getName() + " is damaged.");
        }
    }

    /** Returns the numbers of the attempts by exercise. */
    Map<String, Map<Integer, ZipEntry>> attempts() {
        return attempts;
    }

    /** Reads an attempt. */
    Attempt read(String exercise, int number) throws IOException {
        ZipEntry entry = attempts.get(exercise).get(number);
        try (InputStream in = zip.getInputStream(entry)) {
            return AttemptJson.read(exercise, number, in.readAllBytes());
        } catch (StateException changed) {
            throw new IOException("the file changed while it was read", changed);
        }
    }

    /** Returns where its learner stood. */
    Progress progress() {
        return summary.map(ProgressJson::progress).orElse(ProgressJson.NONE.progress());
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Lets a zip file end without its channel, which is still to be flushed to the disk. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
