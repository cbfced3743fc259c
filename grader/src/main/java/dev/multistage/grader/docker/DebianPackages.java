package dev.multistage.grader.docker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Installs packages with apt-get on Debian and Ubuntu: fetches the package lists where they are
 * missing or outdated, waits for another apt-get, and turns its failures into sentences.
 */
public final class DebianPackages {

    /** What the engine needs. */
    public static final List<String> ENGINE = List.of("docker.io");

    /**
     * What a learner wants beside the engine, where it is a package of its own: the docker command
     * (Debian 13), and what lets it use BuildKit.
     */
    static final List<String> ENGINE_EXTRAS = List.of("docker-cli", "docker-buildx");

    /** Mounts the control groups where no init system did. */
    static final List<String> CONTROL_GROUPS = List.of("cgroupfs-mount");

    private static final int LINES_KEPT = 40;
    private static final long LOCK_WAIT_SECONDS = 600;
    private static final Pattern STATUS = Pattern.compile("(dl|pm)status:[^:]*:([0-9.]+):(.*)");

    private final Programs programs;
    private final long pauseSeconds;

    DebianPackages(Programs programs, long pauseSeconds) {
        this.programs = programs;
        this.pauseSeconds = pauseSeconds;
    }

    /** Returns the packages of this machine. */
    public static DebianPackages ofThisMachine() {
        return new DebianPackages(Programs.ofThisMachine(), 2);
    }

    /** Returns those of the packages that are not installed. */
    public List<String> missing(List<String> packages) throws InterruptedException {
        List<String> missing = new ArrayList<>();
        for (String name : packages) {
            List<String> said = new ArrayList<>();
            programs.run(
                    List.of("dpkg-query", "-W", "-f", "${db:Status-Status}\n", name), said::add);
            if (!said.contains("installed")) {
                missing.add(name);
            }
        }
        return List.copyOf(missing);
    }

    /**
     * Installs packages, without those they only recommend.
     *
     * @param progress hears of it in percent
     * @throws EngineException if apt-get fails, with what it said first and what to do
     */
    public void install(List<String> packages, ProgressListener progress)
            throws InterruptedException {
        boolean updated = false;
        if (!known(packages).containsAll(packages)) {
            update(progress);
            updated = true;
        }
        Run run = aptInstall(packages, progress);
        if (run.code != 0
                && !updated
                && run.says("404", "Unable to locate", "no installation cand")) {
            // the lists are older than what the mirror still has
            update(progress);
            run = aptInstall(packages, progress);
        }
        if (run.code != 0) {
            throw failed(packages, run);
        }
    }

    /** Returns those of the packages that the package lists have. */
    List<String> known(List<String> packages) throws InterruptedException {
        List<String> known = new ArrayList<>();
        for (String name : packages) {
            List<String> said = new ArrayList<>();
            programs.run(List.of("apt-cache", "policy", name), said::add);
            if (said.stream().anyMatch(line -> line.matches(" *Candidate: [^(].*"))) {
                known.add(name);
            }
        }
        return known;
    }

    private void update(ProgressListener progress) throws InterruptedException {
        // a failure shows again, with more to say, in the installation
        apt("fetching the package lists", progress, List.of("update"));
    }

    private Run aptInstall(List<String> packages, ProgressListener progress)
            throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("install", "--no-install-recommends"));
        arguments.addAll(packages);
        return apt("installing " + String.join(" ", packages), progress, arguments);
    }

    private Run apt(String what, ProgressListener progress, List<String> arguments)
            throws InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                // status lines on a descriptor of their own that ends up in the
                                // same
                                // pipe: with 1, apt takes standard output from the packages'
                                // scripts
                                "sh",
                                "-c",
                                "exec \"$@\" 3>&1",
                                "sh",
                                "apt-get",
                                "-q",
                                "-y",
                                "-o",
                                "DPkg::Lock::Timeout=" + LOCK_WAIT_SECONDS,
                                "-o",
                                "Dpkg::Use-Pty=0",
                                "-o",
                                "Acquire::Retries=2",
                                "-o",
                                "APT::Status-Fd=3"));
        command.addAll(arguments);
        progress.advanced(what, 0, 100);
        long waited = 0;
        while (true) {
            Run run = new Run();
            run.code = programs.run(command, line -> run.hear(line, what, progress));
            // "apt-get update" knows no lock timeout of its own
            if (run.code == 0 || !run.says("Could not get lock") || waited > LOCK_WAIT_SECONDS) {
                return run;
            }
            progress.advanced("waiting for another apt-get to end", waited, 0);
            TimeUnit.SECONDS.sleep(pauseSeconds); // nobody says when its lock is free
            waited += Math.max(1, pauseSeconds);
        }
    }

    private static EngineException failed(List<String> packages, Run run) {
        String names = String.join(" ", packages);
        String said = run.firstError();
        if (run.code == Programs.NOT_FOUND) {
            return new EngineException("There is no apt-get on this machine.", "");
        }
        if (run.says("Temporary failure resolving", "Could not resolve", "Could not connect")
                || run.says(
                        "Connection failed", "Network is unreachable", "Connection timed out")) {
            return new EngineException(
                    "The package mirror cannot be reached, so " + names + " cannot be installed.",
                    "Check the network (and a proxy: /etc/apt/apt.conf.d), then: apt-get update");
        }
        if (run.says("Could not get lock")) {
            return new EngineException(
                    "Another apt-get has held the package system's lock for ten minutes.",
                    "Let it end, or look at it: ps -C apt-get,apt,dpkg,unattended-upgr -o pid,args");
        }
        if (run.says("No space left on device", "enough free space")) {
            return new EngineException(
                    "The disk is too full to install " + names + ".", "Free some space: df -h /");
        }
        if (run.says("dpkg was interrupted")) {
            return new EngineException(
                    "An earlier installation on this machine was broken off.",
                    "Finish it: dpkg --configure -a");
        }
        if (run.says("Unable to locate package", "no installation candidate")) {
            return new EngineException(
                    "This system's package lists have no " + names + ".",
                    "Ubuntu: add-apt-repository universe. Debian: see /etc/apt/sources.list");
        }
        return new EngineException(
                "apt-get could not install " + names + ": " + said,
                "Try it by hand: apt-get install " + names);
    }

    /** One run of apt-get: its exit code and the end of what it said. */
    private static final class Run {
        private int code;
        private final Deque<String> lines = new ArrayDeque<>();

        private synchronized void hear(String line, String what, ProgressListener progress) {
            Matcher status = STATUS.matcher(line);
            if (status.matches()) {
                // fetching and unpacking are told apart by apt: half of the bar for each
                long percent = (long) Double.parseDouble(status.group(2)) / 2;
                boolean unpacking = status.group(1).equals("pm");
                progress.advanced(what, unpacking ? 50 + percent : percent, 100);
                return;
            }
            lines.addLast(line);
            if (lines.size() > LINES_KEPT) {
                lines.removeFirst();
            }
        }

        private boolean says(String... texts) {
            return lines.stream()
                    .anyMatch(line -> List.of(texts).stream().anyMatch(line::contains));
        }

        private String firstError() {
            return lines.stream()
                    .filter(line -> line.startsWith("E: ") || line.startsWith("dpkg: error"))
                    .findFirst()
                    .orElse(lines.isEmpty() ? "it ended with code " + code : lines.peekLast());
        }
    }
}
