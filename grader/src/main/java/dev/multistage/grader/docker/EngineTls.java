package dev.multistage.grader.docker;

import com.github.dockerjava.transport.SSLConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.shaded.com.github.dockerjava.core.LocalDirectorySSLConfig;

/** Certificates for an engine that listens on TCP with TLS, found as the docker CLI finds them. */
final class EngineTls {

    private EngineTls() {}

    /** Returns the certificates of {@code DOCKER_CERT_PATH}, null where none are asked for. */
    static SSLConfig of(EngineEndpoint endpoint) {
        String verify = System.getenv().getOrDefault("DOCKER_TLS_VERIFY", "");
        if (endpoint.local() || verify.isEmpty()) {
            return null;
        }
        String path = System.getenv("DOCKER_CERT_PATH");
        Path folder =
                path != null ? Path.of(path) : Path.of(System.getProperty("user.home"), ".docker");
        if (!Files.isRegularFile(folder.resolve("ca.pem"))) {
            throw new EngineException(
                    "DOCKER_TLS_VERIFY is set, but there are no certificates in " + folder + ".",
                    "Set DOCKER_CERT_PATH to the folder with ca.pem, cert.pem and key.pem.");
        }
        return new LocalDirectorySSLConfig(folder.toString());
    }
}
