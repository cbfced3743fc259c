package dev.multistage.grader.watch;

import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Submission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an exercise's editable files hold at a moment.
 *
 * @param submission the files
 * @param missing what is not there and has to be waited for, as a sentence; empty if all is
 */
public record Snapshot(Submission submission, Optional<String> missing) {

    /**
     * Reads the files.
     *
     * @param app the exercise's app folder
     */
    public static Snapshot of(Exercise exercise, Path app) {
        Submission submission = Submission.ofFolder(exercise, app);
        if (!Files.isDirectory(app)) {
            return new Snapshot(
                    submission,
                    Optional.of(
                            "The folder "
                                    + app
                                    + " is gone. Put it back, or if you moved the checkout: quit"
                                    + " and start there."));
        }
        for (String name : exercise.declaration().dockerfiles()) {
            if (exercise.declaration().editable().contains(name)
                    && !submission.files().containsKey(name)
                    && !submission.defects().containsKey(name)) {
                return new Snapshot(
                        submission,
                        Optional.of("There is no " + name + " in " + app + ". Waiting for it."));
            }
        }
        return new Snapshot(submission, Optional.empty());
    }

    /** Returns whether this may be a save half done: a file that is empty or not there. */
    boolean doubtful() {
        return missing.isPresent()
                || submission.files().values().stream().anyMatch(content -> content.length == 0);
    }

    /** Returns whether the other has the same contents and the same defects. */
    boolean sameAs(Snapshot other) {
        return missing.equals(other.missing)
                && submission.defects().equals(other.submission.defects())
                && submission.digest().equals(other.submission.digest());
    }
}
