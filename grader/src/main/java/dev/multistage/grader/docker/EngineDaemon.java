package dev.multistage.grader.docker;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts {@code dockerd} as a process of its own that outlives the grader, where no init system
 * does it. Clears away first what a killed daemon left behind and what would keep a new one from
 * starting.
 */
final class EngineDaemon {

    /** How long a daemon with many containers may need to answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final long PAUSE_MILLIS = 50;
    private static final int LOG_TAIL = 8_000;

    /**
     * Where a daemon lives.
     *
     * @param prefix program and arguments put before {@code dockerd}
     * @param network the network namespace it runs in
     * @param socket where it listens
     * @param pidFile where it writes its process id
     * @param execRoot where it keeps the state of what runs
     * @param systemContainerd where a containerd of the system would listen
     * @param state where the grader keeps its log and its marker
     * @param cgroupParent the control group of its containers
     * @param arguments further arguments
     */
    record Place(
            List<String> prefix,
            Path network,
            Path socket,
            Path pidFile,
            Path execRoot,
            Path systemContainerd,
            Path state,
            String cgroupParent,
            List<String> arguments) {

        Place {
            prefix = List.copyOf(prefix);
            arguments = List.copyOf(arguments);
        }

        /** The usual one. */
        static Place usual() {
            return new Place(
                    List.of(),
                    Path.of("/proc/self/ns/net"),
                    Path.of("/var/run/docker.sock"),
                    Path.of("/var/run/docker.pid"),
                    Path.of("/var/run/docker"),
                    Path.of("/run/containerd/containerd.sock"),
                    StartedEngine.STATE,
                    "docker",
                    List.of());
        }

        Path log() {
            return state.resolve("dockerd.log");
        }

        EngineEndpoint endpoint() {
            return new EngineEndpoint(URI.create("unix://" + socket), "started by grade");
        }
    }

    /** How long a daemon that runs already may need until it answers. */
    private static final Duration OTHER_PATIENCE = Duration.ofSeconds(20);

    private final Place place;
    private final Duration otherPatience;
    private final ProgressListener progress;

    EngineDaemon(Place place, ProgressListener progress) {
        this(place, OTHER_PATIENCE, progress);
    }

    EngineDaemon(Place place, Duration otherPatience, ProgressListener progress) {
        this.place = place;
        this.otherPatience = otherPatience;
        this.progress = progress;
    }

