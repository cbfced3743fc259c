package dev.multistage.grader.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Limits what all build steps of an engine may use together. No engine's API has such limits; but
 * every build step of a daemon that uses the control groups itself runs below {@code
 * PARENT/buildkit}, and that group keeps its limits from build to build.
 *
 * <p>Seen on Engine 20.10 with control groups v1 (hybrid): {@code /docker/buildkit/ID}.
 */
public final class BuildLimits {

    /** What cannot be spared for builds: the engine, the grader, the rest of the machine. */
    private static final long RESERVED_BYTES = 1_500_000_000L;

    private static final long LEAST_BYTES = 1_000_000_000L;

    /** A fork bomb ends here; npm, cargo and go build with every core stay below a thousand. */
    private static final long PROCESSES = 4096;

    private static final String GROUP = "buildkit";

    private final Path controlGroups;

    BuildLimits(Path controlGroups) {
        this.controlGroups = controlGroups;
    }

    static BuildLimits ofThisMachine() {
        return new BuildLimits(Path.of("/sys/fs/cgroup"));
    }

    /**
     * What is in force.
     *
     * @param memoryBytes limit on memory, 0 if there is none
     * @param processes limit on the number of processes and threads, 0 if there is none
     */
    public record Applied(long memoryBytes, long processes) {

        /** Nothing is limited. */
        static final Applied NOTHING = new Applied(0, 0);

        /** Returns whether both are limited. */
        public boolean complete() {
            return memoryBytes > 0 && processes > 0;
        }
    }

    /**
     * Sets the limits on build steps of the daemon with this control-group parent.
     *
     * @param parent the daemon's {@code --cgroup-parent}, {@code docker} if it has none
     * @param machineBytes memory of the machine
     * @return what could be set; nothing where this process may not
     */
    Applied apply(String parent, long machineBytes) {
        long memory = Math.max(LEAST_BYTES, machineBytes - RESERVED_BYTES);
        if (Files.isRegularFile(controlGroups.resolve("cgroup.controllers"))) {
            return applyUnified(parent, memory);
        }
        boolean limitsMemory =
                write(
                        controlGroups.resolve("memory").resolve(parent).resolve(GROUP),
                        "memory.limit_in_bytes",
                        memory);
        boolean limitsProcesses =
                write(
                        controlGroups.resolve("pids").resolve(parent).resolve(GROUP),
                        "pids.max",
                        PROCESSES);
        return new Applied(limitsMemory ? memory : 0, limitsProcesses ? PROCESSES : 0);
    }

    private Applied applyUnified(String parent, long memory) {
        Path group = controlGroups.resolve(parent).resolve(GROUP);
        try {
            Files.createDirectories(group);
            enable(controlGroups);
            enable(controlGroups.resolve(parent));
        } catch (IOException refused) {
            return Applied.NOTHING;
        }
        boolean limitsMemory = write(group, "memory.max", memory);
        // otherwise the excess goes to swap, and the machine crawls
        write(group, "memory.swap.max", 0);
        boolean limitsProcesses = write(group, "pids.max", PROCESSES);
        return new Applied(limitsMemory ? memory : 0, limitsProcesses ? PROCESSES : 0);
    }

    private static void enable(Path group) throws IOException {
        Files.writeString(group.resolve("cgroup.subtree_control"), "+memory +pids");
    }

    private static boolean write(Path group, String file, long value) {
        try {
            Files.createDirectories(group);
            Files.writeString(group.resolve(file), Long.toString(value));
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
