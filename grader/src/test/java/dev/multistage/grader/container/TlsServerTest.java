package dev.multistage.grader.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

class TlsServerTest {

    @Test
    void aClientThatTrustsTheCaAcceptsIt() throws Exception {
        try (TlsServer server = TlsServer.start()) {
            assertTrue(fetch(server).startsWith("HTTP/1.1 200"));
            assertEquals(1, server.connections());
        }
    }

    @Test
    void theSameClientRefusesTheUnknownCa() throws Exception {
        try (TlsServer server = TlsServer.start()) {
            server.presentUnknown();
            assertThrows(SSLException.class, () -> fetch(server));
            server.presentTrusted();
            assertTrue(fetch(server).startsWith("HTTP/1.1 200"));
        }
    }

    /** A client that trusts only the grader's CA and checks the name. */
    private static String fetch(TlsServer server) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "grader",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(
                                        server.caPem().getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        int port = URI.create(server.url()).getPort();
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
                SSLSocket socket =
                        (SSLSocket)
                                context.getSocketFactory()
                                        .createSocket(plain, TlsServer.HOST, port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.getOutputStream()
                    .write(
                            ("GET / HTTP/1.1\r\nHost: "
                                            + TlsServer.HOST
                                            + "\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (SSLException refused) {
            throw refused;
        } catch (IOException other) {
            throw new AssertionError(other);
        }
    }
}
