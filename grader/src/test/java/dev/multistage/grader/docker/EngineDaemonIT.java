package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineDaemonIT {

    @TempDir Path folder;

    private PrivateEngine engine;
    private EngineDaemon.Place place;

    @BeforeEach
    void makePlace() throws Exception {
        engine = new PrivateEngine(folder);
        place = engine.place();
    }

    @AfterEach
    void endDaemon() throws Exception {
        engine.close();
    }

    @Test
    void startsAnEngineThatLaterGradesKnow() throws Exception {
        engine.start();

        StartedEngine started = StartedEngine.find(place.state()).orElseThrow();
        assertEquals("dockerd", LinuxProcess.name(started.pid()));
        assertTrue(engine.answers());
        assertTrue(started.limits().complete(), started.limits().toString());
    }

    @Test
    void doesNothingWhereAnEngineAnswers() throws Exception {
        engine.start();
        long first = engine.pid();

        engine.start();

        assertEquals(first, engine.pid());
    }

    @Test
    void startsOverWhatAKilledEngineLeftBehind() throws Exception {
        engine.start();
        long killed = engine.pid();
        ProcessHandle daemon = ProcessHandle.of(killed).orElseThrow();
        daemon.destroyForcibly();
        daemon.onExit().join();
        assertTrue(Files.exists(place.pidFile()));
        assertTrue(Files.exists(place.socket()));
        assertTrue(StartedEngine.find(place.state()).isEmpty());

        engine.start();

        assertTrue(engine.answers());
        assertFalse(killed == engine.pid());
    }

    @Test
    void startsOverAPidFileWhoseNumberAnotherProcessHas() throws Exception {
        Files.writeString(place.pidFile(), Long.toString(engine.bystander().pid()));
        Path containerd = place.execRoot().resolve("containerd/containerd.pid");
        Files.createDirectories(containerd.getParent());
        Files.writeString(containerd, Long.toString(engine.bystander().pid()));

        engine.start();

        assertTrue(engine.answers());
        assertTrue(engine.bystander().isAlive());
    }

    @Test
    void startsOverASocketOfAContainerdThatIsGone() throws Exception {
        try (ServerSocketChannel gone = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            gone.bind(UnixDomainSocketAddress.of(place.systemContainerd()));
        }

        engine.start();

        assertTrue(engine.answers());
        assertFalse(Files.exists(place.systemContainerd()));
    }

    @Test
    void saysWhatTheLogSaidWhenTheDaemonDies() throws Exception {
        List<String> arguments = new ArrayList<>(place.arguments());
        arguments.add("--no-such-option");
        EngineDaemon.Place broken =
                new EngineDaemon.Place(
                        place.prefix(),
                        place.network(),
                        place.socket(),
                        place.pidFile(),
                        place.execRoot(),
                        place.systemContainerd(),
                        place.state(),
                        place.cgroupParent(),
                        arguments);

        EngineException failure =
                assertThrows(
                        EngineException.class,
                        () -> new EngineDaemon(broken, ProgressListener.NONE).start());

        assertTrue(failure.getMessage().contains("no-such-option"), failure.getMessage());
        assertTrue(failure.remedy().contains("dockerd.log"), failure.remedy());
    }

    @Test
    void refusesASecondDaemonInOneNetwork() throws Exception {
        engine.start();
        EngineDaemon.Place elsewhere =
                new EngineDaemon.Place(
                        place.prefix(),
                        place.network(),
                        folder.resolve("other.sock"),
                        folder.resolve("other.pid"),
                        folder.resolve("other"),
                        place.systemContainerd(),
                        folder.resolve("other-state"),
                        place.cgroupParent(),
                        List.of());

        EngineException failure =
                assertThrows(
                        EngineException.class,
                        () ->
                                new EngineDaemon(elsewhere, Duration.ZERO, ProgressListener.NONE)
                                        .start());

        assertTrue(failure.getMessage().contains("process " + engine.pid()), failure.getMessage());
    }
}
