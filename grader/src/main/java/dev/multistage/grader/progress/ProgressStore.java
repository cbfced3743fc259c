package dev.multistage.grader.progress;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The progress of the learner whose checkout this is, in its {@code .grade} folder. Nothing here
 * throws because of the state's condition: what cannot be read is rebuilt, what cannot be written
 * is not, and {@link #takeNotices()} says so.
 */
public final class ProgressStore {

    private final Path state;
    private final StateFiles files;
    private final SummaryFile summary;
    private final List<String> notices = new ArrayList<>();

    ProgressStore(Path workspace, StateFiles files) {
        this.state = workspace.resolve(".grade");
        this.files = files;
        this.summary = new SummaryFile(state, files);
    }

    /**
     * Opens the progress of a checkout. Nothing is read or made before it is needed.
     *
     * @param workspace the checkout's top folder
     */
    public static ProgressStore open(Path workspace) {
        return new ProgressStore(workspace, new StateFiles());
    }

    /** Returns where the learner stands. Attempts that the summary lacks are counted in. */
    public Progress progress() {
        return load().progress();
    }

    /** Returns the attempts at an exercise. */
    public Attempts attempts(String exercise) {
        return new Attempts(exercise, folders().files().getOrDefault(exercise, Map.of()));
    }

    /**
     * Records an attempt as the last one at its exercise. If it cannot be saved, the answer still
     * says what it changes.
     */
    public Recorded record(Attempt attempt) {
        String exercise = attempt.exercise();
        if (summary.read().newer()) {
            return unsaved(attempt, load().progress());
        }
        try (StateLock lock = StateLock.take(state)) {
            Loaded loaded = repaired();
            Standing before = loaded.progress().of(exercise);
            int number = Math.max(before.attempts(), loaded.folders().highest(exercise)) + 1;
            Attempt numbered = attempt.numbered(number);
            files.replace(
                    AttemptFolders.file(state, exercise, number), AttemptJson.write(numbered));
            Standing now = before.after(numbered);
            write(loaded, loaded.progress().with(exercise, now));
            return new Recorded(numbered, before, now);
        } catch (IOException e) {
            notices.add(
                    "Your progress could not be saved: "
                            + DiskTrouble.words(e)
                            + ". The grade counts.");
            return unsaved(attempt, rebuilt(summary.read(), folders()));
        }
    }

    private static Recorded unsaved(Attempt attempt, Progress progress) {
        Standing before = progress.of(attempt.exercise());
        return new Recorded(attempt, before, before.after(attempt));
    }

    /** Returns how many hints of an exercise's ladder were shown. */
    public int hintLevel(String exercise) {
        return progress().of(exercise).hints();
    }

    /** Notes that the hints of an exercise's ladder up to this one were shown; never lowers it. */
    public void raiseHintLevel(String exercise, int level) {
        change(exercise, standing -> standing.hinted(level));
    }

    /** Notes that the hint for this code was shown. */
    public void noteAnswered(String exercise, String code) {
        change(exercise, standing -> standing.answering(code));
    }

    /**
     * Notes that the solution was asked for.
     *
     * @return whether that could be saved
     */
    public boolean noteAsked(String exercise) {
        return change(exercise, Standing::asking);
    }

    private boolean change(String exercise, UnaryOperator<Standing> change) {
        if (load().json().newer()) {
            return false;
        }
        try (StateLock lock = StateLock.take(state)) {
            Loaded loaded = repaired();
            Standing before = loaded.progress().of(exercise);
            Standing now = change.apply(before);
            if (!now.equals(before)) {
                write(loaded, loaded.progress().with(exercise, now));
            }
            return true;
        } catch (IOException e) {
            notices.add("What you have seen could not be saved: " + DiskTrouble.words(e) + ".");
            return false;
        }
    }

    /** Writes the whole state to a file. */
    Transfer.Taken exportTo(Path file) throws ArchiveException, IOException {
        Loaded loaded = load();
        if (loaded.json().newer()) {
            throw Transfer.newer();
        }
        if (loaded.progress().exercises().isEmpty()) {
            throw new ArchiveException("There is no progress to export yet.");
        }
        StateArchive.write(files, file, loaded.json().written(loaded.progress()), loaded.folders());
        int attempts = loaded.folders().numbers().values().stream().mapToInt(List::size).sum();
        return new Transfer.Taken(attempts, 0);
    }

    /** Adds what another state has and this one lacks. */
    Transfer.Taken merge(StateArchive archive) throws IOException {
        if (summary.read().newer()) {
            throw Transfer.newer();
        }
        try (StateLock lock = StateLock.take(state)) {
            Loaded loaded = repaired();
            Progress progress = loaded.progress();
            int taken = 0;
            int known = 0;
            for (String exercise : archive.attempts().keySet()) {
                Standing standing = progress.of(exercise);
                List<Integer> here = loaded.folders().numbers().getOrDefault(exercise, List.of());
                Set<String> digests =
                        Transfer.digests(
                                new Attempts(
                                        exercise,
                                        loaded.folders().files().getOrDefault(exercise, Map.of())),
                                here);
                for (int number : archive.attempts().get(exercise).keySet()) {
                    Attempt attempt = archive.read(exercise, number);
                    if (!digests.add(Transfer.digest(attempt))) {
                        known++;
                        continue;
                    }
                    // in an empty folder the numbers stay, also where some were deleted
                    int next = Math.max(standing.attempts() + 1, here.isEmpty() ? number : 0);
                    files.replace(
                            AttemptFolders.file(state, exercise, next),
                            AttemptJson.write(attempt.numbered(next)));
                    standing = standing.after(attempt.numbered(next));
                    taken++;
                }
                progress = progress.with(exercise, standing);
            }
            for (Map.Entry<String, Standing> other : archive.progress().exercises().entrySet()) {
                String exercise = other.getKey();
                progress = progress.with(exercise, progress.of(exercise).merged(other.getValue()));
            }
            write(loaded, progress);
            return new Transfer.Taken(taken, known);
        }
    }

    /** Returns what the learner should know of the state's condition, each once. */
    public List<String> takeNotices() {
        List<String> taken = notices.stream().distinct().toList();
        notices.clear();
        return taken;
    }

    /** What was found on the disk. */
    private record Loaded(ProgressJson json, AttemptFolders folders, Progress progress) {

        boolean complete() {
            return json.problem().isEmpty()
                    && folders.temporaries().isEmpty()
                    && progress.equals(json.progress());
        }
    }

    private Loaded load() {
        ProgressJson json = summary.read();
        AttemptFolders folders = folders();
        Loaded loaded = new Loaded(json, folders, rebuilt(json, folders));
        if (json.newer()) {
            notices.add(
                    "Your progress was written by a newer version of the course: "
                            + json.problem().orElseThrow().getMessage()
                            + ". Nothing is saved until this checkout is as new (git pull).");
            return loaded;
        }
        if (loaded.complete()) {
            return loaded;
        }
        try (StateLock lock = StateLock.take(state)) {
            return repaired();
        } catch (IOException e) {
            notices.add(
                    "Your progress could be read, but not be put in order: "
                            + DiskTrouble.words(e)
                            + ".");
            return loaded;
        }
    }

    /** Reads the state anew and puts it in order; the lock is held. */
    private Loaded repaired() throws IOException {
        ProgressJson json = summary.read();
        AttemptFolders folders = AttemptFolders.list(state);
        for (Path left : folders.temporaries()) {
            files.delete(left);
        }
        Progress progress = rebuilt(json, folders);
        Loaded loaded = new Loaded(json, folders, progress);
        if (json.newer()) {
            throw new FileSystemException(
                    SummaryFile.NAME, null, "a newer version wrote it meanwhile");
        }
        if (json.problem().isPresent()) {
            Path aside = summary.putAside();
            notices.add(
                    "Your progress in .grade/progress.json was damaged: "
                            + json.problem().get().getMessage()
                            + ". That file is kept as .grade/"
                            + aside.getFileName()
                            + "; your progress was rebuilt from your attempts.");
        }
        if (!progress.equals(json.progress()) || json.problem().isPresent()) {
            write(loaded, progress);
        }
        return loaded;
    }

    private void write(Loaded loaded, Progress progress) throws IOException {
        summary.write(loaded.json().written(progress));
    }

    /** Counts in the attempts that the summary lacks. */
    private Progress rebuilt(ProgressJson json, AttemptFolders folders) {
        Progress progress = json.progress();
        for (Map.Entry<String, List<Integer>> found : folders.numbers().entrySet()) {
            String exercise = found.getKey();
            Standing standing = progress.of(exercise);
            if (folders.highest(exercise) <= standing.attempts()) {
                continue;
            }
            Attempts attempts = new Attempts(exercise, folders.files().get(exercise));
            for (int number : found.getValue()) {
                if (number > standing.attempts()) {
                    standing = counted(standing, attempts, number);
                }
            }
            progress = progress.with(exercise, standing);
        }
        return progress;
    }

    private Standing counted(Standing standing, Attempts attempts, int number) {
        try {
            return standing.after(attempts.read(number));
        } catch (StateException unusable) {
            notices.add(
                    "Attempt "
                            + number
                            + " cannot be counted: "
                            + unusable.getMessage()
                            + ". Its file stays as it is.");
            return standing.skipping(number);
        }
    }

    private AttemptFolders folders() {
        try {
            return AttemptFolders.list(state);
        } catch (IOException e) {
            notices.add("Your attempts cannot be read: " + DiskTrouble.words(e) + ".");
            return new AttemptFolders(Map.of(), Map.of(), List.of());
        }
    }
}
