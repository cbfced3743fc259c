package dev.multistage.grader.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two virtual machines that change one state at the same time. */
class TwoProcessesTest {

    private static final int ROUNDS = 100;

    @TempDir private Path workspace;
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void loseNothingOfEachOther() throws Exception {
        Process first = start(40);
        Process second = start(85);
        BufferedReader firstOut = first.inputReader();
        BufferedReader secondOut = second.inputReader();
        assertEquals("ready", firstOut.readLine());
        assertEquals("ready", secondOut.readLine());
        begin(first);
        begin(second);

        assertEquals(List.of(), firstOut.lines().toList());
        assertEquals(List.of(), secondOut.lines().toList());
        assertEquals(0, first.waitFor());
        assertEquals(0, second.waitFor());

        ProgressStore store = ProgressStore.open(workspace);
        Standing standing = store.progress().of("exercise-3");
        Attempts attempts = store.attempts("exercise-3");
        assertEquals(IntStream.rangeClosed(1, 2 * ROUNDS).boxed().toList(), attempts.numbers());
        assertEquals(2 * ROUNDS, standing.attempts());
        for (int points : List.of(40, 85)) {
            assertEquals(
                    ROUNDS,
                    attempts.summaries(attempts.numbers()).stream()
                            .filter(attempt -> attempt.result().points() == points)
                            .count());
            assertEquals(ROUNDS, store.hintLevel("exercise-" + points));
        }
        assertEquals(2 * ROUNDS, standing.answered().size());
        assertEquals(List.of(), store.takeNotices());
        try (Stream<Path> files = Files.list(workspace.resolve(".grade"))) {
            assertEquals(
                    List.of("attempts", "lock", "progress.json"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    private Process start(int points) throws IOException {
        Process process =
                JavaProcess.of(OtherProcess.class, workspace, ROUNDS, points)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        processes.add(process);
        return process;
    }

    private static void begin(Process process) throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        assertTrue(process.isAlive());
    }
}
