package dev.multistage.grader.docker;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads in the log of a daemon that did not come up why it did not. */
final class EngineDaemonLog {

    private static final int LINES = 3;
    private static final Pattern MESSAGE = Pattern.compile("msg=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private EngineDaemonLog() {}

    /** Returns the exception that explains it. */
    static EngineException explain(String log, Path file) {
        String said = lastMessages(log);
        return new EngineException(
                "The Docker engine was started and did not come up. It said: " + said,
                remedy(log.toLowerCase(Locale.ROOT)) + " All it said: " + file);
    }

    private static String remedy(String log) {
        if (log.contains("no space left on device")) {
            return "Its disk is full: free some space (df -h /var/lib/docker).";
        }
        if (log.contains("operation not permitted") || log.contains("permission denied")) {
            return "This looks like a container without the rights that an engine needs (docker run"
                    + " --privileged), or give it the socket of the engine outside: -v"
                    + " /var/run/docker.sock:/var/run/docker.sock.";
        }
        if (log.contains("iptables")) {
            return "It could not set up its network: check that iptables works (iptables -L).";
        }
        if (log.contains("cgroup")) {
            return "The control groups are not mounted: apt-get install cgroupfs-mount &&"
                    + " cgroupfs-mount.";
        }
        if (log.contains("daemon.json") || log.contains("unable to configure")) {
            return "Check its settings in /etc/docker/daemon.json.";
        }
        return "";
    }

    private static String lastMessages(String log) {
        List<String> lines =
                log.lines()
                        .filter(line -> !line.isBlank())
                        .filter(
                                line ->
                                        !line.contains("level=info")
                                                && !line.contains("level=debug"))
                        .map(EngineDaemonLog::message)
                        .toList();
        if (lines.isEmpty()) {
            return "nothing.";
        }
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }

    private static String message(String line) {
        Matcher message = MESSAGE.matcher(line);
        String text = message.find() ? message.group(1).replace("\\\"", "\"") : line;
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }
}
