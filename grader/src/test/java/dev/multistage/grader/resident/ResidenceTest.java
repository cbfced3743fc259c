package dev.multistage.grader.resident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResidenceTest {

    @TempDir Path state;

    private Path folder;
    private Process process;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(state.resolve("resident"));
    }

    @AfterEach
    void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private void stays(String argument) throws IOException {
        process = new ProcessBuilder("sh", "-c", "read -r line", argument).start();
        Files.writeString(folder.resolve("pid"), process.pid() + "\n");
    }

    @Test
    void endsWhoStays() throws Exception {
        stays("-Dworkbench.resident=" + folder);
        Files.writeString(folder.resolve("free"), "");

        assertEquals(Optional.of(process.pid()), Residence.in(state).resident());
        assertTrue(Residence.in(state).end());
        assertFalse(process.isAlive());
        assertFalse(Residence.in(state).end());
    }

    @Test
    void endsNobodyWhoIsGrading() throws Exception {
        stays("-Dworkbench.resident=" + folder);
        Files.writeString(folder.resolve("taken"), "");

        assertFalse(Residence.in(state).end());
        assertTrue(process.isAlive());
    }

    @Test
    void takesNoOtherProcessForTheResident() throws Exception {
        stays("something else");
        Files.writeString(folder.resolve("free"), "");

        assertEquals(Optional.empty(), Residence.in(state).resident());
        assertFalse(Residence.in(state).end());
        assertTrue(process.isAlive());
    }

    @Test
    void findsNobodyInAnEmptyPlace() throws Exception {
        assertFalse(Residence.in(state).end());
        Files.writeString(folder.resolve("pid"), "gibberish");
        assertFalse(Residence.in(state).end());
    }
}
