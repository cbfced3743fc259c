package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class EngineErrorsTest {

    private static final EngineEndpoint SOCKET =
            new EngineEndpoint(URI.create("unix:///var/run/docker.sock"), "default socket");

    @Test
    void aSocketNobodyListensOnMeansThatTheEngineIsNotRunning() {
        RuntimeException error =
                EngineErrors.lost(new RuntimeException(new ConnectException("refused")), SOCKET);
        assertTrue(
                error.getMessage().startsWith("No Docker engine answers at unix:///"),
                error::toString);
    }

    @Test
    void aForbiddenSocketNamesTheGroup() {
        RuntimeException error =
                EngineErrors.lost(
                        new RuntimeException(new SocketException("Permission denied")), SOCKET);
        assertTrue(((EngineException) error).remedy().contains("usermod -aG docker"));
    }

    @Test
    void anEngineThatStopsInTheMiddleIsSaidToHaveBrokenOff() {
        RuntimeException error = EngineErrors.lost(new IOException("end of stream"), SOCKET);
        assertTrue(error.getMessage().contains("broke off in the middle"));
    }

    @Test
    void aFullDiskIsNamedWhateverTheCall() {
        EngineException error =
                EngineErrors.answered(
                        500, "write /var/lib/docker/tmp/x: no space left on device", SOCKET);
        assertTrue(error.getMessage().startsWith("The disk of the Docker engine is full"));
        assertTrue(error.remedy().contains("./grade clean"));
    }

    @Test
    void exhaustedNetworksAreNamed() {
        EngineException error =
                EngineErrors.answered(
                        500,
                        "could not find an available, non-overlapping IPv4 address pool among the"
                                + " defaults to assign to the network",
                        SOCKET);
        assertTrue(error.remedy().contains("docker network prune"), error::remedy);
    }

    @Test
    void textOfTheEngineIsCutToAFewLines() {
        assertEquals(501, EngineErrors.bounded("x".repeat(100_000)).length());
    }
}
