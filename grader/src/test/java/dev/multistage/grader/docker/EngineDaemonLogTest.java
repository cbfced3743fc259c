package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EngineDaemonLogTest {

    private static final Path FILE = Path.of("/run/dockerd.log");

    @Test
    void quotesTheLastMessagesThatMatter() {
        EngineException failure =
                explain(
                        """
                        time="2026-11-24T12:00:00Z" level=info msg="Starting up"
                        time="2026-11-24T12:00:01Z" level=warning msg="could not use \\"snapshotter\\" zfs"
                        failed to start daemon: Error initializing network controller
                        """);

        assertTrue(
                failure.getMessage()
                        .endsWith(
                                "could not use \"snapshotter\" zfs / failed to start daemon: Error"
                                        + " initializing network controller"),
                failure.getMessage());
        assertFalse(failure.getMessage().contains("Starting up"));
    }

    @Test
    void knowsTheUsualReasons() {
        assertTrue(explain("write: no space left on device").remedy().contains("disk is full"));
        assertTrue(explain("mount: Operation not permitted").remedy().contains("--privileged"));
        assertTrue(explain("iptables failed: No chain").remedy().contains("iptables -L"));
        assertTrue(explain("Devices cgroup isn't mounted").remedy().contains("cgroupfs-mount"));
        assertTrue(
                explain("unable to configure the Docker daemon").remedy().contains("daemon.json"));
    }

    @Test
    void boundsWhatItQuotes() {
        assertTrue(explain("x".repeat(10_000)).getMessage().length() < 1000);
    }

    @Test
    void namesTheLogEvenIfItIsEmpty() {
        assertTrue(explain("").remedy().contains(FILE.toString()));
    }

    private static EngineException explain(String log) {
        return EngineDaemonLog.explain(log, FILE);
    }
}
