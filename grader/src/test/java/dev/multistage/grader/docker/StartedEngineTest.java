package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartedEngineTest {

    @TempDir Path state;

    @Test
    void isFoundAgainWhileItsProcessRuns() {
        StartedEngine engine = engine(ProcessHandle.current().pid());

        engine.remember(state);

        assertEquals(Optional.of(engine), StartedEngine.find(state));
    }

    @Test
    void isNotMistakenForAProcessThatGotItsNumber() {
        long pid = ProcessHandle.current().pid();
        StartedEngine before =
                new StartedEngine(
                        pid,
                        LinuxProcess.startTime(pid) - 1,
                        Path.of("/s"),
                        Path.of("/l"),
                        BuildLimits.Applied.NOTHING);

        before.remember(state);

        assertTrue(StartedEngine.find(state).isEmpty());
    }

    @Test
    void isNotFoundInABrokenMarker() throws IOException {
        assertTrue(StartedEngine.find(state).isEmpty());
        Files.writeString(state.resolve("engine.properties"), "pid=many\nstartTime=\\u00");
        assertTrue(StartedEngine.find(state).isEmpty());
    }

    private static StartedEngine engine(long pid) {
        return new StartedEngine(
                pid,
                LinuxProcess.startTime(pid),
                Path.of("/run/docker.sock"),
                Path.of("/run/dockerd.log"),
                new BuildLimits.Applied(6_500_000_000L, 4096));
    }
}
