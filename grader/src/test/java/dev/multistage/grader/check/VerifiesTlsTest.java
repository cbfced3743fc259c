package dev.multistage.grader.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.container.TlsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

/** Whether an app verifies certificates: the files in its image, and what it does with a server. */
class VerifiesTlsTest {

    private static final String CERTIFICATE =
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

    private static Evidence image() {
        return Evidence.of("FROM scratch\nCOPY app /app\nENTRYPOINT [\"/app\"]\n");
    }

    @Test
    void failsAnImageWithoutCertificates() {
        Outcome outcome = new VerifiesTls().examineImage(image().image()).orElseThrow();
        assertEquals("ca-missing", outcome.code());
        ImageEvidence with =
                image().text("/etc/ssl/certs/ca-certificates.crt", CERTIFICATE).image();
        assertTrue(new VerifiesTls().examineImage(with).isEmpty());
    }

    @Test
    void takesNoOtherFileForCertificates() {
        ImageEvidence decoy = image().text("/etc/ssl/certs/ca-certificates.crt", "hello").image();
        assertEquals("ca-missing", new VerifiesTls().examineImage(decoy).orElseThrow().code());
        ImageEvidence empty = image().text("/etc/ssl/certs/ca-certificates.crt", "").image();
        assertEquals("ca-missing", new VerifiesTls().examineImage(empty).orElseThrow().code());
    }

    @Test
    void findsTheBundleThatTheImageNames() {
        ImageEvidence named =
                image().env("SSL_CERT_FILE", "/certs.pem").text("/certs.pem", CERTIFICATE).image();
        assertEquals("/certs.pem", VerifiesTls.bundle(named.image()));
    }

    @Test
    void judgesNothingWithoutAServer() throws InterruptedException {
        ImageEvidence image =
                image().text("/etc/ssl/certs/ca-certificates.crt", CERTIFICATE).image();
        assertEquals(
                Outcome.Status.UNAVAILABLE,
                new VerifiesTls().examine(new FakeContainer().healthy(image)).status());
    }

    private static ContainerEvidence evidence(
            ImageEvidence image, FakeContainer container, TlsServer server) {
        ContainerEvidence healthy = container.healthy(image);
        return new ContainerEvidence(
                image,
                container,
                healthy.start(),
                Optional.of(server),
                "/etc/ssl/x",
                healthy.again());
    }

    @Test
    void failsAnAppThatReachesTheServerAndRefusesTheTrustedCa() throws InterruptedException {
        ImageEvidence image =
                image().text("/etc/ssl/certs/ca-certificates.crt", CERTIFICATE).image();
        FakeContainer refuses = new FakeContainer().answers("/upstream", 502, "unknown authority");
        try (TlsServer server = TlsServer.start()) {
            ContainerEvidence evidence = evidence(image, refuses, server);
            assertEquals(Outcome.Status.UNAVAILABLE, new VerifiesTls().examine(evidence).status());
            refuses.whenAsked(() -> reach(server));
            Outcome outcome = new VerifiesTls().examine(evidence);
            assertEquals("tls-fails", outcome.code());
        }
    }

    @Test
    void asksOnceMoreWhenABusyMachineGaveNoAnswer() throws InterruptedException {
        ImageEvidence image =
                image().text("/etc/ssl/certs/ca-certificates.crt", CERTIFICATE).image();
        FakeContainer late = new FakeContainer().answers("/upstream", 0, "");
        try (TlsServer server = TlsServer.start()) {
            ContainerEvidence evidence = evidence(image, late, server);
            AtomicInteger asked = new AtomicInteger();
            late.whenAsked(
                    () -> {
                        reach(server);
                        if (asked.incrementAndGet() == 2) {
                            late.answers("/upstream", 200, "{}");
                        }
                    });
            assertEquals("tls-not-verified", new VerifiesTls().examine(evidence).code());
            assertEquals(3, asked.get());
        }
    }

    /** Begins a TLS connection, as an app does that then refuses the certificate. */
    private static void reach(TlsServer server) {
        int port = URI.create(server.url()).getPort();
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
                SSLSocket socket =
                        (SSLSocket)
                                ((SSLSocketFactory) SSLSocketFactory.getDefault())
                                        .createSocket(plain, TlsServer.HOST, port, true)) {
            assertThrows(SSLException.class, socket::startHandshake);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
