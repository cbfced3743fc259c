package dev.multistage.grader.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher's half of handing a command over, with a script in the place of the resident. */
class HandOverTest {

    /** Answers what the test says; an ordinary start only prints its arguments. */
    private static final String JAVA =
            """
            door=
            for option; do
              case $option in -Dworkbench.resident=*) door=${option#*=} ;; esac
            done
            if [ -z "$door" ]; then
              printf 'ordinary|'; printf '%s|' "$@"; echo
              exit 1
            fi
            echo start >>'FOLDER/starts'
            cp "$door/request" 'FOLDER/request'
            ACTION
            """;

    @TempDir Path folder;

    private Checkout checkout;
    private Path residence;

    @BeforeEach
    void makeCheckout() throws Exception {
        checkout = new Checkout(folder);
        checkout.maven("");
        resident("echo working >&2; echo result >\"$door/out\"; echo 5 >\"$door/answer\"");
        checkout.grade("list"); // builds
        residence = checkout.root().resolve(".grade/resident");
        // as if the classes of a first grade had been archived
        checkout.write("grader/target/start-17.0.1-grade.jsa", "archive");
    }

    private void resident(String action) throws IOException {
        Path home = checkout.jdk("jdk", "17.0.1");
        Path java = home.resolve("bin/java");
        Files.writeString(
                java,
                "#!/bin/sh\n"
                        + JAVA.replace("FOLDER", folder.toString()).replace("ACTION", action));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        checkout.javaHome(home);
    }

    private int starts() throws IOException {
        Path starts = folder.resolve("starts");
        return Files.exists(starts) ? Files.readAllLines(starts).size() : 0;
    }

    private Checkout.Ran ordinary(String... arguments) throws Exception {
        Checkout.Ran ran = checkout.grade(arguments);
        assertTrue(ran.out().startsWith("ordinary|"), ran.out() + ran.err());
        assertTrue(ran.out().endsWith(String.join("|", arguments) + "|\n"), ran.out());
        assertEquals(1, ran.code());
        return ran;
    }

    @Test
    void handsOverWhatThereIsToKnowAndHandsOnTheAnswer() throws Exception {
        Checkout.Ran ran = checkout.grade("exercise-3", "--format", "two words");

        assertEquals("result\n", ran.out());
        assertEquals("working\n", ran.err());
        assertEquals(5, ran.code());
        String request = Files.readString(folder.resolve("request"));
        assertTrue(
                request.startsWith("multistage/resident/v1\n" + folder.resolve("jdk") + "\n"),
                request);
        assertTrue(request.contains("\n\n3\nexercise-3\n--format\ntwo words\n"), request);
        assertTrue(request.contains("\nHOME=" + folder + "\n"), request);
    }

