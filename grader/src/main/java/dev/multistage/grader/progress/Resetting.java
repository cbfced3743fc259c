package dev.multistage.grader.progress;

import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Workspace;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brings editable files back to what the course ships, and back again. Whatever is replaced is in
 * {@code .grade/backup} first, as a whole and on the disk, so that being killed at any moment loses
 * nothing: the same command again finishes the work.
 */
public final class Resetting {

    private final Workspace workspace;
    private final Path backups;
    private final StateFiles files;

    Resetting(Workspace workspace, StateFiles files) {
        this.workspace = workspace;
        this.backups = workspace.state().resolve("backup");
        this.files = files;
    }

    /** Works on this checkout. */
    public static Resetting in(Workspace workspace) {
        return new Resetting(workspace, new StateFiles());
    }

    /**
     * What was replaced.
     *
     * @param files the files from the checkout's top folder, in order
     * @param backup the folder that has what they were before; empty if nothing had to be kept
     */
    public record Replaced(List<String> files, Optional<Path> backup) {
        public Replaced {
            files = List.copyOf(files);
        }
    }

    /**
     * Returns the editable files that are not as the course ships them, from the checkout's top.
     *
     * @throws IOException if one cannot be read, so that it could not be kept either
     */
    public List<String> changed(List<Exercise> exercises) throws IOException {
        List<String> changed = new ArrayList<>();
        for (Exercise exercise : exercises) {
            changed.addAll(different(exercise, present(exercise), shipped(exercise)));
        }
        return changed;
    }

    /**
     * Brings the editable files of these exercises back to what the course ships.
     *
     * @throws IOException if they could not be kept, and then nothing was changed, or not all be
     *     replaced, and then the same again goes on
     */
    public Replaced reset(List<Exercise> exercises) throws IOException {
        try (StateLock lock = StateLock.take(workspace.state())) {
            files.sweep(backups);
            Map<String, Map<String, KeptFile>> before = new TreeMap<>();
            List<String> changed = new ArrayList<>();
            for (Exercise exercise : exercises) {
                Map<String, KeptFile> present = present(exercise);
                List<String> different = different(exercise, present, shipped(exercise));
                if (!different.isEmpty()) {
                    before.put(exercise.id().toString(), present);
                    changed.addAll(different);
                }
            }
            if (changed.isEmpty()) {
                return new Replaced(List.of(), Optional.empty());
            }
            Optional<Backup> begun = begun(exercises, before);
            Backup backup = begun.isPresent() ? begun.get() : keep(Backup.RESET, before);
            for (Exercise exercise : exercises) {
                if (before.containsKey(exercise.id().toString())) {
                    restore(exercise, shipped(exercise));
                }
            }
            return new Replaced(changed, Optional.of(backup.folder()));
        }
    }

    /** Returns the backup of a reset that was cut short, so that what it left is no second one. */
    private Optional<Backup> begun(
            List<Exercise> exercises, Map<String, Map<String, KeptFile>> present)
            throws IOException {
        List<Backup> all = Backup.all(backups);
        if (all.isEmpty() || !all.get(0).why().equals(Backup.RESET)) {
            return Optional.empty();
        }
        Backup newest = all.get(0);
        for (Exercise exercise : exercises) {
            String id = exercise.id().toString();
            if (!present.containsKey(id)) {
                continue;
            }
            Map<String, KeptFile> kept = newest.exercises().getOrDefault(id, Map.of());
            if (newest.undone(id) || !mixed(present.get(id), kept, shipped(exercise))) {
                return Optional.empty();
            }
        }
        return Optional.of(newest);
    }

    /** Returns whether each file is as in the first or as in the second. */
    private static boolean mixed(
            Map<String, KeptFile> present,
            Map<String, KeptFile> first,
            Map<String, KeptFile> second) {
        return present.entrySet().stream()
                .allMatch(
                        file ->
                                same(file.getValue(), first.get(file.getKey()))
                                        || same(file.getValue(), second.get(file.getKey())));
    }

    private static boolean same(KeptFile one, KeptFile other) {
        return other != null && one.sameAs(other);
    }

