package dev.multistage.grader.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

    @TempDir Path folder;

    private Checkout checkout;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = new Checkout(folder);
    }

    @Test
    void buildsOnceAndHandsOnItsArguments() throws Exception {
        good();

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
    void onlyCommandsOfTheSitePayForIt() throws Exception {
        good();
        checkout.write("site/pom.xml", "<project/>");
        checkout.grade("list");
        assertFalse(Files.exists(checkout.root().resolve("site/target")), "not built for list");

        Checkout.Ran serve = checkout.grade("serve");
        Checkout.Ran again = checkout.grade("serve");
        Checkout.Ran list = checkout.grade("list");

        String site = checkout.root().toRealPath() + "/site/target";
        assertTrue(serve.out().contains(":" + site + "/site.jar:" + site + "/lib/*|"), serve.out());
        assertEquals("", again.err());
        assertFalse(list.out().contains("site.jar"), list.out());
        assertEquals(2, checkout.builds());
        assertTrue(Files.readString(folder.resolve("builds")).contains("-pl grader,site package"));
    }

    @Test
    void aNewerGraderMeansANewerSite() throws Exception {
        good();
        checkout.grade("serve");
        Files.setLastModifiedTime(
                checkout.root().resolve("grader/target/grader.jar"),
                FileTime.from(Instant.now().plusSeconds(5)));

        checkout.grade("serve");

        assertEquals(2, checkout.builds());
    }

    @Test
    void saysNothingOnStandardOutputOfItsOwn() throws Exception {
        good();

        assertTrue(checkout.grade("x").out().startsWith("-X"), "a report may be JSON");
    }

    @Test
    void tellsTheGraderOfTheTerminal() throws Exception {
        Path script = Path.of("/usr/bin/script");
        assumeTrue(
                Files.isExecutable(script) && System.getProperty("os.name").equals("Linux"),
                "util-linux' script is needed");
        good();
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
        good();

        String out = checkout.grade().out();

        assertTrue(out.contains("env TESTCONTAINERS_RYUK_DISABLED=true"), out);
        assertFalse(out.contains("HOST_OVERRIDE"), out);
    }

    @Test
    void correctsTheHostOnlyWhereTheEngineRunsBesideIt() throws Exception {
        good();
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
    void refusesAJdkThatIsTooOld() throws Exception {
        checkout.javaHome(checkout.jdk("old", "11.0.2"));
        checkout.maven("");

        Checkout.Ran ran = checkout.grade("list");

        assertEquals(3, ran.code());
        assertTrue(ran.err().contains("missing: a JDK (17 or newer)."), ran.err());
        assertTrue(ran.err().contains("Java 11 in"), ran.err());
        assertEquals(0, checkout.builds());
    }

    @Test
    void knowsTheOldWayOfCountingVersions() throws Exception {
        checkout.javaHome(checkout.jdk("old", "1.8.0_402"));

        assertTrue(checkout.grade("list").err().contains("Java 8 in"));
    }

    @Test
    void passesOverAnOldJdkForANewerOne() throws Exception {
        checkout.maven("");
        checkout.javaHome(checkout.jdk("old", "11.0.2"));
        Path good = checkout.jdk("machine/usr/lib/jvm/java-21", "21.0.4");

        assertTrue(checkout.grade("list").out().contains("jdk " + good));
    }

    @Test
    void followsLinksFromThePathToTheJdk() throws Exception {
        checkout.maven("");
        Path home = checkout.jdk("jdk-25", "25");
        Path alternatives = Files.createDirectories(folder.resolve("alternatives"));
        Files.createSymbolicLink(alternatives.resolve("java"), home.resolve("bin/java"));
        Files.createSymbolicLink(checkout.tools().resolve("java"), Path.of("../alternatives/java"));

        assertTrue(checkout.grade("list").out().contains("jdk " + home));
        assertTrue(Files.readString(folder.resolve("builds")).startsWith(home + " mvn -q -B"));
    }

    @Test
    void tellsARuntimeFromAJdk() throws Exception {
        Path home = checkout.jdk("jre", "17.0.1");
        Files.delete(home.resolve("bin/javac"));
        checkout.javaHome(home);
        checkout.maven("");

        Checkout.Ran ran = checkout.grade("list");

        assertEquals(3, ran.code());
        assertTrue(ran.err().contains("only a runtime"), ran.err());
    }

    @Test
    void saysWhatToInstallWhereMavenIsMissing() throws Exception {
        checkout.javaHome(checkout.jdk("jdk", "17.0.1"));

        Checkout.Ran ran = checkout.grade("list");

        assertEquals(3, ran.code());
        assertTrue(ran.err().startsWith("grade: missing: Maven."), ran.err());
        assertTrue(ran.err().contains("Install"), ran.err());
    }

    @Test
    void needsNoMavenOnceItIsBuilt() throws Exception {
        good();
        checkout.grade("list");
        Files.delete(checkout.tools().resolve("mvn"));

        assertEquals(0, checkout.grade("list").code());
        checkout.write("grader/src/main/java/Grader.java", "class Grader { }");
        Checkout.Ran ran = checkout.grade("list");

        assertEquals(0, ran.code());
        assertTrue(ran.err().contains("going on with the one from before"), ran.err());
    }

    @Test
    void installsWhatIsMissingOnDebianAsRoot() throws Exception {
        debianAsRoot();

        Checkout.Ran ran = checkout.grade("list");

        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.err().contains("installing Maven with apt-get"), ran.err());
        assertEquals(1, checkout.builds());
    }

    @Test
    void installsNothingWhenRefused() throws Exception {
        debianAsRoot();

        Checkout.Ran ran = checkout.grade("list", "--no-install");

        assertEquals(3, ran.code());
        assertTrue(ran.err().contains("Install it:  apt-get install"), ran.err());
        assertFalse(Files.exists(checkout.tools().resolve("mvn")));
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        good();
        checkout.grade("list");

        checkout.write("exercises/exercise-03-go/app/main.go", "package main // changed");
        Checkout.Ran ran = checkout.grade("list");

        assertTrue(ran.err().contains("its sources changed"), ran.err());
        assertEquals(2, checkout.builds());
    }

    @Test
    void doesNotBuildWhenALearnerSavesADockerfile() throws Exception {
        good();
        checkout.grade("list");

        checkout.write("exercises/exercise-03-go/app/Dockerfile", "FROM scratch");

        assertEquals("", checkout.grade("exercise-3").err());
        Files.delete(checkout.root().resolve("grader/target/editable-files.txt"));
        assertEquals("", checkout.grade("exercise-3").err());
        assertEquals(1, checkout.builds());
    }

    @Test
    void doesNotBuildForEditorsBackupsNorForWhatGitIgnores() throws Exception {
        good();
        git("init", "-q");
        checkout.write(".gitignore", "*.log\n");
        checkout.grade("list");

        checkout.write("exercises/exercise-03-go/app/main.go~", "package main");
        checkout.write("exercises/exercise-03-go/app/.main.go.swp", "b0VIM");
        checkout.write("exercises/exercise-03-go/app/debug.log", "hello");
        checkout.write("exercises/exercise-03-go/app/node_modules/x/index.js", "");

        assertEquals("", checkout.grade("list").err());
        assertEquals(1, checkout.builds());
    }

    @Test
    void countsASourceThatChangesDuringTheBuild() throws Exception {
        good();
        checkout.maven("touch grader/src/main/java/Grader.java");

        checkout.grade("list");
        checkout.grade("list");

        assertEquals(2, checkout.builds());
    }

    @Test
    void goesOnWithTheOldGraderWhenABuildFails() throws Exception {
        good();
        checkout.grade("list");
        checkout.maven("echo '[ERROR] Grader.java:[1,7] cannot find symbol'; exit 1");

        checkout.write("grader/src/main/java/Grader.java", "class Grader extends Nothing {}");
        Checkout.Ran ran = checkout.grade("list");

        assertEquals(0, ran.code());
        assertTrue(ran.out().contains("Workbench|list|"), ran.out());
        assertTrue(ran.err().contains("cannot find symbol"), ran.err());
        assertTrue(ran.err().contains("going on with the grader from before"), ran.err());
    }

    @Test
    void stopsWhenTheFirstBuildFails() throws Exception {
        good();
        checkout.maven("echo '[ERROR] Could not resolve dependencies'; exit 1");

        Checkout.Ran ran = checkout.grade("list");

        assertEquals(3, ran.code());
        assertEquals("", ran.out());
        assertTrue(ran.err().contains("Could not resolve dependencies"), ran.err());
        assertTrue(ran.err().contains("grader/target/build.log"), ran.err());
    }

    @Test
    void worksThroughLinksOnThePath() throws Exception {
        good();
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("hop"), Path.of("../my checkout/grade"));
        Files.createSymbolicLink(checkout.tools().resolve("grade"), bin.resolve("hop"));

        Checkout.Ran ran = checkout.run(checkout.tools().resolve("sh"), "-c", "cd / && grade list");

        assertEquals(0, ran.code(), ran.err());
        assertTrue(
                ran.out().contains("-Dworkbench.home=" + checkout.root().toRealPath()), ran.out());
    }

    @Test
    void saysThatItCannotWrite() throws Exception {
        good();
        checkout.write("grader/target", "in the way");

        Checkout.Ran ran = checkout.grade("list");

        assertEquals(3, ran.code());
        assertTrue(ran.err().contains("cannot write to"), ran.err());
    }

    @Test
    void saysThatTheCheckoutIsIncomplete() throws Exception {
        good();
        Files.delete(checkout.root().resolve("grader/pom.xml"));

        Checkout.Ran ran = checkout.grade("list");

        assertEquals(3, ran.code());
        assertTrue(ran.err().contains("cannot read"), ran.err());
    }

    @Test
    void startsFasterOnceItHasSeenWhichClassesAGradeNeeds() throws Exception {
        good();

        Checkout.Ran first = checkout.grade("exercise-3");
        assertTrue(first.out().startsWith("-XX:DumpLoadedClassList="), first.out());
        checkout.awaitFile("grader/target/start-17.0.15-grade.jsa");
        Checkout.Ran second = checkout.grade("exercise-3");
        assertTrue(second.out().startsWith("-XX:SharedArchiveFile="), second.out());
        Checkout.Ran other = checkout.grade("explain", "exercise-3");
        assertTrue(other.out().startsWith("-XX:DumpLoadedClassList="), "it needs other classes");
        checkout.awaitFile("grader/target/start-17.0.15-explain.jsa");
        checkout.write("grader/src/main/java/Grader.java", "class Grader { int x; }");

        Checkout.Ran rebuilt = checkout.grade("list");

        assertTrue(rebuilt.out().startsWith("-Xshare:auto"), "an archive belongs to one jar");
    }

    @Test
    void takesOverALockWhoseOwnerIsGone() throws Exception {
        good();
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        checkout.write("grader/target/.building/pid", gone.pid() + "\n");

        assertEquals(0, checkout.grade("list").code());
        assertEquals(1, checkout.builds());
        assertFalse(Files.exists(checkout.root().resolve("grader/target/.building")));
    }

    @Test
    void buildsOnlyOnceForTwoLaunchersAtATime() throws Exception {
        good();
        Path go = folder.resolve("go");
        checkout.maven("until [ -e '" + go + "' ]; do sleep 0.05; done");

        Process one = checkout.start(checkout.root().resolve("grade"), "list");
        BufferedReader first = one.errorReader();
        assertTrue(first.readLine().contains("Building"));
        Process two = checkout.start(checkout.root().resolve("grade"), "list");
        BufferedReader second = two.errorReader();
        assertTrue(second.readLine().contains("waiting"));
        Files.writeString(go, "");

        assertEquals(0, one.waitFor());
        assertEquals(0, two.waitFor());
        assertEquals(1, checkout.builds());
    }

    private void good() throws IOException {
        checkout.javaHome(checkout.jdk("jdk 17", "17.0.15"));
        checkout.maven("");
    }

    private void debianAsRoot() throws IOException {
        checkout.javaHome(checkout.jdk("jdk", "17.0.1"));
        Files.createDirectories(folder.resolve("machine/etc"));
        Files.writeString(folder.resolve("machine/etc/debian_version"), "12.11\n");
        checkout.program("id", "echo 0");
        Path ready = folder.resolve("maven-package");
        Files.writeString(ready, "#!/bin/sh\n" + checkout.mavenScript(""));
        checkout.program(
                "apt-get",
                """
                case " $* " in
                  *" install "*" maven "*) cp='%s' && cat "$cp" >'%s' && chmod +x '%s' ;;
                esac
                """
                        .formatted(
                                ready,
                                checkout.tools().resolve("mvn"),
                                checkout.tools().resolve("mvn")));
    }

    private void git(String... arguments) throws Exception {
        ProcessBuilder git = new ProcessBuilder("git");
        git.command().addAll(java.util.List.of(arguments));
        assertEquals(0, git.directory(checkout.root().toFile()).start().waitFor());
    }
}
