package dev.multistage.grader.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.PackedCourse;
import dev.multistage.grader.exercise.Submission;
import dev.multistage.grader.exercise.Workspace;
import dev.multistage.grader.resident.Caller;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Watching in a real pseudo-terminal with a real engine. */
@Timeout(600)
class WatchIT {

    private static final Exercise EXERCISE =
            Catalogue.of(new PackedCourse()).find("exercise-3").orElseThrow();

    private static final String SOLUTION =
            new String(
                    Submission.ofSolution(EXERCISE).files().get("Dockerfile"),
                    StandardCharsets.UTF_8);

    /** A build that does not end by itself, and is found among the processes by its number. */
    private static final String ENDLESS =
            "FROM golang:1.26-alpine\nRUN echo waiting && sleep 31%d\n"
                    .formatted(ProcessHandle.current().pid());

    @TempDir private Path home;
    private PseudoTerminal terminal;

    @BeforeEach
    void needAPseudoTerminal() {
        assumeTrue(PseudoTerminal.possible(), "util-linux' script is needed");
    }

    @AfterEach
    void closeTheTerminal() throws InterruptedException {
        if (terminal != null) {
            terminal.close();
        }
    }

    private void watch(String dockerfile) throws IOException {
        save(dockerfile);
        terminal =
                PseudoTerminal.start(
                        home,
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Dworkbench.home=" + home,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.multistage.grader.cli.Workbench",
                                "watch",
                                "exercise-3",
                                "--no-install"));
    }

    private void save(String dockerfile) throws IOException {
        Path file = new Workspace(home).app(EXERCISE).resolve("Dockerfile");
        Files.createDirectories(file.getParent());
        Files.writeString(file, dockerfile);
    }

    private long attempts() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(".grade/attempts/exercise-3"))) {
            return files.filter(file -> file.toString().endsWith(".json")).count();
        }
    }

    /** Asks the engine; what it answers names everything by its label or its tag. */
    private static String engine(String path) throws IOException {
        String host = System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
        assumeTrue(host.startsWith("unix://"), "an engine on this machine is needed");
        try (SocketChannel socket =
                SocketChannel.open(
                        UnixDomainSocketAddress.of(host.substring("unix://".length())))) {
            String request = "GET " + path + " HTTP/1.0\r\nHost: docker\r\n\r\n";
            socket.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            return new String(
                    Channels.newInputStream(socket).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void nothingIsLeftOf(long process) throws Exception {
        String owner = "-" + process + "-";
        assertFalse(engine("/containers/json?all=1").contains(owner));
        assertFalse(engine("/networks").contains(owner));
        assertFalse(engine("/images/json").contains(owner));
        // the engine kills the step of a build that was cancelled
        Caller.until("a step of the build to end", () -> !sleeping());
    }

    private static boolean sleeping() {
        String number = "31" + ProcessHandle.current().pid();
        return ProcessHandle.allProcesses()
                .anyMatch(
                        process ->
                                process.info()
                                        .arguments()
                                        .map(words -> List.of(words).equals(List.of(number)))
                                        .orElse(false));
    }

    @Test
    void everyKeyDoesWhatItSays() throws Exception {
        watch(SOLUTION);
        terminal.until("Passed");
        terminal.press("?");
        terminal.until("where the bytes of your image come from");
        terminal.press("\u001bh");
        terminal.until("Hint 1 of 3");
        terminal.press("\u001bl");
        terminal.until("Ship it: write the Dockerfile yourself");
        terminal.press("\u001be");
        terminal.until("unpacked in 2 layers");
        terminal.press("\u001b[6~\u001b[B\u001bs");
        terminal.until("B  exercise-3 --solution");
        terminal.press("\u001bo");
        terminal.until("exercise-03-static-go-binary/README.md");
        terminal.press("r");
        terminal.until("Grading");
        terminal.until("Passed");
        long process = terminal.pid();
        terminal.press("n");
        terminal.until("exercise-4");
        terminal.until("Waiting for your files");
        terminal.press("q");
        assertEquals(0, terminal.exitCode());
        assertTrue(terminal.drawn().contains("\u001b[?25h\u001b[?1049l"), "no cursor, no screen");
        assertTrue(terminal.drawn().strip().endsWith("./grade watch exercise-4"));
        assertEquals(2, attempts());
        nothingIsLeftOf(process);
    }

    @Test
    void gradesTheLastOfTwentyQuickSavesInAWindowOfAnySize() throws Exception {
        watch(SOLUTION);
        terminal.until("Passed");
        for (int i = 0; i < 20; i++) {
            save(SOLUTION + "# " + i + "\n");
        }
        // "Saved" may be over before the next frame; a grade says "saved" as well
        terminal.until("aved ");
        terminal.until("Passed");
        terminal.until("Attempt ");
        assertTrue(attempts() <= 3, "twenty saves were graded " + (attempts() - 1) + " times");
        terminal.resize(40, 20);
        terminal.until("\u001b[20;1H");
        terminal.resize(120, 40);
        terminal.until("\u001b[40;1H");
        terminal.until("explain");
        save(SOLUTION + "# 19\n");
        terminal.until("Saved without a change.");
        save("FROM golang:1.26-alpine\n");
        terminal.until("1 stage");
        terminal.until("Not passed yet");
        terminal.press("q");
        assertEquals(0, terminal.exitCode());
    }

    @Test
    void ctrlCEndsTheBuildAndGivesTheTerminalBack() throws Exception {
        watch(ENDLESS);
        terminal.until("| waiting");
        long process = terminal.pid();
        terminal.press("\u0003");
        assertEquals(130, terminal.exitCode());
        assertTrue(terminal.drawn().contains("\u001b[?25h\u001b[?1049l"));
        assertTrue(terminal.drawn().strip().endsWith("Interrupted."), terminal.drawn());
        nothingIsLeftOf(process);
    }

    @Test
    void aClosedWindowEndsTheProcessAndTheBuild() throws Exception {
        watch(ENDLESS);
        terminal.until("| waiting");
        long process = terminal.pid();
        ProcessHandle grader = ProcessHandle.of(process).orElseThrow();
        terminal.hangUp();
        grader.onExit().get(60, TimeUnit.SECONDS);
        nothingIsLeftOf(process);
    }

    @Test
    void aNewerSaveEndsTheBuildOfTheOneBefore() throws Exception {
        watch(ENDLESS);
        terminal.until("| waiting");
        save(SOLUTION);
        // on a machine under load not every check of a right answer passes
        terminal.until(" of 100 points");
        assertFalse(sleeping(), "the build of the save before still runs");
        assertEquals(1, attempts());
        terminal.press("q");
        assertEquals(0, terminal.exitCode());
    }
}
