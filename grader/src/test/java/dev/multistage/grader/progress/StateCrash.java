package dev.multistage.grader.progress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseDirectory;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} before every step of every write of the state: what the next process finds is the
 * old state or the new one, and nothing is left over. A real process each time, which takes
 * minutes: run by {@code bench/crash.sh}, not by Maven's own choice.
 */
class StateCrash {

    private static final int KILLED = 137;
    private static final byte[] OWN = {'F', 'R', 'O', 'M', ' ', (byte) 0xff, 0};

    @TempDir private Path folder;
    private int points;

    @AfterEach
    void sayHowMany(TestInfo test) {
        System.out.printf("%-12s killed at %d points%n", test.getDisplayName(), points);
        assertTrue(points > 0);
    }

    @Test
    void recording() throws Exception {
        for (int step = 0; ; step++) {
            Path workspace = workspace("record", step);
            Progress old = ProgressStore.open(workspace).progress();
            boolean killed = killed(workspace, "record", step);
            Standing now = ProgressStore.open(workspace).progress().of("exercise-3");
            boolean recorded = now.attempts() == 2;
            assertTrue(recorded || now.equals(old.of("exercise-3")), "step " + step);
            assertEquals(recorded, now.passed().isPresent(), "step " + step);
            assertEquals(
                    now.attempts(),
                    ProgressStore.open(workspace)
                            .attempts("exercise-3")
                            .last()
                            .orElseThrow()
                            .number(),
                    "step " + step);
            assertNothingLeft(workspace);
            if (!killed) {
                return;
            }
        }
    }

    @Test
    void hinting() throws Exception {
        for (int step = 0; ; step++) {
            Path workspace = workspace("hint", step);
            boolean killed = killed(workspace, "hint", step);
            int level = ProgressStore.open(workspace).hintLevel("exercise-3");
            assertTrue(level == 0 || level == 3, "step " + step);
            assertNothingLeft(workspace);
            if (!killed) {
                return;
            }
        }
    }

    @Test
    void repairing() throws Exception {
        for (int step = 0; ; step++) {
            Path workspace = workspace("repair", step);
            Standing old = ProgressStore.open(workspace).progress().of("exercise-3");
            Files.writeString(workspace.resolve(".grade/progress.json"), "{\"broken");
            boolean killed = killed(workspace, "repair", step);
            assertEquals(old, ProgressStore.open(workspace).progress().of("exercise-3"));
            try (Stream<Path> kept = Files.list(workspace.resolve(".grade"))) {
                assertEquals(
                        1,
                        kept.filter(file -> file.toString().contains(".damaged-")).count(),
                        "step " + step);
            }
            assertNothingLeft(workspace);
            if (!killed) {
                return;
            }
        }
    }

    @Test
    void resetting() throws Exception {
        for (int step = 0; ; step++) {
            Path workspace = workspace("reset", step);
            boolean killed = killed(workspace, "reset", step);
            Resetting later = Resetting.in(new Workspace(workspace));
            later.reset(course());
            assertEquals(List.of(), later.changed(course()), "step " + step);
            later.undo(course());
            assertOwn(workspace, step);
            if (!killed) {
                return;
            }
        }
    }

    @Test
    void undoing() throws Exception {
        for (int step = 0; ; step++) {
            Path workspace = workspace("undo", step);
            Resetting.in(new Workspace(workspace)).reset(course());
            boolean killed = killed(workspace, "undo", step);
            Resetting.in(new Workspace(workspace)).undo(course());
            assertOwn(workspace, step);
            if (!killed) {
                return;
            }
        }
    }

    private static List<Exercise> course() {
        return Catalogue.of(new CourseDirectory(Path.of(".."))).exercises().subList(2, 3);
    }

    private static Path app(Path workspace) {
        return new Workspace(workspace).app(course().get(0));
    }

    private Path workspace(String what, int step) throws IOException {
        Path workspace = folder.resolve(what + step);
        for (Exercise exercise : Catalogue.of(new CourseDirectory(Path.of(".."))).exercises()) {
            for (String name : exercise.declaration().editable()) {
                Path file = new Workspace(workspace).app(exercise).resolve(name);
                byte[] shipped =
                        exercise.files().read(exercise.path() + "/app/" + name).orElse(null);
                if (shipped != null) {
                    Files.createDirectories(file.getParent());
                    Files.write(file, shipped);
                }
            }
        }
        Files.write(app(workspace).resolve("Dockerfile"), OWN);
        Files.writeString(app(workspace).resolve(".dockerignore"), "own\n");
        ProgressStore.open(workspace)
                .record(Attempted.at("exercise-3", "2026-11-29T10:00:00Z", 40, 900_000_000));
        return workspace;
    }

    private static void assertOwn(Path workspace, int step) throws IOException {
        assertArrayEquals(
                OWN, Files.readAllBytes(app(workspace).resolve("Dockerfile")), "step " + step);
        assertEquals(
                "own\n", Files.readString(app(workspace).resolve(".dockerignore")), "step " + step);
        ProgressStore.open(workspace).progress();
        assertNothingLeft(workspace);
    }

    private static void assertNothingLeft(Path workspace) throws IOException {
        try (Stream<Path> files = Files.walk(workspace)) {
            assertEquals(
                    List.of(),
                    files.filter(file -> StateFiles.temporary(file.getFileName().toString()))
                            .toList());
        }
    }

    /** Returns whether the process was killed; otherwise it came to its end. */
    private boolean killed(Path workspace, String what, int step) throws Exception {
        Process process =
                JavaProcess.of(KilledWriter.class, workspace, what, step).inheritIO().start();
        int code = process.waitFor();
        assertTrue(code == KILLED || code == 0, "exit code " + code);
        points += code == KILLED ? 1 : 0;
        return code == KILLED;
    }
}
