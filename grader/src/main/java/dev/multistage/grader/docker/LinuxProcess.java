package dev.multistage.grader.docker;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Facts about processes, from {@code /proc}. On other systems there are none. */
final class LinuxProcess {

    private LinuxProcess() {}

    /** Returns the short name of a process; empty if there is no such process. */
    static String name(long pid) {
        return read(Path.of("/proc", Long.toString(pid), "comm")).strip();
    }

    /**
     * Returns whether a process of this short name runs. One that has ended and was not yet
     * collected by its parent (a zombie) does not, though its name can still be read.
     */
    static boolean runs(long pid, String name) {
        return name(pid).equals(name) && startTime(pid) != 0;
    }

    /** Returns when a process started, in clock ticks since boot; 0 if no such process runs. */
    static long startTime(long pid) {
        String stat = read(Path.of("/proc", Long.toString(pid), "stat"));
        // the second field is a name in brackets that may hold anything
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        boolean zombie = fields[0].equals("Z");
        return fields.length > 19 && !zombie ? Long.parseLong(fields[19]) : 0;
    }

    /** Returns the arguments of a process, joined by blanks; empty if there is no such process. */
    static String arguments(long pid) {
        return read(Path.of("/proc", Long.toString(pid), "cmdline")).replace('\0', ' ').strip();
    }

    /** Returns the ids of the running processes whose short name starts like this. */
    static List<Long> named(String start) {
        List<Long> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path entry : entries) {
                long pid = Long.parseLong(entry.getFileName().toString());
                if (name(pid).startsWith(start) && startTime(pid) != 0) {
                    found.add(pid);
                }
            }
        } catch (IOException noProc) {
            return List.of();
        }
        return found;
    }

    /** Returns the process id that a file holds; 0 if there is none. */
    static long inFile(Path pidFile) {
        try {
            return Long.parseLong(read(pidFile).strip());
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    /** Returns whether a process lives in the network namespace of this file. */
    static boolean sharesNetwork(long pid, Path namespace) {
        try {
            Path own = Path.of("/proc", Long.toString(pid), "ns", "net");
            return Files.getAttribute(own, "unix:ino")
                    .equals(Files.getAttribute(namespace, "unix:ino"));
        } catch (IOException | UnsupportedOperationException gone) {
            return false;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }
}
