package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {

    @Test
    void aFolderGoesWithWhatIsInIt() {
        WorkFolder folder = WorkFolder.make();
        Path file = folder.write("compose.yaml", "services: {}");
        assertTrue(Files.exists(file));
        folder.close();
        assertFalse(Files.exists(folder.path()));
    }

    @Test
    void whatAKilledProcessLeftGoesAndWhatIsInUseStays() throws IOException {
        Owner me = Owner.thisProcess();
        Owner gone = new Owner(me.host(), Long.MAX_VALUE, me.started());
        Path left = Files.createTempDirectory("grade-" + gone.text() + "-");
        Files.writeString(left.resolve("compose.yaml"), "services: {}");
        try (WorkFolder inUse = WorkFolder.make();
                WorkFolder next = WorkFolder.make()) {
            assertFalse(Files.exists(left));
            assertTrue(Files.exists(inUse.path()));
            assertTrue(Files.exists(next.path()));
        }
    }

    @Test
    void aLinkIsNotFollowed(@TempDir Path elsewhere) throws IOException {
        Path precious = Files.writeString(elsewhere.resolve("precious"), "mine");
        Owner me = Owner.thisProcess();
        Owner gone = new Owner(me.host(), Long.MAX_VALUE, me.started());
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Path link = temporary.resolve("grade-" + gone.text() + "-link");
        Files.createSymbolicLink(link, elsewhere);
        try {
            WorkFolder.make().close();
            assertTrue(Files.exists(precious));
        } finally {
            Files.deleteIfExists(link);
        }
    }

    @Test
    void anotherUsersFolderIsNotTaken(@TempDir Path folder) throws IOException {
        assertTrue(WorkFolder.isFolderOf(Files.getOwner(folder), folder));
        assertFalse(WorkFolder.isFolderOf(() -> "somebody else", folder));
    }
}
