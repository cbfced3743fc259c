package dev.multistage.grader.docker;

import dev.multistage.grader.resident.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A daemon beside the machine's own engine: in a network namespace of its own, with its own
 * folders, so that a test may kill it and empty it. Needs root and the packages of the engine.
 */
final class PrivateEngine implements AutoCloseable {

    private static final String GROUP = "workbench-test";

    private final Path folder;
    private final Process namespace;
    private final EngineDaemon.Place place;

    /**
     * Makes the place for it; starts nothing.
     *
     * @param folder an empty folder with a short name: a socket's path may have 107 bytes
     */
    PrivateEngine(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.namespace = new ProcessBuilder("unshare", "--net", "sleep", "600").start();
        Path network = Path.of("/proc", Long.toString(namespace.pid()), "ns", "net");
        Path ours = Path.of("/proc/self/ns/net");
        Caller.until(
                "a network of its own", () -> !LinuxProcess.sharesNetwork(namespace.pid(), ours));
        this.place =
                new EngineDaemon.Place(
                        List.of("nsenter", "--net=" + network),
                        network,
                        folder.resolve("docker.sock"),
                        folder.resolve("docker.pid"),
                        folder.resolve("exec"),
                        folder.resolve("containerd.sock"),
                        folder.resolve("state"),
                        GROUP,
                        List.of(
                                "--data-root=" + folder.resolve("data"),
                                "--cgroup-parent=" + GROUP));
    }

    EngineDaemon.Place place() {
        return place;
    }

    /** A process that runs as long as this place exists. */
    Process bystander() {
        return namespace;
    }

    void start() throws InterruptedException {
        new EngineDaemon(place, ProgressListener.NONE).start();
    }

    long pid() {
        return LinuxProcess.inFile(place.pidFile());
    }

    boolean answers() {
        return EnginePing.ping(place.endpoint()).result() == EngineAttempt.Result.ANSWERED;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        long pid = pid();
        if (LinuxProcess.runs(pid, "dockerd")) {
            ProcessHandle daemon = ProcessHandle.of(pid).orElseThrow();
            daemon.destroy();
            daemon.onExit().join();
        }
        namespace.destroy();
        namespace.waitFor();
        for (String controller : List.of("memory", "pids", ".")) {
            Path parent = Path.of("/sys/fs/cgroup", controller, GROUP);
            Files.deleteIfExists(parent.resolve("buildkit"));
            Files.deleteIfExists(parent);
        }
        // a killed daemon leaves its data folder mounted on itself
        new ProcessBuilder("umount", "-q", folder.resolve("data").toString()).start().waitFor();
    }
}
