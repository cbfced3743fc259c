package dev.multistage.grader.progress;

import dev.multistage.grader.exercise.Workspace;
import java.io.IOException;
import java.nio.file.Path;

/** A process that records attempts and asks for hints while others do the same. */
public final class OtherProcess {

    private OtherProcess() {}

    /**
     * Waits for a line on standard input, so that all begin at once.
     *
     * @param args the workspace, how many rounds, and the points of each attempt
     */
    public static void main(String[] args) throws IOException {
        Path root = new Workspace(Path.of(args[0])).root();
        int rounds = Integer.parseInt(args[1]);
        int points = Integer.parseInt(args[2]);
        System.out.println("ready");
        System.in.read();
        for (int round = 0; round < rounds; round++) {
            // each time anew, as a process for each command would
            ProgressStore store = ProgressStore.open(root);
            store.record(Attempted.at("exercise-3", "2026-11-29T11:00:00Z", points, 6_900_000));
            store.raiseHintLevel("exercise-" + points, round + 1);
            store.noteAnswered("exercise-3", "code-" + points + "-" + round);
            store.takeNotices().forEach(System.out::println);
        }
    }
}
