package dev.multistage.site.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortOwnerTest {

    private static final String SOCKETS =
            """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:1BCD 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4242 1
               1: 0100007F:1BCE 00000000:0000 01 00000000:00000000 00:00000000 00000000     0        0 4243 1
            """;

    @TempDir Path proc;

    @Test
    void namesTheProgramThatListens() throws Exception {
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(proc.resolve("net/tcp"), SOCKETS);
        Path process = Files.createDirectories(proc.resolve("4711/fd"));
        Files.createSymbolicLink(process.resolve("3"), Path.of("socket:[4242]"));
        Files.writeString(proc.resolve("4711/cmdline"), "nginx\0-g\0");
        Files.writeString(proc.resolve("4711/comm"), "nginx\n");
        PortOwner owner = new PortOwner(proc);
        assertEquals(Optional.of("nginx (process 4711)"), owner.of(7117));
        assertEquals(Optional.empty(), owner.of(7118), "connected, not listening");
        assertEquals(Optional.empty(), owner.of(80));
    }

    @Test
    void knowsNothingOnOtherSystems() {
        assertEquals(Optional.empty(), new PortOwner(proc.resolve("none")).of(7117));
    }
}
