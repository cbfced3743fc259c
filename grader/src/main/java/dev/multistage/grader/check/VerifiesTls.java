package dev.multistage.grader.check;

import dev.multistage.grader.container.HttpAnswer;
import dev.multistage.grader.container.TlsServer;
import java.util.List;
import java.util.Optional;

/** Demands that an outgoing HTTPS call accepts a trusted certificate and refuses any other. */
@Describes(
        name = "verifies-tls",
        reference = "T17",
        summary =
                "An outgoing HTTPS call verifies: a trusted CA is accepted, an unknown one refused.",
        failures = {
            @Failure(
                    code = "ca-missing",
                    title = "The image has no CA certificates",
                    why =
                            "Without a certificate bundle no HTTPS server can be verified; on scratch"
                                    + " there is none unless you copy one."),
            @Failure(
                    code = "tls-fails",
                    title = "An outgoing HTTPS call fails",
                    why = "The server's certificate was signed by a CA that the image trusts."),
            @Failure(
                    code = "tls-not-verified",
                    title = "Certificates are not verified",
                    why =
                            "A server with a certificate of an unknown CA was believed: anybody could be it.")
        })
public record VerifiesTls() implements ContainerCheck {

    /**
     * Where programs look for a bundle: the list of Go's crypto/x509 (root_linux.go), which covers
     * Debian, Alpine, Red Hat and SUSE.
     */
    public static final List<String> BUNDLES =
            List.of(
                    "/etc/ssl/certs/ca-certificates.crt",
                    "/etc/pki/tls/certs/ca-bundle.crt",
                    "/etc/ssl/ca-bundle.pem",
                    "/etc/pki/tls/cacert.pem",
                    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
                    "/etc/ssl/cert.pem");

    @Override
    public String requirement() {
        return "an outgoing HTTPS call verifies";
    }

    @Override
    public Optional<Outcome> examineImage(ImageEvidence evidence) {
        boolean found = BUNDLES.stream().anyMatch(path -> evidence.image().file(path).isPresent());
        if (found) {
            return Optional.empty();
        }
        return Optional.of(
                Outcome.failed("ca-missing")
                        .observed("no certificate bundle at any usual path")
                        .expected("for example " + BUNDLES.get(0))
                        .at(evidence.at(evidence.dockerfile().finalStage().from()))
                        .next(
                                "Copy it from the build stage: COPY --from=build "
                                        + BUNDLES.get(0)
                                        + " /etc/ssl/certs/"));
    }

    @Override
    public Outcome examine(ContainerEvidence evidence) {
        Optional<Outcome> missing = examineImage(evidence.image());
        if (missing.isPresent()) {
            return missing.get();
        }
        TlsServer server = evidence.tls().orElseThrow();
        String endpoint = evidence.app().tlsEndpoint();
        server.presentTrusted();
        HttpAnswer trusted = evidence.container().get(endpoint);
        if (!trusted.ok()) {
            if (server.connections() == 0) {
                return Outcome.unavailable(
                        "a container on this machine cannot reach a server of the grader");
            }
            return Outcome.failed("tls-fails")
                    .observed(
                            endpoint
                                    + " answered "
                                    + trusted.status()
                                    + " "
                                    + trusted.text().strip())
                    .expected("200: the grader's CA was added to " + evidence.caBundle())
                    .at(evidence.image().at(evidence.caBundle(), -1))
                    .next(
                            "Put the bundle where the program looks for it, readable for the app's user.");
        }
        server.presentUnknown();
        HttpAnswer unknown = evidence.container().get(endpoint);
        if (unknown.ok()) {
            return Outcome.failed("tls-not-verified")
                    .observed(
                            endpoint
                                    + " answered "
                                    + unknown.status()
                                    + " although the CA is unknown")
                    .expected("502: the certificate must be refused")
                    .at(evidence.image().at(evidence.caBundle(), -1))
                    .next("Remove whatever switches verification off, and ship a plain CA bundle.");
        }
        return Outcome.passed("trusted CA accepted, unknown CA refused");
    }
}