    /**
     * Starts the daemon and waits until it answers. Does nothing if another grade did it meanwhile.
     *
     * @throws EngineException if it does not come up, with the reason from its log
     */
    void start() throws InterruptedException {
        try {
            Files.createDirectories(place.state());
            try (FileChannel file =
                            FileChannel.open(
                                    place.state().resolve("start.lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock alone = file.lock()) {
                if (!answers()) {
                    startAlone();
                }
            }
        } catch (IOException failure) {
            throw new EngineException(
                    "The Docker engine could not be started: " + failure.getMessage(),
                    "Check the permissions of " + place.state() + ".",
                    failure);
        }
    }

    private void startAlone() throws IOException, InterruptedException {
        progress.advanced("starting the Docker engine", 0, 0);
        refuseSecondDaemon();
        if (!answers()) {
            clearLeftovers();
            Process daemon = launch();
            if (!waitFor(daemon)) {
                endOrphans();
                clearLeftovers();
                daemon = launch();
                if (!waitFor(daemon)) {
                    throw died();
                }
            }
            remember(daemon.pid());
        }
    }

    /** A second daemon in one network namespace takes the first one's bridge away. */
    private void refuseSecondDaemon() throws InterruptedException {
        for (long pid : LinuxProcess.named("dockerd")) {
            if (!LinuxProcess.sharesNetwork(pid, place.network())) {
                continue;
            }
            long end = System.nanoTime() + otherPatience.toNanos();
            while (LinuxProcess.runs(pid, "dockerd") && System.nanoTime() < end) {
                if (answers()) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS); // not ours: it can only be asked
            }
            if (LinuxProcess.runs(pid, "dockerd")) {
                throw new EngineException(
                        "A Docker engine runs here (process "
                                + pid
                                + "), but it does not answer at "
                                + place.socket()
                                + ".",
                        "If it listens elsewhere, set DOCKER_HOST. If it hangs: kill "
                                + pid
                                + ", then run this again.");
            }
        }
    }

    private void clearLeftovers() throws IOException {
        removeUnlessRunning(place.pidFile(), "dockerd");
        removeUnlessRunning(place.execRoot().resolve("containerd/containerd.pid"), "containerd");
        // dockerd takes a containerd of the system for running when its socket file is there
        if (Files.exists(place.systemContainerd()) && !listens(place.systemContainerd())) {
            Files.delete(place.systemContainerd());
        }
        if (Files.isDirectory(place.socket())) {
            throw new EngineException(
                    place.socket() + " is a directory, so the Docker engine cannot listen there.",
                    "A container once mounted it by mistake. Remove it: rmdir " + place.socket());
        }
        Files.deleteIfExists(place.socket());
    }

    private static void removeUnlessRunning(Path pidFile, String program) throws IOException {
        long pid = LinuxProcess.inFile(pidFile);
        if (!LinuxProcess.runs(pid, program)) {
            Files.deleteIfExists(pidFile);
        }
    }

    /** Ends a containerd and shims whose daemon is gone; a new daemon could not use them. */
    private void endOrphans() throws InterruptedException {
        String address =
                place.execRoot().resolve("containerd").toString().replace("/var/run/", "/run/");
        List<ProcessHandle> orphans = new ArrayList<>();
        for (long pid : LinuxProcess.named("containerd")) {
            String arguments = LinuxProcess.arguments(pid).replace("/var/run/", "/run/");
            if (arguments.contains(address + "/")) {
                ProcessHandle.of(pid).ifPresent(orphans::add);
            }
        }
        orphans.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle orphan : orphans) {
            while (orphan.isAlive() && LinuxProcess.startTime(orphan.pid()) != 0) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS); // onExit() waits for zombies, too
            }
        }
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>();
        // a session of its own: Ctrl-C on the grader's terminal must not reach it
        Programs.find("setsid").ifPresent(setsid -> command.add(setsid.toString()));
        command.addAll(place.prefix());
        command.add(Programs.find("dockerd").map(Path::toString).orElse("dockerd"));
        command.add("--host=unix://" + place.socket());
        command.add("--pidfile=" + place.pidFile());
        command.add("--exec-root=" + place.execRoot());
        command.addAll(place.arguments());
        ProcessBuilder builder = new ProcessBuilder(command).directory(new java.io.File("/"));
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        builder.redirectErrorStream(true);
        Files.deleteIfExists(place.log());
        builder.redirectOutput(place.log().toFile());
        Programs.prepare(builder.environment());
        return builder.start();
    }

    private boolean waitFor(Process daemon) throws InterruptedException {
        long begun = System.nanoTime();
        long told = 0;
        while (System.nanoTime() - begun < PATIENCE.toNanos()) {
            if (answers()) {
                return true;
            }
            if (daemon.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
            if (seconds > told) {
                told = seconds;
                progress.advanced("starting the Docker engine", seconds, 0);
            }
        }
        return false;
    }

    private void remember(long pid) {
        BuildLimits.Applied limits =
                BuildLimits.ofThisMachine().apply(place.cgroupParent(), MachineMemory.totalBytes());
        new StartedEngine(pid, LinuxProcess.startTime(pid), place.socket(), place.log(), limits)
                .remember(place.state());
    }

    private boolean answers() {
        return EnginePing.ping(place.endpoint()).result() == EngineAttempt.Result.ANSWERED;
    }

    private static boolean listens(Path socket) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException nobody) {
            return false;
        }
    }

    private EngineException died() {
        return EngineDaemonLog.explain(logTail(), place.log());
    }

    private String logTail() {
        try (RandomAccessFile log = new RandomAccessFile(place.log().toFile(), "r")) {
            long length = log.length();
            byte[] tail = new byte[(int) Math.min(LOG_TAIL, length)];
            log.seek(length - tail.length);
            log.readFully(tail);
            return new String(tail, StandardCharsets.UTF_8);
        } catch (IOException none) {
            return "";
        }
    }
}
