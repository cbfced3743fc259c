package dev.multistage.grader.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.resident.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Grades on a real engine by one process that stays. */
class ResidentIT {

    @TempDir Path home;

    private Path door;
    private Process resident;

    @BeforeEach
    void makeDoor() throws Exception {
        Files.createDirectories(home.resolve(".grade"));
        door = Caller.door(home.resolve(".grade"));
    }

    @AfterEach
    void end() throws Exception {
        resident.destroy();
        resident.waitFor();
        assertFalse(Files.exists(door), "it clears up after itself");
    }

    private Caller first(String... arguments) throws IOException {
        Caller caller = Caller.first(door, Caller.request("LANG=C.UTF-8", arguments));
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dworkbench.home=" + home,
                        "-Dworkbench.terminals=",
                        "-Dworkbench.resident=" + door,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.multistage.grader.cli.Workbench");
        Map<String, String> environment = builder.environment();
        environment.put("TESTCONTAINERS_RYUK_DISABLED", "true");
        builder.redirectInput(door.resolve("in").toFile());
        builder.redirectError(door.resolve("err").toFile());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        resident = builder.start();
        Files.writeString(door.resolve("pid"), resident.pid() + "\n");
        caller.started();
        return caller;
    }

    private Caller next(String... arguments) throws Exception {
        return Caller.next(door, Caller.request("LANG=C.UTF-8", arguments));
    }

    private static void assertPassed(Caller caller) throws IOException {
        String progress = caller.progress();
        assertEquals("0", caller.answer(), progress);
        assertTrue(caller.out().contains("Passed: 100 of 100 points."), caller.out());
        caller.close();
    }

    @Test
    void gradesAgainInTheSameProcess() throws Exception {
        assertPassed(first("exercise-3", "--solution"));
        assertPassed(next("exercise-3", "--solution"));
        assertTrue(resident.isAlive());
    }

    @Test
    void explainsByTheProcessThatGraded() throws Exception {
        assertPassed(first("exercise-3", "--solution"));
        try (Caller explaining = next("explain", "golang:1.26-alpine")) {
            String progress = explaining.progress();
            assertEquals("0", explaining.answer(), progress);
            assertTrue(explaining.out().contains("golang:1.26-alpine"), explaining.out());
        }
    }

    @Test
    void stopsABuildAndGradesOn() throws Exception {
        Path app = home.resolve("exercises/exercise-03-static-go-binary/app");
        Files.createDirectories(app);
        Files.write(
                app.resolve("Dockerfile"),
                List.of("FROM golang:1.26-alpine", "RUN sleep 600 # " + System.nanoTime()));
        try (Caller building = first("exercise-3", "--verbose")) {
            building.awaitProgress("sleep 600");
            building.interrupt();
            assertTrue(building.progress().contains("Interrupted."));
            assertEquals("130", building.answer());
        }
        assertPassed(next("exercise-3", "--solution"));
    }
}
