package dev.multistage.grader.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher prints again without starting the grader. */
class RememberedTest {

    @TempDir Path folder;

    private Checkout checkout;
    private Path starts;

    @BeforeEach
    void makeCheckout() throws Exception {
        checkout = new Checkout(folder);
        checkout.maven("");
        starts = folder.resolve("starts");
        java(0);
        checkout.grade("setup"); // builds
        FileTime minuteAgo = FileTime.from(Instant.now().minusSeconds(60));
        Files.setLastModifiedTime(checkout.root().resolve("grader/target/grader.jar"), minuteAgo);
        Files.deleteIfExists(starts);
    }

    private void java(int code) throws IOException {
        Path home = checkout.jdk("jdk", "17.0.1");
        Path java = home.resolve("bin/java");
        Files.writeString(
                java,
                "#!/bin/sh\necho start >>'%s'\nprintf 'said \\\\t%%s\\n\\n' \"$*\"\nexit %d\n"
                        .formatted(starts, code));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        checkout.javaHome(home);
    }

    private int starts() throws IOException {
        return Files.exists(starts) ? Files.readAllLines(starts).size() : 0;
    }

    @Test
    void printsExactlyTheSameAgain() throws Exception {
        Checkout.Ran first = checkout.grade("list");
        Checkout.Ran second = checkout.grade("list");

        assertEquals(first, second);
        assertEquals(1, starts());
    }

    @Test
    void keepsCommandsApart() throws Exception {
        assertNotEquals(checkout.grade("list").out(), checkout.grade("--help").out());
        assertEquals(2, starts());
    }

    @Test
    void asksAgainForAnotherTerminal() throws Exception {
        checkout.grade("list");
        checkout.set("COLUMNS", "60");
        checkout.grade("list");

        assertEquals(2, starts());
    }

    @Test
    void asksAgainOnceTheGraderOrTheProgressHasChanged() throws Exception {
        checkout.grade("list");
        FileTime later = FileTime.from(Instant.now().plusSeconds(5));
        Files.setLastModifiedTime(checkout.write(".grade/progress.json", "{}"), later);
        checkout.grade("list");
        assertEquals(2, starts());

        Files.delete(checkout.root().resolve(".grade/progress.json"));
        Files.setLastModifiedTime(checkout.root().resolve("grader/target/grader.jar"), later);
        checkout.grade("list");
        assertEquals(3, starts());
    }

    @Test
    void remembersNoFailure() throws Exception {
        java(4);

        assertEquals(4, checkout.grade("list").code());
        assertEquals(4, checkout.grade("list").code());
        assertEquals(2, starts());
    }

    @Test
    void remembersNothingWithOptions() throws Exception {
        checkout.grade("list", "--plain");
        checkout.grade("list", "--plain");

        assertEquals(2, starts());
    }
}
