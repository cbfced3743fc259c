package dev.multistage.grader.progress;

import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseDirectory;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that changes the state and is killed at a step of it: {@code kill -9} on itself, so
 * that nothing of Java's own gets a chance to tidy up.
 */
public final class KilledWriter {

    private KilledWriter() {}

    /**
     * @param args the workspace, what to do, and the number of the step to die at
     */
    public static void main(String[] args) throws IOException {
        Workspace workspace = new Workspace(Path.of(args[0]));
        StateFiles files = killedAt(Integer.parseInt(args[2]));
        ProgressStore store = new ProgressStore(workspace.root(), files);
        List<Exercise> course = Catalogue.of(new CourseDirectory(Path.of(".."))).exercises();
        switch (args[1]) {
            case "record" ->
                    store.record(
                            Attempted.at("exercise-3", "2026-11-29T11:00:00Z", 100, 6_900_000));
            case "hint" -> store.raiseHintLevel("exercise-3", 3);
            case "repair" -> store.progress();
            case "reset" -> new Resetting(workspace, files).reset(course);
            case "undo" -> new Resetting(workspace, files).undo(course);
            default -> throw new IllegalArgumentException(args[1]);
        }
    }

    private static StateFiles killedAt(int point) {
        return new StateFiles() {
            private int steps;

            @Override
            void step(String what) throws IOException {
                if (steps++ == point) {
                    new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start();
                    // the signal comes at its own time: wait for it here, in the middle
                    synchronized (this) {
                        while (true) {
                            try {
                                wait();
                            } catch (InterruptedException goOn) {
                                // killed, not interrupted
                            }
                        }
                    }
                }
            }
        };
    }
}
