package dev.multistage.grader.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archives of loaded classes with which the launcher starts the grader faster. */
class ClassArchivesTest {

    @TempDir Path folder;

    private Checkout checkout;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = new Checkout(folder);
        checkout.ready();
    }

    @Test
    void startsFasterOnceItHasSeenWhichClassesAGradeNeeds() throws Exception {
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
    void theServerHasAnArchiveWithTheClassesOfTheSite() throws Exception {
        checkout.write("site/pom.xml", "<project/>");
        Checkout.Ran first = checkout.grade("serve");
        assertTrue(first.out().startsWith("-XX:DumpLoadedClassList="), first.out());
        checkout.awaitFile("grader/target/start-17.0.15-serve.jsa");
        Checkout.Ran second = checkout.grade("serve");
        assertTrue(second.out().startsWith("-XX:SharedArchiveFile="), second.out());
        assertTrue(second.out().contains("-serve.jsa"), second.out());
    }
}
