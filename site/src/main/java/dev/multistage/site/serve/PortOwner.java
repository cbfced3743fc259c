package dev.multistage.site.serve;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds out which program listens on a port, from Linux's {@code /proc}: the socket's inode in the
 * table of TCP sockets, and the process that has it open. Elsewhere, and for programs of other
 * users, the answer is empty.
 */
final class PortOwner {

    private static final String LISTENING = "0A";
    private static final int LONGEST = 80;

    private final Path proc;

    /**
     * @param proc {@code /proc}, or what a test has in its place
     */
    PortOwner(Path proc) {
        this.proc = proc;
    }

    /** Returns the program in words, for example {@code java (process 4711)}. */
    Optional<String> of(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            try (Stream<String> lines = Files.lines(proc.resolve(table))) {
                lines.forEach(line -> inode(line, port).ifPresent(sockets::add));
            } catch (IOException noSuchTable) {
                // another system, or one without IPv6
            }
        }
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (has(process, sockets)) {
                    return Optional.of(name(process) + " (process " + process.getFileName() + ")");
                }
            }
        } catch (IOException unreadable) {
            // then nobody knows
        }
        return Optional.empty();
    }

    /** Reads {@code sl local_address rem_address st … inode}; the port is hexadecimal. */
    private static Optional<String> inode(String line, int port) {
        String[] fields = line.strip().split("\\s+");
        String ending = String.format(Locale.ROOT, ":%04X", port);
        return fields.length > 9 && fields[1].endsWith(ending) && fields[3].equals(LISTENING)
                ? Optional.of("socket:[" + fields[9] + "]")
                : Optional.empty();
    }

    private static boolean has(Path process, Set<String> sockets) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : open) {
                if (Files.isSymbolicLink(descriptor)
                        && sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
                    return true;
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException othersProcess) {
            // not ours to look at, or it has just ended
        }
        return false;
    }

    private static String name(Path process) {
        try {
            String command =
                    Files.readString(process.resolve("cmdline")).replace('\0', ' ').strip();
            if (command.contains("dev.multistage.grader")) {
                return "another ./grade serve";
            }
            String name = Files.readString(process.resolve("comm")).strip();
            return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
        } catch (IOException justEnded) {
            return "a program";
        }
    }
}
