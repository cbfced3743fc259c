package dev.multistage.grader.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {

    @TempDir private Path root;

    @Test
    void keepsItsNonceSoThatTheBuildCacheStaysWarm() {
        String nonce = new Workspace(root).nonce();
        assertTrue(nonce.matches("[a-z0-9]{20}"), nonce);
        assertEquals(nonce, new Workspace(root).nonce());
    }

    @Test
    void replacesANonceThatSomebodyBroke() throws IOException {
        Files.createDirectories(root.resolve(".grade"));
        Files.writeString(root.resolve(".grade/nonce"), "$(rm -rf /)");
        assertTrue(new Workspace(root).nonce().matches("[a-z0-9]{20}"));
    }

    @Test
    void worksWhereNothingCanBeKept() throws IOException {
        // a file where the folder should be: writing fails even for root
        Files.writeString(root.resolve(".grade"), "");
        String nonce = new Workspace(root).nonce();
        assertTrue(nonce.matches("[a-z0-9]{20}"));
        assertNotEquals(nonce, new Workspace(root).nonce());
    }
}
