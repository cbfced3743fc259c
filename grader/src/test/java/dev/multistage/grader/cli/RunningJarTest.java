package dev.multistage.grader.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A grader that runs (watch, serve, one that stays) while the launcher builds a newer one. */
class RunningJarTest {

    @TempDir private Path folder;

    @Test
    void aRebuildLeavesTheJarAloneThatAGraderHasOpen() throws Exception {
        Checkout checkout = new Checkout(folder);
        checkout.javaHome(checkout.jdk("jdk", "17.0.1"));
        checkout.maven("");
        checkout.grade("list");
        Path jar = checkout.root().resolve("grader/target/grader.jar");
        // a second name keeps the file, as an open one does
        Path open = Files.createLink(folder.resolve("open.jar"), jar);
        Files.writeString(jar, "the one that runs\n");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(60)));

        // Maven writes into the file that is there
        checkout.write("grader/src/main/java/New.java", "class New {}");
        Checkout.Ran ran = checkout.grade("list");

        assertTrue(ran.err().contains("its sources changed"), ran.err());
        assertEquals("the one that runs\n", Files.readString(open));
        assertEquals("jar\n", Files.readString(jar));
    }
}
