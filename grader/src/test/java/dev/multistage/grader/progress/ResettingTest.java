package dev.multistage.grader.progress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseInMemory;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that go back to what the course ships, and back again. */
class ResettingTest {

    private static final byte[] OWN = {'F', 'R', 'O', 'M', ' ', (byte) 0xff, '\r', '\n', 0};
    private static final String SHIPPED = "FROM golang:1.26\n";

    @TempDir private Path home;
    private final List<Exercise> exercises = exercises();
    private Path app;

    private static List<Exercise> exercises() {
        String declaration =
                """
                {"format": "multistage/exercise/v1", "title": "Ship it", "language": "go", "minutes": 15,
                 "port": 8080, "rubric": [{"id": "build", "points": 100, "check": {"check": "builds"}}]}
                """;
        CourseInMemory course = new CourseInMemory();
        for (String folder : List.of("exercise-03-a", "exercise-04-b")) {
            course.with("exercises/" + folder + "/exercise.json", declaration)
                    .with("exercises/" + folder + "/app/Dockerfile", SHIPPED);
        }
        return Catalogue.of(course).exercises();
    }

    private Resetting resetting() {
        return Resetting.in(new Workspace(home));
    }

    @BeforeEach
    void editedFiles() throws IOException {
        app = home.resolve("exercises/exercise-03-a/app");
        Files.createDirectories(app);
        Files.write(app.resolve("Dockerfile"), OWN);
        Files.setPosixFilePermissions(
                app.resolve("Dockerfile"), PosixFilePermissions.fromString("rwxr-x---"));
        Files.writeString(app.resolve(".dockerignore"), "extra\n");
        Files.writeString(app.resolve("main.go"), "not editable");
    }

