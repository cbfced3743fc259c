package dev.multistage.grader.docker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container to start. It always runs with no new privileges, all capabilities dropped, limits on
 * memory, CPU and processes, a capped log, and on a bridge network of its own that publishes ports
 * but lets nothing out.
 *
 * <p>Inside it, {@code grader.internal} is the machine of the engine, so that a server of the
 * grader can be reached; it must listen on all addresses. This was seen to work on Linux with
 * engines 20.10, 26 and 28. It needs a firewall that lets containers reach the host, and is not
 * expected to work on Docker Desktop: there the name leads out of the engine's virtual machine,
 * where addresses that are not translated find no way back (not tried).
 *
 * @param image name or id of the image
 * @param port the port the app listens on, published on a free port of the loopback address
 * @param environment variables to set
 * @param user user to run as, empty for the image's own
 * @param readOnly whether the root file system is read-only
 * @param writable absolute paths that are writable (tmpfs) when the root is read-only
 * @param memoryBytes memory limit
 * @param cpus CPU limit, 1.0 is one core
 * @param processes limit on the number of processes
 * @param files files to copy into the created container before it starts
 * @param startBudget how long {@code start} and the first healthy answer may take in all
 * @param owners owners and modes of writable paths, so that a tmpfs is as writable as the folder of
 *     the image that it covers; paths that are not named belong to root and are open to all
 * @param probing how the engine runs the image's health check; empty for as the image says
 */
public record ContainerRequest(
        String image,
        int port,
        Map<String, String> environment,
        String user,
        boolean readOnly,
        List<String> writable,
        long memoryBytes,
        double cpus,
        int processes,
        List<CopiedFile> files,
        Duration startBudget,
        Map<String, Ownership> owners,
        Optional<Probing> probing) {

    public ContainerRequest {
        environment = Map.copyOf(environment);
        writable = List.copyOf(writable);
        files = List.copyOf(files);
        owners = Map.copyOf(owners);
    }

    /** A container whose writable paths are open to all. */
    public ContainerRequest(
            String image,
            int port,
            Map<String, String> environment,
            String user,
            boolean readOnly,
            List<String> writable,
            long memoryBytes,
            double cpus,
            int processes,
            List<CopiedFile> files,
            Duration startBudget) {
        this(
                image,
                port,
                environment,
                user,
                readOnly,
                writable,
                memoryBytes,
                cpus,
                processes,
                files,
                startBudget,
                Map.of(),
                Optional.empty());
    }

    /**
     * Who may write to a folder.
     *
     * @param uid user id of its owner
     * @param mode its permission bits
     */
    public record Ownership(long uid, int mode) {

        /** Everybody may, as in {@code /tmp}. */
        public static final Ownership OPEN = new Ownership(0, 01777);
    }

    /**
     * Another rhythm for the image's health check: without start period, and one failure is enough.
     *
     * @param test the check as the image declares it
     * @param interval time between two probes
     * @param timeout what one probe may take
     */
    public record Probing(List<String> test, Duration interval, Duration timeout) {

        public Probing {
            test = List.copyOf(test);
        }
    }

    /** A file to put into the container, with mode 0644 and owner root. */
    public record CopiedFile(String path, byte[] content) {}
}
