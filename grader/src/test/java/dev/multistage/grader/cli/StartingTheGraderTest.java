package dev.multistage.grader.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the launcher starts the grader, and with what. */
class StartingTheGraderTest {

    @TempDir Path folder;

    private Checkout checkout;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = new Checkout(folder);
        checkout.ready();
    }

    @Test
    void buildsOnceAndHandsOnItsArguments() throws Exception {
        Checkout.Ran first = checkout.grade("exercise-3", "--format", "two words");
        Checkout.Ran second = checkout.grade("list");

        assertEquals(0, first.code(), first.err());
        assertTrue(first.out().contains("Workbench|exercise-3|--format|two words|"), first.out());
        assertTrue(
                first.out()
                        .contains(
                                "-cp|"
                                        + checkout.root().toRealPath()
                                        + "/grader/target/grader.jar|"),
                first.out());
        assertTrue(first.err().contains("Building the grader (once, about"), first.err());
        assertEquals("", second.err());
        assertEquals(1, checkout.builds());
    }

    @Test
    void saysNothingOnStandardOutputOfItsOwn() throws Exception {
        assertTrue(checkout.grade("x").out().startsWith("-X"), "a report may be JSON");
    }

    @Test
    void tellsTheGraderOfTheTerminal() throws Exception {
        Path script = Path.of("/usr/bin/script");
        assumeTrue(
                Files.isExecutable(script) && System.getProperty("os.name").equals("Linux"),
                "util-linux' script is needed");
        checkout.program("stty", "exec /usr/bin/stty \"$@\"");

        String piped = checkout.grade("list").out();
        String launcher = "'" + checkout.root().resolve("grade") + "' list";
        String shown =
                checkout.run(script, "-qec", "stty cols 43 && " + launcher, "/dev/null").out();

        assertTrue(piped.contains("-Dworkbench.terminals=|"), piped);
        assertFalse(piped.contains("COLUMNS"), piped);
        assertTrue(shown.contains("-Dworkbench.terminals=012|"), shown);
        assertTrue(shown.contains("env COLUMNS=43"), shown);
    }

    @Test
    void tellsTestcontainersThatThereIsNoReaper() throws Exception {
        String out = checkout.grade().out();

        assertTrue(out.contains("env TESTCONTAINERS_RYUK_DISABLED=true"), out);
        assertFalse(out.contains("HOST_OVERRIDE"), out);
    }

    @Test
    void correctsTheHostOnlyWhereTheEngineRunsBesideIt() throws Exception {
        Files.createDirectories(folder.resolve("machine/proc/self"));
        Files.writeString(folder.resolve("machine/.dockerenv"), "");
        assertTrue(checkout.grade().out().contains("env TESTCONTAINERS_HOST_OVERRIDE=localhost"));

        Path mounts = folder.resolve("machine/proc/self/mountinfo");
        Files.writeString(mounts, "1 2 0:26 /docker.sock /run/docker.sock rw - tmpfs tmpfs rw\n");
        assertFalse(checkout.grade().out().contains("HOST_OVERRIDE"), "a socket from outside");

        Files.delete(mounts);
        checkout.set("DOCKER_HOST", "tcp://build-server:2376");
        assertFalse(checkout.grade().out().contains("HOST_OVERRIDE"), "an engine elsewhere");
    }

    @Test
    void worksThroughLinksOnThePath() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("hop"), Path.of("../my checkout/grade"));
        Files.createSymbolicLink(checkout.tools().resolve("grade"), bin.resolve("hop"));

        Checkout.Ran ran = checkout.run(checkout.tools().resolve("sh"), "-c", "cd / && grade list");

        assertEquals(0, ran.code(), ran.err());
        assertTrue(
                ran.out().contains("-Dworkbench.home=" + checkout.root().toRealPath()), ran.out());
    }
}