    private void assertOwn() throws IOException {
        assertArrayEquals(OWN, Files.readAllBytes(app.resolve("Dockerfile")));
        assertEquals(
                "rwxr-x---",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(app.resolve("Dockerfile"))));
        assertEquals("extra\n", Files.readString(app.resolve(".dockerignore")));
        assertEquals("not editable", Files.readString(app.resolve("main.go")));
    }

    @Test
    void undoRestoresBytesModesAndExtraFiles() throws IOException {
        Resetting.Replaced replaced = resetting().reset(exercises.subList(0, 1));
        assertEquals(2, replaced.files().size());
        assertEquals(SHIPPED, Files.readString(app.resolve("Dockerfile")));
        assertFalse(Files.exists(app.resolve(".dockerignore")));
        assertArrayEquals(
                OWN,
                Files.readAllBytes(
                        replaced.backup().orElseThrow().resolve("exercise-3/Dockerfile")));
        assertTrue(resetting().undo(exercises).isPresent());
        assertOwn();
        assertTrue(resetting().undo(exercises).isEmpty());
    }

    @Test
    void undoRestoresDeletedFilesAndLinks() throws IOException {
        Files.delete(app.resolve("Dockerfile"));
        Files.delete(app.resolve(".dockerignore"));
        Files.createSymbolicLink(app.resolve(".dockerignore"), Path.of("../shared"));
        resetting().reset(exercises);
        assertEquals(SHIPPED, Files.readString(app.resolve("Dockerfile")));
        assertFalse(Files.isSymbolicLink(app.resolve(".dockerignore")));
        resetting().undo(exercises);
        assertFalse(Files.exists(app.resolve("Dockerfile")));
        assertEquals(Path.of("../shared"), Files.readSymbolicLink(app.resolve(".dockerignore")));
    }

    @Test
    void whatWasEditedSinceAResetIsKeptWhenItIsUndone() throws IOException {
        resetting().reset(exercises);
        Files.writeString(app.resolve("Dockerfile"), "FROM alpine\n");
        Resetting.Replaced undone = resetting().undo(exercises).orElseThrow();
        assertOwn();
        assertEquals(
                "FROM alpine\n",
                Files.readString(undone.backup().orElseThrow().resolve("exercise-3/Dockerfile")));
    }

    @Test
    void severalResetsAreUndoneOneAfterTheOther() throws IOException {
        resetting().reset(exercises);
        Files.writeString(app.resolve("Dockerfile"), "FROM alpine\n");
        resetting().reset(exercises);
        resetting().undo(exercises);
        assertEquals("FROM alpine\n", Files.readString(app.resolve("Dockerfile")));
        resetting().undo(exercises);
        assertOwn();
    }

    @Test
    void noOlderResetIsUndoneInPlaceOfADamagedOne() throws IOException {
        resetting().reset(exercises);
        Files.writeString(app.resolve("Dockerfile"), "FROM alpine\n");
        Path newest = resetting().reset(exercises).backup().orElseThrow();
        Files.writeString(newest.resolve("backup.json"), "{\"format\": \"mult");

        IOException damaged = assertThrows(IOException.class, () -> resetting().undo(exercises));

        assertTrue(DiskTrouble.words(damaged).startsWith(newest + ": the newest backup"));
        assertEquals(SHIPPED, Files.readString(app.resolve("Dockerfile")));
        Files.move(newest, home.resolve("aside"));
        assertTrue(resetting().undo(exercises).isPresent());
        assertOwn();
    }

    @Test
    void oneExerciseOfAResetOfAllCanBeUndone() throws IOException {
        Path other = home.resolve("exercises/exercise-04-b/app/Dockerfile");
        Files.createDirectories(other.getParent());
        Files.writeString(other, "FROM node\n");
        resetting().reset(exercises);
        resetting().undo(exercises.subList(1, 2));
        assertEquals("FROM node\n", Files.readString(other));
        assertEquals(SHIPPED, Files.readString(app.resolve("Dockerfile")));
        resetting().undo(exercises);
        assertOwn();
    }

    @Test
    void nothingIsMadeWhereNothingChanged() throws IOException {
        resetting().reset(exercises);
        assertEquals(List.of(), resetting().changed(exercises));
        assertTrue(resetting().reset(exercises).backup().isEmpty());
        assertEquals(1, Backup.all(home.resolve(".grade/backup")).size());
    }

    @Test
    void whatCannotBeKeptIsNotReplaced() throws IOException {
        Files.delete(app.resolve(".dockerignore"));
        Files.createDirectories(app.resolve(".dockerignore/inside"));
        assertThrows(IOException.class, () -> resetting().reset(exercises));
        assertArrayEquals(OWN, Files.readAllBytes(app.resolve("Dockerfile")));
    }

    @Test
    void aResetThatIsCutShortAnywhereLosesNothing() throws IOException {
        int points = 0;
        for (boolean ended = false; !ended; points++) {
            ended = resetUntil(points);
            // the same again finishes it, and one undo brings everything back
            resetting().reset(exercises);
            assertEquals(SHIPPED, Files.readString(app.resolve("Dockerfile")), "point " + points);
            assertFalse(Files.exists(app.resolve(".dockerignore")), "point " + points);
            assertTrue(resetting().undo(exercises).isPresent());
            assertOwn();
            assertEquals(
                    List.of(),
                    StateFiles.names(home.resolve(".grade/backup")).stream()
                            .filter(StateFiles::temporary)
                            .toList());
        }
        assertTrue(points > 15, points + " points");
    }

    @Test
    void anUndoThatIsCutShortAnywhereIsFinishedByTheNext() throws IOException {
        int points = 0;
        for (boolean ended = false; !ended; points++) {
            resetting().reset(exercises);
            try {
                new Resetting(new Workspace(home), failingAt(points)).undo(exercises);
                ended = true;
            } catch (IOException cut) {
                resetting().undo(exercises);
            }
            assertOwn();
        }
        assertTrue(points > 10, points + " points");
    }

    private boolean resetUntil(int point) throws IOException {
        try {
            new Resetting(new Workspace(home), failingAt(point)).reset(exercises);
            return true;
        } catch (IOException cut) {
            assertEquals("cut", new String(cut.getMessage().getBytes(StandardCharsets.UTF_8)));
            return false;
        }
    }

    /** Every step after this one fails, the cleaning up as well: as if the process were gone. */
    private static StateFiles failingAt(int point) {
        return new StateFiles() {
            private int steps;

            @Override
            void step(String what) throws IOException {
                if (steps++ >= point) {
                    throw new FileSystemException("cut");
                }
            }
        };
    }
}
