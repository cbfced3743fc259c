package dev.multistage.grader.check;

import dev.multistage.grader.container.HttpAnswer;
import dev.multistage.grader.container.RunningContainer;
import dev.multistage.grader.container.TlsServer;
import dev.multistage.grader.image.ContentKind;
import dev.multistage.grader.image.Image;
import dev.multistage.grader.image.LiveFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";

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

    /**
     * Returns the path of the bundle that programs in this image use: what {@code SSL_CERT_FILE}
     * names, or the first usual path that holds certificates. Empty if there is none.
     */
    public static String bundle(Image image) {
        List<String> candidates = new ArrayList<>(BUNDLES);
        candidates.add(0, image.config().env().getOrDefault("SSL_CERT_FILE", BUNDLES.get(0)));
        return candidates.stream()
                .filter(path -> holdsCertificates(image, path))
                .findFirst()
                .orElse("");
    }

    /** Whether a file is a bundle; of files whose content was not kept, any text is believed. */
    private static boolean holdsCertificates(Image image, String path) {
        Optional<LiveFile> file = image.file(path);
        if (file.isEmpty() || file.get().entry().size() == 0) {
            return false;
        }
        return image.content(file.get())
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).contains(CERTIFICATE))
                .orElse(file.get().entry().kind() == ContentKind.Simple.TEXT);
    }

    @Override
    public String requirement() {
        return "an outgoing HTTPS call verifies";
    }

    @Override
    public Optional<Outcome> examineImage(ImageEvidence evidence) {
        if (!bundle(evidence.image()).isEmpty()) {
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
        if (evidence.tls().isEmpty()) {
            return Outcome.unavailable("no TLS server could be started on this machine");
        }
        TlsServer server = evidence.tls().get();
        int before = server.connections();
        String endpoint = evidence.app().tlsEndpoint();
        server.presentTrusted();
        HttpAnswer trusted = patiently(evidence.container(), endpoint);
        if (!trusted.ok()) {
            if (server.connections() == before) {
                return Outcome.unavailable(
                        "a container on this machine cannot reach a server of the grader");
            }
            return Outcome.failed("tls-fails")
                    .observed(endpoint + said(trusted))
                    .expected("200: the grader's CA was added to " + evidence.caBundle())
                    .at(evidence.image().at(evidence.caBundle(), -1))
                    .next(
                            trusted.status() == 0
                                    ? "Grade again: a busy machine can be too slow. If it stays so,"
                                            + " see what the app waits for before it calls."
                                    : "Put the bundle where the program looks for it, readable for"
                                            + " the app's user.");
        }
        server.presentUnknown();
        int asked = server.connections();
        HttpAnswer unknown = patiently(evidence.container(), endpoint);
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
        if (unknown.status() == 0) {
            return Outcome.unavailable(
                    endpoint + " gave no answer in time, so no refusal was seen; grade again");
        }
        if (server.connections() == asked) {
            return Outcome.unavailable("the app did not call a second time");
        }
        return Outcome.passed("trusted CA accepted, unknown CA refused");
    }

    /** No answer in time can be a busy machine's fault: then the question is put once more. */
    private static HttpAnswer patiently(RunningContainer container, String endpoint) {
        HttpAnswer answer = container.get(endpoint);
        return answer.status() == 0 ? container.get(endpoint) : answer;
    }

    private static String said(HttpAnswer answer) {
        return answer.status() == 0
                ? " gave no answer, twice: " + answer.problem()
                : " answered " + answer.status() + " " + answer.text().strip();
    }
}