    @Test
    void keepsTheFolderToItself() throws Exception {
        checkout.grade("exercise-3");

        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(residence)));
    }

    @Test
    void startsOrdinarilyWhereTheResidentDies() throws Exception {
        resident("exit 7");

        ordinary("exercise-3");
        assertEquals(1, starts());
        assertFalse(Files.exists(residence));
    }

    @Test
    void startsOrdinarilyWhatNeedsATerminal() throws Exception {
        resident("echo alone >\"$door/answer\"");

        ordinary("exercise-3");
    }

    @Test
    void keepsNoGraderForWhatIsOverAtOnce() throws Exception {
        ordinary("list");
        ordinary("hint", "3");

        assertEquals(0, starts());
    }

    @ParameterizedTest
    @ValueSource(strings = {"explain image.tar", "compare a.tar b.tar", "lint Dockerfile"})
    void keepsTheGraderThatReadsImagesOrDockerfiles(String command) throws Exception {
        // as if the classes of a first explanation had been archived
        checkout.write("grader/target/start-17.0.1-explain.jsa", "archive");

        assertEquals(5, checkout.grade(command.split(" ")).code());
        assertEquals(1, starts());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "explain -",
                "explain - --format json",
                "explain /dev/stdin",
                "explain image.tar -f /dev/fd/63",
                "lint /proc/self/fd/0"
            })
    void readsStandardInputByItself(String command) throws Exception {
        ordinary(command.split(" "));

        assertEquals(0, starts());
    }

    @Test
    void keepsNoGraderInContinuousIntegrationNorWhereItIsUnwanted() throws Exception {
        checkout.set("MULTISTAGE_RESIDENT", "no");
        ordinary("exercise-3");
        checkout.set("MULTISTAGE_RESIDENT", "");
        checkout.set("CI", "true");
        ordinary("exercise-3");

        assertEquals(0, starts());
    }

    @Test
    void recoversFromAResidentThatWasKilledWhileItWasFree() throws Exception {
        abandon("999999999");
        Files.writeString(residence.resolve("free"), "");

        assertEquals(5, checkout.grade("exercise-3").code());
        assertEquals(1, starts());
    }

    @Test
    void recoversFromAResidentThatWasKilledInTheMiddle() throws Exception {
        abandon("999999999");

        assertEquals(5, checkout.grade("exercise-3").code());
    }

    @Test
    void leavesABusyResidentAlone() throws Exception {
        Process busy = new ProcessBuilder("sh", "-c", "read end", "workbench.resident=x").start();
        try {
            abandon(Long.toString(busy.pid()));

            ordinary("exercise-3");
            assertEquals(0, starts());
            assertTrue(Files.exists(residence.resolve("in")));
        } finally {
            busy.destroy();
        }
    }

    @Test
    void startsAnotherResidentForOneThatDoesNotFit() throws Exception {
        abandon(Long.toString(ProcessHandle.current().pid()));
        Process old = answerOnce("retired");
        Files.writeString(residence.resolve("free"), "");

        assertEquals(5, checkout.grade("exercise-3").code());
        assertEquals(1, starts());
        old.waitFor();
    }

    @Test
    void usesTheResidentOfAGradeForOtherCommands() throws Exception {
        abandon(Long.toString(ProcessHandle.current().pid()));
        Process old = answerOnce("0");
        Files.writeString(residence.resolve("free"), "");

        assertEquals(0, checkout.grade("hint", "3").code());
        old.waitFor();
    }

    @Test
    void touchesNoFolderOfAnotherUser() throws Exception {
        abandon("999999999");
        Files.writeString(residence.resolve("free"), "");
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give it away");
        new ProcessBuilder("chown", "-R", "65534", residence.toString()).start().waitFor();

        ordinary("exercise-3");
        assertTrue(Files.exists(residence.resolve("free")));
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void tellsTheResidentWhenItIsInterrupted(String signal, int code) throws Exception {
        resident(
                """
                read -r here
                echo begun >&2
                read -r told
                echo "told: $told" >&2
                echo 130 >"$door/answer"
                """);
        Process launcher = checkout.start(checkout.root().resolve("grade"), "exercise-3");
        String begun = new String(launcher.getErrorStream().readNBytes(6), StandardCharsets.UTF_8);
        assertEquals("begun\n", begun);
        if (signal.equals("INT") && ignoresInterrupts()) {
            launcher.descendants().forEach(ProcessHandle::destroyForcibly);
            launcher.destroyForcibly();
            Assumptions.abort("started where Ctrl-C is ignored, as in the background of a script");
        }
        new ProcessBuilder("kill", "-" + signal, Long.toString(launcher.pid())).start().waitFor();

        Checkout.Ran ran = Checkout.end(launcher);
        assertEquals("told: stop\n", ran.err());
        assertEquals(code, ran.code());
    }

    @Test
    void givesTheResidentBackIfItIsInterruptedBeforeItAsks() throws Exception {
        abandon(Long.toString(ProcessHandle.current().pid()));
        Files.writeString(residence.resolve("free"), "");
        String mv = Files.readString(checkout.tools().resolve("mv")).replace("exec ", "");
        checkout.program("mv", mv + "\ncase $* in */free*/taken) kill -TERM \"$PPID\" ;; esac");

        assertEquals(143, checkout.grade("exercise-3").code());
        assertTrue(Files.exists(residence.resolve("free")), "nobody else can have it");
        assertFalse(Files.exists(residence.resolve("taken")));
        assertEquals(0, starts());
    }

    @Test
    void leavesNoFolderIfItIsInterruptedBeforeItAsksANewResident() throws Exception {
        String mkfifo = Files.readString(checkout.tools().resolve("mkfifo")).replace("exec ", "");
        checkout.program("mkfifo", mkfifo + "\nkill -TERM \"$PPID\"");

        assertEquals(143, checkout.grade("exercise-3").code());
        assertFalse(Files.exists(residence));
        assertEquals(0, starts());
    }

    /** A shell cannot catch a signal that was ignored when it began. */
    private static boolean ignoresInterrupts() throws Exception {
        Process asked =
                new ProcessBuilder("sh", "-c", "trap 'exit 1' INT; kill -INT $$; exit 0").start();
        return asked.waitFor() == 0;
    }

    @Test
    void countsTheAnswerThoughNobodyReadsTheProgress() throws Exception {
        resident(
                """
                read -r here
                lines=0
                while [ "$lines" -lt 20000 ]; do echo working; lines=$((lines + 1)); done >&2
                echo 5 >"$door/answer"
                """);
        Process launcher = checkout.start(checkout.root().resolve("grade"), "exercise-3");
        launcher.getErrorStream().close();

        assertTrue(launcher.waitFor(60, TimeUnit.SECONDS));
        assertEquals(5, launcher.exitValue());
    }

    /** Makes what a resident with this process id leaves behind. */
    private void abandon(String pid) throws Exception {
        Files.createDirectories(residence);
        Files.setPosixFilePermissions(residence, PosixFilePermissions.fromString("rwx------"));
        new ProcessBuilder("mkfifo", residence + "/in", residence + "/err").start().waitFor();
        Files.writeString(residence.resolve("pid"), pid + "\n");
    }

    /** Starts what answers one launcher through the pipes that are there. */
    private Process answerOnce(String answer) throws IOException {
        return new ProcessBuilder(
                        "sh",
                        "-c",
                        "exec 5<>err; read -r here <in; echo " + answer + " >answer; exec 5>&-")
                .directory(residence.toFile())
                .start();
    }
}
