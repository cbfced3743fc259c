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

/**
 * Starts real daemons beside the machine's own engine: each in a network namespace of its own, with
 * its own folders. Needs root and the packages of the engine.
 */
class EngineDaemonIT {

    // short: a socket's path may have 107 bytes
    @TempDir Path folder;

    private Process namespace;
    private EngineDaemon.Place place;

    @BeforeEach
    void makeNamespace() throws Exception {
        namespace = new ProcessBuilder("unshare", "--net", "sleep", "600").start();
        Path network = Path.of("/proc", Long.toString(namespace.pid()), "ns", "net");
        while (LinuxProcess.sharesNetwork(namespace.pid(), Path.of("/proc/self/ns/net"))) {
            Thread.onSpinWait();
        }
        place =
                new EngineDaemon.Place(
                        List.of("nsenter", "--net=" + network),
                        network,
                        folder.resolve("docker.sock"),
                        folder.resolve("docker.pid"),
                        folder.resolve("exec"),
                        folder.resolve("containerd.sock"),
                        folder.resolve("state"),
                        "workbench-test",
                        List.of(
                                "--data-root=" + folder.resolve("data"),
                                "--cgroup-parent=workbench-test"));
    }

    @AfterEach
    void endDaemon() throws Exception {
        ProcessHandle.of(LinuxProcess.inFile(place.pidFile()))
                .filter(daemon -> LinuxProcess.runs(daemon.pid(), "dockerd"))
                .ifPresent(
                        daemon -> {
                            daemon.destroy();
                            daemon.onExit().join();
                        });
        namespace.destroy();
        namespace.waitFor();
        for (String group : List.of("memory", "pids", ".")) {
            Path parent = Path.of("/sys/fs/cgroup", group, "workbench-test");
            Files.deleteIfExists(parent.resolve("buildkit"));
            Files.deleteIfExists(parent);
        }
        // a killed daemon leaves its data folder mounted on itself
        new ProcessBuilder("umount", "-q", folder.resolve("data").toString()).start().waitFor();
    }

    @Test
    void startsAnEngineThatLaterGradesKnow() throws Exception {
        start();

        StartedEngine engine = StartedEngine.find(place.state()).orElseThrow();
        assertEquals("dockerd", LinuxProcess.name(engine.pid()));
        assertTrue(answers());
        assertTrue(engine.limits().complete(), engine.limits().toString());
    }

    @Test
    void doesNothingWhereAnEngineAnswers() throws Exception {
        start();
        long first = LinuxProcess.inFile(place.pidFile());

        start();

        assertEquals(first, LinuxProcess.inFile(place.pidFile()));
    }

    @Test
    void startsOverWhatAKilledEngineLeftBehind() throws Exception {
        start();
        long killed = LinuxProcess.inFile(place.pidFile());
        ProcessHandle daemon = ProcessHandle.of(killed).orElseThrow();
        daemon.destroyForcibly();
        daemon.onExit().join();
        assertTrue(Files.exists(place.pidFile()));
        assertTrue(Files.exists(place.socket()));
        assertTrue(StartedEngine.find(place.state()).isEmpty());

        start();

        assertTrue(answers());
        assertFalse(killed == LinuxProcess.inFile(place.pidFile()));
    }

    @Test
    void startsOverAPidFileWhoseNumberAnotherProcessHas() throws Exception {
        Files.writeString(place.pidFile(), Long.toString(namespace.pid()));
        Path containerd = place.execRoot().resolve("containerd/containerd.pid");
        Files.createDirectories(containerd.getParent());
        Files.writeString(containerd, Long.toString(namespace.pid()));

        start();

        assertTrue(answers());
        assertTrue(namespace.isAlive());
    }

    @Test
    void startsOverASocketOfAContainerdThatIsGone() throws Exception {
        try (ServerSocketChannel gone = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            gone.bind(UnixDomainSocketAddress.of(place.systemContainerd()));
        }

        start();

        assertTrue(answers());
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
        start();
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

        assertTrue(
                failure.getMessage().contains("process " + LinuxProcess.inFile(place.pidFile())),
                failure.getMessage());
    }

    private void start() throws InterruptedException {
        new EngineDaemon(place, ProgressListener.NONE).start();
    }

    private boolean answers() {
        return EnginePing.ping(place.endpoint()).result() == EngineAttempt.Result.ANSWERED;
    }
}
