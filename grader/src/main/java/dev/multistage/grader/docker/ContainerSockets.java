package dev.multistage.grader.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The listening TCP sockets of a container, read from {@code /proc/PID/net} of the host. Works
 * where the engine runs on this Linux; elsewhere nothing can be seen.
 */
final class ContainerSockets {

    /** State of a listening socket in {@code /proc/net/tcp}, in hexadecimal. */
    private static final String LISTEN = "0A";

    /** 127.0.0.11, where Docker's own name server listens inside every container. */
    private static final String DOCKERS_RESOLVER = "0B00007F";

    private final Path proc;
    private final String containerId;

    /**
     * @param pid the container's first process, 0 if it does not run
     */
    ContainerSockets(int pid, String containerId) {
        this.proc = Path.of("/proc", Integer.toString(pid));
        this.containerId = containerId;
    }

    List<Integer> ports() {
        return List.copyOf(listening().keySet());
    }

    List<Integer> loopbackPorts() {
        return listening().entrySet().stream()
                .filter(port -> port.getValue())
                .map(port -> port.getKey())
                .toList();
    }

    /** Returns each port with whether only the loopback address listens on it. */
    private TreeMap<Integer, Boolean> listening() {
        TreeMap<Integer, Boolean> ports = new TreeMap<>();
        if (isTheContainers()) {
            collect("tcp", ports);
            collect("tcp6", ports);
        }
        return ports;
    }

    /** Docker Desktop's engine counts its processes in a machine of its own. */
    private boolean isTheContainers() {
        try {
            return !containerId.isEmpty()
                    && Files.readString(proc.resolve("cgroup")).contains(containerId);
        } catch (IOException notHere) {
            return false;
        }
    }

    private void collect(String table, TreeMap<Integer, Boolean> ports) {
        try (Stream<String> lines = Files.lines(proc.resolve("net").resolve(table))) {
            lines.skip(1).forEach(line -> collectLine(line.strip(), ports));
        } catch (IOException gone) {
            // it ended just now, or has no IPv6
        }
    }

    private static void collectLine(String line, TreeMap<Integer, Boolean> ports) {
        String[] fields = line.split("\\s+");
        if (fields.length < 4 || !fields[3].equals(LISTEN)) {
            return;
        }
        String[] local = fields[1].split(":");
        if (!local[0].equals(DOCKERS_RESOLVER)) {
            ports.merge(Integer.parseInt(local[1], 16), loopback(local[0]), (a, b) -> a && b);
        }
    }

    /** Addresses are written as 32-bit words in the machine's byte order. */
    private static boolean loopback(String address) {
        return switch (address.length()) {
            case 8 -> address.endsWith("7F") || address.startsWith("7F0000");
            default ->
                    address.equals("00000000000000000000000001000000")
                            || address.equals("00000000000000000000000000000001")
                            || address.startsWith("0000000000000000FFFF0000")
                                    && address.endsWith("7F");
        };
    }
}
