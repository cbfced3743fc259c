package dev.multistage.grader.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which JDK and Maven the launcher takes, and what it does where one is missing. */
class FindingJdkAndMavenTest {

    @TempDir Path folder;

    private Checkout checkout;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = new Checkout(folder);
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
        checkout.ready();
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
}
