package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

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
}
