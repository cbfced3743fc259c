package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildLimitsTest {

    @TempDir Path groups;

    @Test
    void leavesTheMachineSomeMemory() throws IOException {
        BuildLimits.Applied applied = new BuildLimits(groups).apply("docker", 8_000_000_000L);

        assertEquals(6_500_000_000L, applied.memoryBytes());
        assertEquals(
                "6500000000",
                Files.readString(groups.resolve("memory/docker/buildkit/memory.limit_in_bytes")));
        assertEquals("4096", Files.readString(groups.resolve("pids/docker/buildkit/pids.max")));
    }

    @Test
    void limitsOneTreeWhereAllControllersShareIt() throws IOException {
        Files.writeString(groups.resolve("cgroup.controllers"), "cpu memory pids");

        BuildLimits.Applied applied = new BuildLimits(groups).apply("docker", 8_000_000_000L);

        assertTrue(applied.complete());
        Path group = groups.resolve("docker/buildkit");
        assertEquals("6500000000", Files.readString(group.resolve("memory.max")));
        assertEquals("4096", Files.readString(group.resolve("pids.max")));
        assertEquals(
                "+memory +pids", Files.readString(groups.resolve("docker/cgroup.subtree_control")));
    }

    @Test
    void saysThatNothingHoldsWhereItMayNotWrite() throws IOException {
        Files.writeString(groups.resolve("memory"), "not a folder");
        Files.writeString(groups.resolve("pids"), "not a folder");

        assertFalse(new BuildLimits(groups).apply("docker", 8_000_000_000L).complete());
    }
}
