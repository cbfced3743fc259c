package dev.multistage.grader.resident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ResidentTest {

    private static final String SAME = "LANG=C";

    @TempDir Path parent;

    /** Work is cleaned up once this is at zero, as it is in all tests but those about it. */
    private volatile CountDownLatch cleaning = new CountDownLatch(0);

    private volatile boolean unclean;
    private Path folder;
    private Path program;
    private Resident resident;
    private Thread host;

    @BeforeEach
    void makeDoor() throws Exception {
        folder = Caller.door(parent);
        program = Files.writeString(parent.resolve("grader.jar"), "first version");
    }

    @AfterEach
    void end() throws Exception {
        if (resident != null) {
            resident.end();
        }
    }

    /** Echoes its arguments; "wait" waits to be interrupted, "ask" needs a terminal. */
    private final class Echo implements Work {
        private volatile boolean told;

        @Override
        public OptionalInt run(
                Request request,
                Map<String, String> variables,
                OutputStream out,
                OutputStream err) {
            try {
                err.write(("doing " + request.arguments()).getBytes(StandardCharsets.UTF_8));
                out.write("result".getBytes(StandardCharsets.UTF_8));
            } catch (IOException lost) {
                throw new UncheckedIOException(lost);
            }
            return switch (request.arguments().get(0)) {
                case "wait" -> waited();
                case "ask" -> OptionalInt.empty();
                case "break" -> throw new StackOverflowError();
                default -> OptionalInt.of(Thread.currentThread().isInterrupted() ? 9 : 1);
            };
        }

        private OptionalInt waited() {
            try {
                new CountDownLatch(1).await();
                return OptionalInt.of(0);
            } catch (InterruptedException stop) {
                return OptionalInt.of(told ? 130 : 4);
            }
        }

        @Override
        public void interrupt() {
            told = true;
        }

        @Override
        public void close() {
            try {
                cleaning.await();
            } catch (InterruptedException never) {
                throw new IllegalStateException(never);
            }
            if (unclean) {
                throw new IllegalStateException("the engine is gone");
            }
        }
    }

    private Caller startFor(String... arguments) throws IOException {
        return start(Caller.request(SAME, arguments));
    }

    private Caller start(String... request) throws IOException {
        Caller caller = Caller.first(folder, request);
        resident =
                new Resident(
                        Door.taken(folder, caller.inside(), caller.both()),
                        Echo::new,
                        List.of(program));
        host = new Thread(resident::host);
        host.setDaemon(true);
        host.start();
        return caller;
    }

    private Caller next(String... arguments) throws Exception {
        return Caller.next(folder, Caller.request(SAME, arguments));
    }

    private static void assertAnswer(String expected, Caller caller) throws IOException {
        caller.progress();
        assertEquals(expected, caller.answer());
        caller.close();
    }

    @Test
    void servesOneLauncherAfterTheOther() throws Exception {
        try (Caller first = startFor("exercise-3", "--solution")) {
            assertEquals("doing [exercise-3, --solution]", first.progress());
            assertEquals("1", first.answer());
            assertEquals("result", first.out());
            assertFalse(Files.exists(folder.resolve("free")), "the launcher has not gone yet");
        }
        try (Caller second = next("exercise-4")) {
            assertEquals("doing [exercise-4]", second.progress());
            assertEquals("1", second.answer());
        }
    }

    @Test
    void answersBeforeItCleansUpAndIsFreeAfterwards() throws Exception {
        cleaning = new CountDownLatch(1);
        try (Caller first = startFor("exercise-3")) {
            first.progress();
            assertEquals("1", first.answer());
        }
        assertFalse(Files.exists(folder.resolve("free")), "it is not clean yet");

        cleaning.countDown();

        assertAnswer("1", next("exercise-4"));
    }

    @Test
    void endsIfItCannotCleanUp() throws Exception {
        unclean = true;
        assertAnswer("1", startFor("exercise-3"));

        host.join();
        assertFalse(Files.exists(folder));
    }

    @Test
    void cleansUpBeforeItEndsAlsoAfterTheAnswer() throws Exception {
        cleaning = new CountDownLatch(1);
        assertAnswer("1", startFor("exercise-3"));
        Thread ending = new Thread(resident::end);
        ending.start();
        Caller.until(() -> ending.getState() == Thread.State.TIMED_WAITING);

        cleaning.countDown();

        ending.join();
        host.join();
    }

    @Test
    void interruptsOnlyTheRequestThatIsToEnd() throws Exception {
        assertAnswer("1", startFor("exercise-3"));
        Caller waiting = next("wait");
        waiting.interrupt();
        assertAnswer("130", waiting);

        assertAnswer("1", next("exercise-3"));
    }

    @Test
    void endsWithALauncherThatIsKilled() throws Exception {
        try (Caller killed = startFor("wait")) {
            killed.awaitProgress("doing [wait]");
        }

        host.join();
        assertFalse(Files.exists(folder));
    }

    @Test
    void sendsAwayWhomItDoesNotSuit() throws Exception {
        assertAnswer("1", startFor("exercise-3"));

        assertAnswer(
                Door.RETIRED,
                Caller.next(folder, Caller.request("DOCKER_HOST=tcp://far:1", "exercise-3")));
        host.join();
        assertTrue(Files.exists(folder), "it is the launcher's to clear up");
    }

    @Test
    void sendsAwayWhoseFolderIsAnotherOneByNow() throws Exception {
        String[] request = Caller.request(SAME, "lint");
        // the name of this process's folder leads elsewhere, as after rm -r and git clone
        request[2] = parent.toString();

        assertAnswer(Door.RETIRED, start(request));
    }

    @Test
    void servesNobodyOnceItsProgramHasChanged() throws Exception {
        assertAnswer("1", startFor("exercise-3"));
        Files.writeString(program, "the second version");

        assertAnswer(Door.RETIRED, next("exercise-3"));
        host.join();
    }

    @Test
    void leavesToAProcessOfItsOwnWhatNeedsATerminal() throws Exception {
        assertAnswer(Door.ALONE, startFor("ask"));
        host.join();
    }

    @Test
    void leavesToAProcessOfItsOwnWhatBreaks() throws Exception {
        assertAnswer(Door.ALONE, startFor("break"));
        host.join();
    }

    @Test
    void givesNoAnswerToWhatIsNoRequest() throws Exception {
        assertAnswer("1", startFor("exercise-3"));

        assertAnswer(Door.ALONE, Caller.next(folder, "GET / HTTP/1.1"));
    }

    @Test
    void refusesAFolderThatOthersCanUse() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThrows(IOException.class, () -> Door.taken(folder, null, () -> {}));

        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Path link = Files.createSymbolicLink(parent.resolve("link"), folder);
        assertThrows(IOException.class, () -> Door.taken(link, null, () -> {}));
    }

    @Test
    void isNoMoreThereOnceItWasToldToEnd() throws Exception {
        assertAnswer("1", startFor("exercise-3"));
        Caller.until(() -> Files.exists(folder.resolve("free")));

        resident.end();

        assertFalse(Files.exists(folder));
    }

    @Test
    void cleansUpBeforeItEndsWhenItIsToldToInTheMiddle() throws Exception {
        Caller waiting = startFor("wait");
        Caller.until(() -> Files.exists(folder.resolve("out")));
        Thread ending = new Thread(resident::end);
        ending.start();

        assertAnswer("130", waiting);
        ending.join();
        assertFalse(Files.exists(folder));
    }

    @Test
    void isTakenByOneLauncherOnly() throws Exception {
        assertAnswer("1", startFor("exercise-3"));
        try (Caller taken = next("exercise-3")) {
            assertFalse(Files.exists(folder.resolve("free")));
            assertFalse(door().close(), "a launcher is in it: no time to leave");
            assertEquals("doing [exercise-3]", taken.progress());
        }
        Caller.until(() -> Files.exists(folder.resolve("free")));
        assertTrue(door().close());
    }

    private Door door() throws IOException {
        return Door.taken(folder, null, () -> {});
    }

    @Test
    void removesNoFolderOfAnotherResident() throws Exception {
        Files.writeString(folder.resolve("pid"), "1\n");

        door().remove();

        assertTrue(Files.exists(folder.resolve("in")));
    }

    @Test
    void learnsAtOnceThatTheResidentIsDead() throws Exception {
        try (Caller nobodyThere = Caller.first(folder, Caller.request(SAME, "exercise-3"))) {
            nobodyThere.started();
            assertEquals("", nobodyThere.progress());
            assertEquals("", nobodyThere.answer());
        }
    }
}
