package dev.multistage.grader.container;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An HTTPS server that an app in a container can call. It presents a certificate of a CA which the
 * grader adds to the image's bundle, or one of a CA that nobody knows.
 */
public final class TlsServer implements AutoCloseable {

    /** The name under which containers reach this machine. */
    public static final String HOST = "grader.internal";

    private final Identity trusted;
    private final Identity unknown;
    private volatile Identity presented;
    private final HttpsServer server;
    private final AtomicInteger connections = new AtomicInteger();

    private TlsServer(Identity trusted, Identity unknown)
            throws IOException, GeneralSecurityException {
        this.trusted = trusted;
        this.unknown = unknown;
        this.presented = trusted;
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new PresentedKey()}, null, null);
        // all addresses: a container comes in over the bridge, whose address differs by engine
        server = HttpsServer.create(new InetSocketAddress(0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(context) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        connections.incrementAndGet();
                        super.configure(parameters);
                    }
                });
        server.createContext(
                "/",
                exchange -> {
                    byte[] answer = "hello from the grader\n".getBytes(StandardCharsets.UTF_8);
                    // a kept connection would not see another certificate
                    exchange.getResponseHeaders().set("Connection", "close");
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
    }

    /** Makes two CAs with a server certificate each, and starts serving on a free port. */
    public static TlsServer start() {
        try {
            return new TlsServer(
                    Identity.create("Multistage grader CA"), Identity.create("Unknown CA"));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot make certificates", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a TLS server", e);
        }
    }

    /** Returns the URL for the app. */
    public String url() {
        return "https://" + HOST + ":" + server.getAddress().getPort() + "/";
    }

    /** Returns the CA that images are made to trust, as PEM. */
    public String caPem() {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(trusted.authority());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /** From now on presents the certificate of the trusted CA. */
    public void presentTrusted() {
        presented = trusted;
    }

    /** From now on presents the certificate of the unknown CA. */
    public void presentUnknown() {
        presented = unknown;
    }

    /** Returns how many handshakes began. */
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** A CA and a server certificate that it signed. */
    private record Identity(
            X509Certificate authority, X509Certificate certificate, PrivateKey key) {

        static Identity create(String name)
                throws GeneralSecurityException, OperatorCreationException, IOException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair authorityKeys = generator.generateKeyPair();
            KeyPair serverKeys = generator.generateKeyPair();
            X500Name issuer = new X500Name("CN=" + name);
            X509v3CertificateBuilder authority = builder(issuer, issuer, authorityKeys);
            authority.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            X509v3CertificateBuilder certificate =
                    builder(issuer, new X500Name("CN=" + HOST), serverKeys);
            certificate.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, HOST)));
            return new Identity(
                    sign(authority, authorityKeys.getPrivate()),
                    sign(certificate, authorityKeys.getPrivate()),
                    serverKeys.getPrivate());
        }

        private static X509v3CertificateBuilder builder(
                X500Name issuer, X500Name subject, KeyPair keys) {
            // a day on either side, so that a container whose clock is off still accepts it
            Instant now = Instant.now();
            return new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(64, new SecureRandom()),
                    Date.from(now.minus(Duration.ofDays(1))),
                    Date.from(now.plus(Duration.ofDays(1))),
                    subject,
                    keys.getPublic());
        }

        private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
                throws GeneralSecurityException, OperatorCreationException {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        }
    }

    /** Presents whichever identity is current at the time of the handshake. */
    private final class PresentedKey extends X509ExtendedKeyManager {

        @Override
        public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
            return type.startsWith("EC") ? "grader" : null;
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return type.startsWith("EC") ? "grader" : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {presented.certificate()};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return presented.key();
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[] {"grader"};
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return null;
        }
    }
}
