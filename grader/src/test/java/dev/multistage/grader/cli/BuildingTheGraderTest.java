package dev.multistage.grader.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the launcher builds the grader and the site, and what it does when a build fails. */
class BuildingTheGraderTest {

    @TempDir Path folder;

    private Checkout checkout;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = new Checkout(folder);
        checkout.ready();
    }

    @Test
    void onlyCommandsOfTheSitePayForIt() throws Exception {
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
        checkout.grade("serve");
        Files.setLastModifiedTime(
                checkout.root().resolve("grader/target/grader.jar"),
                FileTime.from(Instant.now().plusSeconds(5)));

        checkout.grade("serve");

        assertEquals(2, checkout.builds());
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        checkout.grade("list");

        checkout.write("exercises/exercise-03-go/app/main.go", "package main // changed");
        Checkout.Ran ran = checkout.grade("list");

        assertTrue(ran.err().contains("its sources changed"), ran.err());
        assertEquals(2, checkout.builds());
    }

    @Test
    void doesNotBuildWhenALearnerSavesADockerfile() throws Exception {
        checkout.grade("list");

        checkout.write("exercises/exercise-03-go/app/Dockerfile", "FROM scratch");

        assertEquals("", checkout.grade("exercise-3").err());
        Files.delete(checkout.root().resolve("grader/target/editable-files.txt"));
        assertEquals("", checkout.grade("exercise-3").err());
        assertEquals(1, checkout.builds());
    }

    @Test
    void anotherSpellingOfADockerfileIsNoSourceEither() throws Exception {
        checkout.grade("list");

        checkout.write("exercises/exercise-03-go/app/dockerfile", "FROM scratch");

        assertEquals("", checkout.grade("exercise-3").err());
        Files.delete(checkout.root().resolve("grader/target/editable-files.txt"));
        assertEquals("", checkout.grade("exercise-3").err());
        assertEquals(1, checkout.builds());
    }

    @Test
    void doesNotBuildForEditorsBackupsNorForWhatGitIgnores() throws Exception {
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
        checkout.maven("touch grader/src/main/java/Grader.java");

        checkout.grade("list");
        checkout.grade("list");

        assertEquals(2, checkout.builds());
    }

    @Test
    void goesOnWithTheOldGraderWhenABuildFails() throws Exception {
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
        checkout.maven("echo '[ERROR] Could not resolve dependencies'; exit 1");

        Checkout.Ran ran = checkout.grade("list");

        assertEquals(3, ran.code());
        assertEquals("", ran.out());
        assertTrue(ran.err().contains("Could not resolve dependencies"), ran.err());
        assertTrue(ran.err().contains("grader/target/build.log"), ran.err());
    }

    @Test
    void saysThatItCannotWrite() throws Exception {
        checkout.write("grader/target", "in the way");

        Checkout.Ran ran = checkout.grade("list");

        assertEquals(3, ran.code());
        assertTrue(ran.err().contains("cannot write to"), ran.err());
    }

    @Test
    void saysThatTheCheckoutIsIncomplete() throws Exception {
        Files.delete(checkout.root().resolve("grader/pom.xml"));

        Checkout.Ran ran = checkout.grade("list");

        assertEquals(3, ran.code());
        assertTrue(ran.err().contains("cannot read"), ran.err());
    }

    @Test
    void takesOverALockWhoseOwnerIsGone() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        checkout.write("grader/target/.building/pid", gone.pid() + "\n");

        assertEquals(0, checkout.grade("list").code());
        assertEquals(1, checkout.builds());
        assertFalse(Files.exists(checkout.root().resolve("grader/target/.building")));
    }

    @Test
    void buildsOnlyOnceForTwoLaunchersAtATime() throws Exception {
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

    private void git(String... arguments) throws Exception {
        ProcessBuilder git = new ProcessBuilder("git");
        git.command().addAll(List.of(arguments));
        assertEquals(0, git.directory(checkout.root().toFile()).start().waitFor());
    }
}
