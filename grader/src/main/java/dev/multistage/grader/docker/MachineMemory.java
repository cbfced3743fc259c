package dev.multistage.grader.docker;

import java.lang.management.ManagementFactory;

/** The memory of this machine, or of the container that this process runs in. */
final class MachineMemory {

    private MachineMemory() {}

    /** Returns all of it, in bytes. */
    static long totalBytes() {
        return ((com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize();
    }
}