    /**
     * Brings back what the last reset of these exercises took away; before that, what was changed
     * since is kept.
     *
     * @return what was replaced; empty if there is no reset to undo
     * @throws IOException as {@link #reset} does; also if the newest backup is damaged, and then
     *     nothing was changed
     */
    public Optional<Replaced> undo(List<Exercise> exercises) throws IOException {
        try (StateLock lock = StateLock.take(workspace.state())) {
            files.sweep(backups);
            Optional<Backup> found =
                    Backup.all(backups).stream()
                            .filter(backup -> backup.why().equals(Backup.RESET))
                            .filter(backup -> !undoable(backup, exercises).isEmpty())
                            .findFirst();
            Optional<Path> unreadable =
                    Backup.unreadableAfter(found.map(Backup::number).orElse(0), backups);
            if (unreadable.isPresent()) {
                // an older one in its place would not be what was asked for
                throw new FileSystemException(
                        unreadable.get().toString(),
                        null,
                        "the newest backup cannot be read; take out what you need by hand and"
                                + " remove the folder, then older ones can be brought back");
            }
            if (found.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(undo(found.get(), undoable(found.get(), exercises)));
        }
    }

    private static List<Exercise> undoable(Backup backup, List<Exercise> exercises) {
        return exercises.stream()
                .filter(exercise -> backup.exercises().containsKey(exercise.id().toString()))
                .filter(exercise -> !backup.undone(exercise.id().toString()))
                .toList();
    }

    private Replaced undo(Backup backup, List<Exercise> exercises) throws IOException {
        List<String> changed = new ArrayList<>();
        Map<String, Map<String, KeptFile>> edited = new TreeMap<>();
        for (Exercise exercise : exercises) {
            String id = exercise.id().toString();
            Map<String, KeptFile> present = present(exercise);
            Map<String, KeptFile> kept = backup.exercises().get(id);
            changed.addAll(different(exercise, present, kept));
            if (!mixed(present, kept, shipped(exercise))) {
                edited.put(id, present);
            }
        }
        Optional<Path> since =
                edited.isEmpty()
                        ? Optional.empty()
                        : Optional.of(keep(Backup.UNDO, edited).folder());
        for (Exercise exercise : exercises) {
            String id = exercise.id().toString();
            restore(exercise, backup.exercises().get(id));
            Path mark = backup.undoneMark(id);
            // beside the mark nobody would look for what a killed process left
            files.replace(mark, new byte[0], StateFiles.temporaryIn(workspace.state(), mark), null);
        }
        return new Replaced(changed, since);
    }

    private Backup keep(String why, Map<String, Map<String, KeptFile>> exercises)
            throws IOException {
        return Backup.write(files, backups, Backup.nextNumber(backups), why, exercises);
    }

    private Map<String, KeptFile> present(Exercise exercise) throws IOException {
        Path app = workspace.app(exercise);
        Map<String, KeptFile> present = new TreeMap<>();
        for (String name : exercise.declaration().editable()) {
            present.put(name, KeptFile.look(app.resolve(name)));
        }
        return present;
    }

    private static Map<String, KeptFile> shipped(Exercise exercise) {
        Map<String, KeptFile> shipped = new TreeMap<>();
        for (String name : exercise.declaration().editable()) {
            shipped.put(
                    name,
                    exercise.files()
                            .read(exercise.path() + "/app/" + name)
                            .map(bytes -> new KeptFile(KeptFile.Kind.FILE, "", "", bytes))
                            .orElse(KeptFile.ABSENT));
        }
        return shipped;
    }

    private static List<String> different(
            Exercise exercise, Map<String, KeptFile> present, Map<String, KeptFile> wanted) {
        return exercise.declaration().editable().stream()
                .filter(wanted::containsKey)
                .filter(name -> !present.get(name).sameAs(wanted.get(name)))
                .map(name -> exercise.path() + "/app/" + name)
                .toList();
    }

    private void restore(Exercise exercise, Map<String, KeptFile> wanted) throws IOException {
        Path app = workspace.app(exercise);
        for (String name : exercise.declaration().editable()) {
            if (wanted.containsKey(name)) {
                restore(app.resolve(name), wanted.get(name));
            }
        }
    }

    private void restore(Path file, KeptFile wanted) throws IOException {
        KeptFile present = KeptFile.look(file);
        boolean sameMode = wanted.mode().isEmpty() || wanted.mode().equals(present.mode());
        if (present.sameAs(wanted) && sameMode) {
            return;
        }
        Path temporary = StateFiles.temporaryIn(workspace.state(), file);
        files.createFolder(file.getParent());
        switch (wanted.kind()) {
            case ABSENT -> files.delete(file);
            case LINK -> {
                files.step("link");
                Files.createSymbolicLink(temporary, Path.of(wanted.target()));
                files.move(temporary, file);
            }
            case FILE ->
                    files.replace(
                            file,
                            wanted.content(),
                            temporary,
                            wanted.mode().isEmpty()
                                    ? null
                                    : PosixFilePermissions.fromString(wanted.mode()));
        }
        if (wanted.kind() == KeptFile.Kind.ABSENT
                && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(file.toString(), null, "it could not be removed");
        }
    }
}
