package dev.multistage.grader.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The docker CLI's own settings: its current context and where each context's engine listens
 * ({@code config.json} and {@code contexts/meta/DIGEST/meta.json} in the CLI's configuration
 * folder).
 */
final class DockerContexts {

    /** The context that stands for DOCKER_HOST or the default socket. */
    static final String DEFAULT = "default";

    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;

    /** Reads from this configuration folder, usually {@code ~/.docker}. */
    DockerContexts(Path folder) {
        this.folder = folder;
    }

    /** Returns the CLI's {@code config.json}; an empty node if there is none or it is broken. */
    JsonNode configuration() {
        return read(folder.resolve("config.json"));
    }

    /** Returns the name of the current context; {@link #DEFAULT} if none is set. */
    String current() {
        String name = configuration().path("currentContext").asText();
        return name.isEmpty() ? DEFAULT : name;
    }

    /** Returns the address of this context's engine, if there is such a context. */
    Optional<String> host(String context) {
        Path contexts = folder.resolve("contexts").resolve("meta");
        if (!Files.isDirectory(contexts)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(contexts)) {
            for (Path entry : folders) {
                JsonNode meta = read(entry.resolve("meta.json"));
                String host = meta.at("/Endpoints/docker/Host").asText();
                if (context.equals(meta.path("Name").asText()) && !host.isEmpty()) {
                    return Optional.of(host);
                }
            }
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static JsonNode read(Path file) {
        try {
            return Files.isRegularFile(file) ? JSON.readTree(file.toFile()) : JSON.missingNode();
        } catch (IOException broken) {
            return JSON.missingNode();
        }
    }
}
